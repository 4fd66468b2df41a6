/// A place in a file: lines and columns from one, columns in Unicode scalars.
public struct SourcePosition: Sendable, Hashable, Comparable, Encodable {
    /// The line, from one.
    public var line: Int {
        get { Int(narrowLine) }
        set { narrowLine = Int32(clamping: newValue) }
    }
    /// The column in Unicode scalars, from one.
    public var column: Int {
        get { Int(narrowColumn) }
        set { narrowColumn = Int32(clamping: newValue) }
    }
    // Every value and every key that is read has two positions or more; no file has as many bytes as these can count.
    private var narrowLine: Int32
    private var narrowColumn: Int32

    private enum CodingKeys: String, CodingKey {
        case narrowLine = "line"
        case narrowColumn = "column"
    }

    /// Makes a position.
    public init(line: Int, column: Int) {
        narrowLine = Int32(clamping: line)
        narrowColumn = Int32(clamping: column)
    }

    /// Reading order.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A part of a file.
public struct SourceRange: Sendable, Hashable, Comparable {
    /// The file that it is in.
    public var file: SourceFile
    /// The position of its first character.
    public var start: SourcePosition
    /// The position after its last character.
    public var end: SourcePosition

    /// Makes a range.
    public init(file: SourceFile, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// Makes a range of the file of a name.
    public init(filename: String, start: SourcePosition, end: SourcePosition) {
        self.init(file: SourceFile(filename), start: start, end: end)
    }

    /// The file as the user named it; `-` is standard input.
    public var filename: String { file.name }

    /// `envs.yml:12`
    public var lineText: String { "\(filename):\(start.line)" }

    /// `envs.yml:12:5`
    public var columnText: String { "\(lineText):\(start.column)" }

    /// File by file, then in reading order.
    public static func < (left: SourceRange, right: SourceRange) -> Bool {
        left.file == right.file
            ? (left.start, left.end) < (right.start, right.end) : left.filename < right.filename
    }
}

extension SourceRange: Encodable {
    private enum CodingKeys: String, CodingKey {
        case filename, start, end
    }

    /// Writes the file's name and the two positions.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(filename, forKey: .filename)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
    }
}
