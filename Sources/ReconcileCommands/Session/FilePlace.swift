import Diagnostics

/// A place in a file, as a saved plan keeps it.
struct FilePlace: Codable, Hashable {
    let file: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int

    enum CodingKeys: String, CodingKey {
        case file, line, column
        case endLine = "end_line"
        case endColumn = "end_column"
    }

    init(_ range: SourceRange) {
        file = range.filename
        line = range.start.line
        column = range.start.column
        endLine = range.end.line
        endColumn = range.end.column
    }

    /// The place as diagnostics have it.
    var range: SourceRange {
        SourceRange(
            filename: file, start: SourcePosition(line: line, column: column),
            end: SourcePosition(line: endLine, column: endColumn))
    }

    /// `envs.yml:12`
    var text: String { range.lineText }
}
