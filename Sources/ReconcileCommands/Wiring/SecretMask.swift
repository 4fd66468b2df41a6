import Diagnostics
import Locking
import ManifestLoading

/// The values that nothing which leaves the program may show.
struct SecretMask: Sendable {
    /// What replaces a secret.
    static let mark = Array("***".utf8)

    /// A shorter value of letters or of digits alone is a word or a number that many texts have, such as 'prod'.
    private static let shortest = 8
    /// The length from which a value of letters and other characters, such as 'hunter2', is masked.
    private static let shortestMixed = 6
    /// Lines of a longer value, such as those of a private key, are masked one by one.
    private static let shortestLine = 16
    /// The first bytes of a secret that are enough to know it by: names and messages may be cut.
    private static let shortestStart = 10

    /// In alphabetical order: what has a beginning in common is together.
    private var secrets: [[UInt8]] = []
    /// Those that are so short that only the whole of them is known by.
    private var short: Set<[UInt8]> = []
    /// True at the first bytes of secrets.
    private var begins = [Bool](repeating: false, count: 256)

    init(_ values: [String] = []) { add(values) }

    /// Masks these values too.
    mutating func add(_ values: [String]) {
        let all = Set(secrets + values.flatMap(Self.forms))
        secrets = all.sorted { $0.lexicographicallyPrecedes($1) }
        short = all.filter { $0.count < Self.shortestStart }
        for secret in secrets { begins[Int(secret[0])] = true }
    }

    private static func isMasked(_ value: String) -> Bool {
        let letters = value.utf8.count { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        let isMixed = letters > 0 && letters < value.utf8.count
        return value.utf8.count >= (isMixed ? shortestMixed : shortest)
    }

    /// A value as texts show it: as it is, line by line, and escaped as in JSON, XML and commands of GitHub's runner.
    private static func forms(_ value: String) -> [[UInt8]] {
        let lines = value.split(whereSeparator: \.isNewline).map(String.init)
        let parts = (lines.count > 1 ? lines.filter { $0.utf8.count >= shortestLine } : []) + [value]
        return parts.filter(isMasked).flatMap { part in
            [
                part, String(JSON.string(part).text.dropFirst().dropLast()), JUnitRenderer.escaped(part),
                WorkflowCommands.data(part), WorkflowCommands.property(part),
            ].map { Array($0.utf8) }
        }
    }

    /// The bytes without secrets.
    func masked(_ bytes: [UInt8]) -> [UInt8] {
        guard !secrets.isEmpty else { return bytes }
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard let length = length(at: index, of: bytes) ?? lengthAfterCut(at: index, of: bytes) else {
                index += 1
                continue
            }
            result += bytes[copied..<index]
            result += Self.mark
            index += length
            copied = index
        }
        return copied == 0 ? bytes : result + bytes[copied...]
    }

    /// How much of a secret begins here; nil if it is too little to be one.
    ///
    /// An env file may set thousands: of all secrets, one of the two neighbours in their order has most in common.
    private func length(at index: Int, of bytes: [UInt8]) -> Int? {
        guard begins[Int(bytes[index])] else { return nil }
        var (low, high) = (0, secrets.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(secrets[middle], index, bytes) { low = middle + 1 } else { high = middle }
        }
        let longest =
            [low - 1, low].filter(secrets.indices.contains).map { common(secrets[$0], index, bytes) }.max() ?? 0
        if longest >= Self.shortestStart { return longest }
        let whole = (Self.shortestMixed..<Self.shortestStart).filter { count in
            count <= longest && short.contains(Array(bytes[index..<index + count]))
        }
        return whole.max()
    }

    /// How many bytes a secret and the text from an index on have in common.
    private func common(_ secret: [UInt8], _ index: Int, _ bytes: [UInt8]) -> Int {
        var length = 0
        while length < secret.count, index + length < bytes.count, bytes[index + length] == secret[length] {
            length += 1
        }
        return length
    }

    /// True if a secret comes before the text from an index on, in alphabetical order.
    private func isBefore(_ secret: [UInt8], _ index: Int, _ bytes: [UInt8]) -> Bool {
        let length = common(secret, index, bytes)
        if length == secret.count { return true }
        return index + length < bytes.count && secret[length] < bytes[index + length]
    }

    /// How much of a secret goes on here, behind the mark with which an excerpt begins that is cut.
    private func lengthAfterCut(at index: Int, of bytes: [UInt8]) -> Int? {
        guard index >= Self.cut.count, bytes[index - Self.cut.count..<index].elementsEqual(Self.cut) else { return nil }
        return secrets.lazy.flatMap { secret in
            secret.indices.map { start in zip(secret[start...], bytes[index...]).prefix { $0 == $1 }.count }
        }.max().flatMap { $0 >= Self.shortestStart ? $0 : nil }
    }

    private static let cut = Array("…".utf8)
}

extension SecretMask {
    private static let ofProcess = Guarded(SecretMask(Surroundings.current.secrets))

    /// Masks these values from now on, wherever they are written.
    static func add(_ values: [String]) { ofProcess.withLock { $0.add(values) } }

    /// The bytes without this process's secrets.
    static func masked(_ bytes: [UInt8]) -> [UInt8] { ofProcess.withLock(\.self).masked(bytes) }
}

extension Surroundings {
    /// The values of variables whose names say that they hold secrets.
    var secrets: [String] { variables.filter { SecretNames.denies($0.key) }.map(\.value) }
}
