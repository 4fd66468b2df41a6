import Diagnostics

/// Finds where a value starts behind its anchor and tag, which libyaml counts as part of it.
enum YAMLProperties {
    /// The first character from there on that belongs to no anchor, tag, blank, comment or line break.
    static func end(in source: SourceText, from start: SourcePosition) -> SourcePosition {
        var line = start.line
        var column = start.column
        while let text = source.line(line) {
            let scalars = Array(text.unicodeScalars)
            var index = column - 1
            while index < scalars.count {
                switch scalars[index] {
                case " ", "\t": index += 1
                case "&", "!":
                    while index < scalars.count, scalars[index] != " ", scalars[index] != "\t" { index += 1 }
                case "#": index = scalars.count
                default: return SourcePosition(line: line, column: index + 1)
                }
            }
            line += 1
            column = 1
        }
        return start
    }
}
