/// The lines of a file, with their breaks.
struct YAMLLines {
    /// The bytes of each line, its break included.
    let all: [Range<Int>]
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(start..<index + 1)
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        all = lines
    }

    /// The break of the first line.
    var usualBreak: [UInt8] {
        let first = all.isEmpty ? [] : lineBreak(0)
        return first.isEmpty ? [UInt8(ascii: "\n")] : first
    }

    /// The longest line that is formatted, in bytes: a file of one endless line would take too long.
    private static let longest = 8192

    /// True if the lines are those that YAML counts, which also takes lone carriage returns and some characters for breaks,
    /// and none is endless.
    var areUsual: Bool {
        guard all.allSatisfy({ $0.count <= Self.longest }) else { return false }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\r"):
                if index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n") { return false }
            case 0xC2: if bytes[(index + 1)...].first == 0x85 { return false }
            case 0xE2:
                if bytes[(index + 1)...].starts(with: [0x80, 0xA8]) || bytes[(index + 1)...].starts(with: [0x80, 0xA9])
                {
                    return false
                }
            default: continue
            }
        }
        return true
    }

    /// The line without its break.
    func text(_ number: Int) -> [UInt8] { Array(bytes[all[number]].dropLast(lineBreak(number).count)) }

    /// The break of a line; empty if the last line has none.
    func lineBreak(_ number: Int) -> [UInt8] {
        let line = bytes[all[number]]
        guard line.last == UInt8(ascii: "\n") else { return [] }
        let hasReturn = line.dropLast().last == UInt8(ascii: "\r")
        return hasReturn ? [UInt8(ascii: "\r"), UInt8(ascii: "\n")] : [UInt8(ascii: "\n")]
    }

    /// The offset in its line of a mark, which counts characters.
    func offset(of mark: YAMLMark) -> Int? {
        guard all.indices.contains(mark.line) else { return nil }
        var (characters, offset) = (0, 0)
        for byte in bytes[all[mark.line]] {
            if byte & 0xC0 != 0x80 {
                if characters == mark.column { return offset }
                characters += 1
            }
            offset += 1
        }
        return characters == mark.column ? offset : nil
    }
}
