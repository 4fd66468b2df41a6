import Diagnostics
import Locking
import ResourceModel
import Transport

/// The values that nothing which leaves the program may show.
struct SecretMask: Sendable {
    /// The text that replaces a secret.
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

    /// The fragments by which a part of a secret is also recognised.
    private var fragments = SecretFragments()
    /// The values that were added.
    private var values: Set<String> = []

    init(_ values: [String] = []) { add(values) }

    /// Masks these values too.
    mutating func add(_ values: [String]) {
        let new = Set(values).subtracting(self.values)
        guard !new.isEmpty else { return }
        self.values.formUnion(new)
        var forms: [String] = []
        for part in new.flatMap(Self.parts) {
            let written = Self.written(part)
            let other = Self.inOtherCase(part)
            for form in part.utf8.allSatisfy({ $0 < 0x80 }) ? written : written.union(other) { fragments.add(form) }
            forms += written.union(other)
        }
        let all = Set(secrets + forms.map { Array($0.utf8) })
        secrets = all.sorted { $0.lexicographicallyPrecedes($1) }
        short = all.filter { $0.count < Self.shortestStart }
        for secret in secrets { begins[Int(secret[0])] = true }
    }

    private static func isMasked(_ value: String) -> Bool {
        let letters = value.utf8.count { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        let isMixed = letters > 0 && letters < value.utf8.count
        return value.utf8.count >= (isMixed ? shortestMixed : shortest)
    }

    /// A value, and the longer ones of its lines.
    private static func parts(_ value: String) -> [String] {
        let lines = value.split(whereSeparator: \.isNewline).map(String.init)
        return ((lines.count > 1 ? lines.filter { $0.utf8.count >= shortestLine } : []) + [value]).filter(isMasked)
    }

    /// A text as it is, and escaped as in JSON, XML, drawings, commands of GitHub's runner and on a terminal.
    private static func written(_ text: String) -> Set<String> {
        let quoted = String(JSON.string(text).text.dropFirst().dropLast())
        return [
            text, quoted, quoted.escapedJSON, text.escapedForTerminal, JUnitRenderer.escaped(text),
            WorkflowCommands.data(text), WorkflowCommands.property(text), DotView.escaped(text),
            MermaidView.escaped(text),
        ]
    }

    /// A text in letters of one case, unless it is a word.
    private static func inOtherCase(_ text: String) -> Set<String> {
        let isWord = text.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        return isWord ? [] : [text.lowercased(), text.uppercased()]
    }

    /// The bytes without secrets.
    func masked(_ bytes: [UInt8]) -> [UInt8] {
        guard !secrets.isEmpty else { return bytes }
        let ranges = (starts(in: bytes) + fragments.ranges(in: bytes)).sorted { $0.lowerBound < $1.lowerBound }
        var result: [UInt8] = []
        var copied = 0
        for range in ranges {
            if range.lowerBound >= copied {
                result += bytes[copied..<range.lowerBound]
                result += Self.mark
            }
            copied = max(copied, range.upperBound)
        }
        return copied == 0 ? bytes : result + bytes[copied...]
    }

    /// The ranges of whole secrets, and of the first bytes of others.
    private func starts(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            let length = length(at: index, of: bytes)
            if let length { ranges.append(index..<index + length) }
            index += length ?? 1
        }
        return ranges
    }

    /// The length of the secret, or the part of one, that begins here; nil if it is too short to be one.
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

    /// The number of bytes that a secret and the text from an index on have in common.
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
}

extension SecretMask {
    private static let ofProcess = LockedValue(SecretMask(ProcessEnvironment.current.secrets))

    /// Masks these values from now on, wherever they are written.
    static func add(_ values: [String]) { ofProcess.withLock { $0.add(values) } }

    /// True of a text that holds one of this process's secrets.
    static func hides(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return masked(bytes) != bytes
    }

    /// The bytes without this process's secrets.
    static func masked(_ bytes: [UInt8]) -> [UInt8] { ofProcess.withLock(\.self).masked(bytes) }
}

extension ProcessEnvironment {
    /// The values of variables whose names say that they hold secrets, and the passwords in URLs.
    var secrets: [String] {
        variables.flatMap { name, value in
            if SecretNames.denies(name) { return [value] }
            let upper = name.uppercased()
            let isURL =
                value.contains("://") || ["_PROXY", "_ENDPOINT", "_URL", "_URI"].contains(where: upper.hasSuffix)
            return isURL ? URLText.passwords(in: value) : []
        }
    }
}
