/// A place in a file: lines and columns from one, columns in Unicode scalars.
public struct SourcePosition: Sendable, Hashable, Comparable, Encodable {
    /// The line, from one.
    public var line: Int
    /// The column in Unicode scalars, from one.
    public var column: Int

    /// Makes a position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Reading order.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of a file, its end just behind the last character.
public struct SourceRange: Sendable, Hashable, Comparable, Encodable {
    /// The file as the user named it; `-` is standard input.
    public var filename: String
    /// Where it starts.
    public var start: SourcePosition
    /// Just behind its last character.
    public var end: SourcePosition

    /// Makes a range.
    public init(filename: String, start: SourcePosition, end: SourcePosition) {
        self.filename = filename
        self.start = start
        self.end = end
    }

    /// File by file, then in reading order.
    public static func < (left: SourceRange, right: SourceRange) -> Bool {
        (left.filename, left.start, left.end) < (right.filename, right.start, right.end)
    }
}
