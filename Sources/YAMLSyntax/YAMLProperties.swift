import Diagnostics

/// Finds the starts of values after their anchors and tags, which libyaml counts as part of them.
///
/// It walks the file once: places must be asked for in the file's order.
struct YAMLProperties {
    private let source: SourceText
    private var line = 0
    private var column = 0
    private var scalars: [Unicode.Scalar] = []

    init(_ source: SourceText) {
        self.source = source
    }

    /// The first character from there on that belongs to no anchor, tag, blank, comment or line break.
    mutating func end(from start: SourcePosition) -> SourcePosition {
        guard move(to: start.line) else { return start }
        column = start.column
        while true {
            while column <= scalars.count {
                switch scalars[column - 1] {
                case " ", "\t": column += 1
                case "&", "!":
                    while column <= scalars.count, scalars[column - 1] != " ", scalars[column - 1] != "\t" {
                        column += 1
                    }
                case "#": column = scalars.count + 1
                default: return SourcePosition(line: line, column: column)
                }
            }
            guard move(to: line + 1) else { return start }
        }
    }

    /// The first tag from there on; it may follow an anchor on the same line.
    mutating func tag(from start: SourcePosition) -> (start: SourcePosition, end: SourcePosition) {
        guard move(to: start.line) else { return (start, start) }
        var first = start.column - 1
        while first < scalars.count, scalars[first] != "!" { first += 1 }
        if first == scalars.count { first = start.column - 1 }
        var end = first
        while end < scalars.count, scalars[end] != " ", scalars[end] != "\t" { end += 1 }
        return (
            SourcePosition(line: start.line, column: first + 1), SourcePosition(line: start.line, column: end + 1)
        )
    }

    private mutating func move(to line: Int) -> Bool {
        if line == self.line { return true }
        guard let text = source.line(line) else { return false }
        self.line = line
        column = 1
        scalars = Array(text.unicodeScalars)
        return true
    }
}
