/// The beginnings of lines with every level indented by two, items of a list below the key that they belong to.
struct YAMLIndentation {
    /// The blanks and dashes with which a line begins, by the line's number.
    private(set) var beginnings: [Int: String] = [:]

    /// A list or a map: the column that it has, and the one that it gets.
    private struct Level {
        let old: Int
        let new: Int
        let isList: Bool
    }

    private var levels: [Level] = []

    /// Nil if the levels cannot be told from the beginnings of lines, as with `?` or with tabs.
    init?(_ lines: YAMLLines, _ kept: Set<Int>) {
        var comments: [(number: Int, column: Int)] = []
        for number in lines.all.indices where !kept.contains(number) {
            let text = lines.text(number)
            guard let start = text.firstIndex(where: { $0 != Self.space }) else { continue }
            if text[start] == UInt8(ascii: "\t") {
                guard text.allSatisfy(YAMLFormatter.isBlank) else { return nil }
            } else if text[start] == UInt8(ascii: "#") {
                comments.append((number, start))
            } else {
                let before = levels
                guard take(text, from: start, number) else { return nil }
                let own = beginnings[number].map { beginning in
                    Level(old: start, new: beginning.prefix { $0 == " " }.utf8.count, isList: false)
                }
                place(comments, before + (own.map { [$0] } ?? []))
                comments = []
            }
        }
        place(comments, levels)
    }

    /// The length of the beginning of a line: blanks, and dashes with the blanks behind them.
    static func beginning(of text: [UInt8]) -> Int {
        var index = text.firstIndex { $0 != space } ?? text.count
        while let end = endOfDash(text, index) { index = end }
        return index
    }

    private static let space = UInt8(ascii: " ")

    /// The place behind a dash and its blanks; nil if there is no dash, or nothing but a comment behind it.
    private static func endOfDash(_ text: [UInt8], _ index: Int) -> Int? {
        guard isDash(text, index) else { return nil }
        let next = text[(index + 1)...].firstIndex { $0 != space }
        guard let next, text[next] != UInt8(ascii: "#") else { return nil }
        return next
    }

    private static func isDash(_ text: [UInt8], _ index: Int) -> Bool {
        index < text.count && text[index] == UInt8(ascii: "-") && (index + 1 == text.count || text[index + 1] == space)
    }

    private static func isMarker(_ text: [UInt8]) -> Bool {
        text.first == UInt8(ascii: "%") || text.starts(with: "---".utf8) || text.starts(with: "...".utf8)
    }

    private mutating func take(_ text: [UInt8], from start: Int, _ number: Int) -> Bool {
        if start == 0, Self.isMarker(text) {
            levels = []
            let rest = text.dropFirst(3).first { !YAMLFormatter.isBlank($0) }
            return text.first == UInt8(ascii: "%") || rest == nil || rest == UInt8(ascii: "#")
        }
        var (index, line) = (start, "")
        while true {
            let isDash = Self.isDash(text, index)
            // An explicit key, or a blank that is none of the indentation.
            let isExplicit =
                text[index] == UInt8(ascii: "?") && (index + 1 == text.count || text[index + 1] == Self.space)
            guard !isExplicit, text[index] != UInt8(ascii: "\t"), let column = column(at: index, isList: isDash) else {
                return false
            }
            line += String(repeating: " ", count: column - line.utf8.count)
            guard let next = Self.endOfDash(text, index) else { break }
            line += "-"
            index = next
        }
        beginnings[number] = line
        return true
    }

    /// Returns the new column of something that begins at a column; nil if no level has the column.
    private mutating func column(at old: Int, isList: Bool) -> Int? {
        while let last = levels.last, last.old > old || last.old == old && last.isList && !isList {
            levels.removeLast()
            // Something between two levels belongs to none.
            if let outer = levels.last, outer.old < old, last.old > old { return nil }
        }
        if let last = levels.last, last.old == old, last.isList == isList { return last.new }
        // A list may begin at the column of its key.
        let isNested = levels.last.map { $0.old < old || isList && !$0.isList } ?? true
        guard isNested else { return nil }
        let new = levels.last.map { $0.new + 2 } ?? 0
        levels.append(Level(old: old, new: new, isList: isList))
        return new
    }

    /// Gives comments the indentation of what has their column, or of the next level further out.
    private mutating func place(_ comments: [(number: Int, column: Int)], _ levels: [Level]) {
        for (number, column) in comments {
            // The line behind the comment is the last of the levels, and wins.
            let level = levels.last { $0.old == column } ?? levels.filter { $0.old < column }.max { $0.old < $1.old }
            beginnings[number] = String(repeating: " ", count: level?.new ?? 0)
        }
    }
}
