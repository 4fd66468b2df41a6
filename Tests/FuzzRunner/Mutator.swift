import TestSupport

/// Breaks texts the way that people, editors and attackers break them.
struct Mutator {
    var random: SplitMix
    private var seeds: [[UInt8]] = []

    init(random: SplitMix) { self.random = random }

    private static let tokens = [
        "$", "${", "}", "$(", "`", "'", "\"", "\\", "\n", "\t", ": ", "- ", "&a ", "*a", "<<: ", "<<: *a", "[", "]",
        "{",
        "}", "|\n", ">-\n", ",", "#", "\u{FEFF}", "\r", "\r\n", "\u{85}", "\u{2028}", "日", "👩‍👩‍👧", "e\u{301}", "\0", "!x ",
        "!!str ", "? ", "---\n", "...\n", "%YAML 1.1\n", "=", ";", "~", "%", "@", "export ", "  ", "$A", "${A}",
        "${A:-",
        "${A:-${B:-${C}}}", "${A:?", "$$", "null", "True", "no", "0x10", "1e9", "-1", "9223372036854775808", "\u{202E}",
        "file-path: e.json\n", "compute-envs:\n", "reconcile: {", "&a [*a, *a]", "\u{7F}", "\u{9B}", "::error::", "]]>",
    ].map { Array($0.utf8) }

    /// One of the texts with some changes.
    mutating func text(of seeds: [[UInt8]]) -> [UInt8] {
        self.seeds = seeds
        var bytes = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &random) { change(&bytes) }
        return bytes.count > 20_000 ? Array(bytes.prefix(20_000)) : bytes
    }

    private mutating func place(_ bytes: [UInt8]) -> Int { Int.random(in: 0...bytes.count, using: &random) }

    private mutating func change(_ bytes: inout [UInt8]) {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: place(bytes))
        case 2: cut(&bytes)
        case 3 where !bytes.isEmpty:
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        case 4: duplicateBytes(&bytes)
        case 5:
            lines(&bytes) { lines, random in
                let index = Int.random(in: 0..<lines.count, using: &random)
                lines.insert(lines[index], at: Int.random(in: 0...lines.count, using: &random))
            }
        case 6:
            lines(&bytes) { lines, random in
                let index = Int.random(in: 0..<lines.count, using: &random)
                lines[index].insert(
                    contentsOf: Array(repeating: 32, count: Int.random(in: 1...6, using: &random)), at: 0)
            }
        case 7:
            lines(&bytes) { lines, random in
                lines.swapAt(
                    Int.random(in: 0..<lines.count, using: &random), Int.random(in: 0..<lines.count, using: &random))
            }
        case 8:
            lines(&bytes) { lines, random in
                lines.remove(at: Int.random(in: 0..<lines.count, using: &random))
            }
        case 9: splice(&bytes)
        case 10: repeatToken(&bytes)
        default: truncateScalar(&bytes)
        }
    }

    private mutating func cut(_ bytes: inout [UInt8]) {
        let start = place(bytes)
        bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...20, using: &random)))
    }

    private mutating func duplicateBytes(_ bytes: inout [UInt8]) {
        let start = place(bytes)
        let end = min(start + Int.random(in: 0...40, using: &random), bytes.count)
        bytes.insert(contentsOf: Array(bytes[start..<end]), at: place(bytes))
    }

    private mutating func lines(_ bytes: inout [UInt8], _ change: (inout [[UInt8]], inout SplitMix) -> Void) {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        guard !lines.isEmpty else { return }
        change(&lines, &random)
        bytes = Array(lines.joined(separator: [10]))
    }

    /// Lines of another seed in the middle of this one.
    private mutating func splice(_ bytes: inout [UInt8]) {
        let other = (seeds.randomElement(using: &random) ?? []).split(separator: 10, omittingEmptySubsequences: false)
        let start = Int.random(in: 0...other.count, using: &random)
        let some = other[start..<min(other.count, start + 4)]
        lines(&bytes) { lines, random in
            lines.insert(contentsOf: some.map(Array.init), at: Int.random(in: 0...lines.count, using: &random))
        }
    }

    private mutating func repeatToken(_ bytes: inout [UInt8]) {
        let token = Self.tokens.randomElement(using: &random) ?? []
        let run = Array(repeatElement(token, count: Int.random(in: 1...400, using: &random)).joined())
        bytes.insert(contentsOf: run, at: place(bytes))
    }

    private mutating func truncateScalar(_ bytes: inout [UInt8]) {
        let parts: [[UInt8]] = [
            [0xC3], [0xE6, 0x97], [0xF0, 0x9F, 0x91], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xFF], [0xFE],
        ]
        bytes.insert(contentsOf: parts.randomElement(using: &random) ?? [], at: place(bytes))
    }
}
