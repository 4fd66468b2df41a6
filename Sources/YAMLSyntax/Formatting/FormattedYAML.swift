/// A formatted file, line by line.
public struct FormattedYAML: Sendable {
    /// A line before and after, each with its break.
    public struct Line: Sendable {
        /// The line as it was.
        public let old: [UInt8]
        /// The line as it is now; nil if it is left out.
        public fileprivate(set) var new: [UInt8]?

        /// True if anything of it is changed.
        public var isChanged: Bool { new != old }
    }

    /// Every line of the file.
    public private(set) var lines: [Line]
    private let usualBreak: [UInt8]

    /// The file as it is.
    init(_ lines: YAMLLines) {
        self.lines = lines.all.indices.map { number in
            let line = lines.text(number) + lines.lineBreak(number)
            return Line(old: line, new: line)
        }
        usualBreak = lines.usualBreak
    }

    /// True if the formatted file is another one.
    public var isChanged: Bool { lines.contains(where: \.isChanged) }

    /// The formatted file, without a byte order mark.
    public var bytes: [UInt8] { lines.flatMap { $0.new ?? [] } }

    /// Gives a line another text, and the break of the first line.
    mutating func set(_ number: Int, _ text: [UInt8]) { lines[number].new = text + usualBreak }

    /// Leaves out blank lines at both ends, and all but one of those that follow each other.
    mutating func dropBlankLines(keeping kept: Set<Int>) {
        var isAfterBlank = true
        for number in lines.indices {
            let isBlank = lines[number].new == usualBreak && !kept.contains(number)
            if isBlank, isAfterBlank { lines[number].new = nil }
            isAfterBlank = isBlank
        }
        for number in lines.indices.reversed() {
            guard !kept.contains(number), lines[number].new ?? usualBreak == usualBreak else { return }
            lines[number].new = nil
        }
    }
}
