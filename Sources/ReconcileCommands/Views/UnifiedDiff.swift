import YAMLSyntax

/// The changes of a formatted file, as `diff -u` shows them.
struct UnifiedDiff {
    let path: String
    let lines: [FormattedYAML.Line]

    /// The lines around a change.
    private static let context = 3

    /// The diff; empty if nothing changes.
    var text: String {
        let ranges = hunks
        guard !ranges.isEmpty else { return "" }
        return (["--- \(path)", "+++ \(path)"] + ranges.flatMap(rows)).joined(separator: "\n")
    }

    /// The lines of each group of changes, with those around it.
    private var hunks: [Range<Int>] {
        var ranges: [Range<Int>] = []
        for number in lines.indices where lines[number].isChanged {
            let range = max(number - Self.context, 0)..<min(number + Self.context + 1, lines.count)
            if let last = ranges.last, last.upperBound >= range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }

    private func rows(_ range: Range<Int>) -> [String] {
        let newStart = lines[..<range.lowerBound].count { $0.new != nil } + 1
        let newCount = lines[range].count { $0.new != nil }
        let head =
            "@@ -\(range.lowerBound + 1),\(range.count) +\(newCount == 0 ? newStart - 1 : newStart),\(newCount) @@"
        return [head]
            + blocks(range).flatMap { block -> [String] in
                guard lines[block.lowerBound].isChanged else { return lines[block].flatMap { Self.row(" ", $0.old) } }
                return lines[block].flatMap { Self.row("-", $0.old) }
                    + lines[block].flatMap { line in line.new.map { Self.row("+", $0) } ?? [] }
            }
    }

    /// The runs of lines that are all changed, or all as before.
    private func blocks(_ range: Range<Int>) -> [Range<Int>] {
        range.reduce(into: []) { blocks, number in
            if let last = blocks.last, lines[last.lowerBound].isChanged == lines[number].isChanged {
                blocks[blocks.count - 1] = last.lowerBound..<number + 1
            } else {
                blocks.append(number..<number + 1)
            }
        }
    }

    private static func row(_ sign: String, _ line: [UInt8]) -> [String] {
        let hasBreak = line.last == UInt8(ascii: "\n")
        let text = sign + String(decoding: hasBreak ? line.dropLast() : line[...], as: UTF8.self)
        return hasBreak ? [text] : [text, #"\ No newline at end of file"#]
    }
}
