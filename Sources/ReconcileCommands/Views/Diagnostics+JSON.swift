import Diagnostics

extension JSON {
    /// A diagnostic, in the form that every command prints it in.
    init(_ diagnostic: Diagnostic) {
        var members: [(String, JSON)] = [
            ("severity", .string(diagnostic.severity.rawValue)), ("kind", .string(diagnostic.kind)),
            ("summary", .string(diagnostic.summary)), ("detail", .string(diagnostic.detail)),
        ]
        if let range = diagnostic.range { members.append(("range", JSON(range))) }
        members.append(
            (
                "notes",
                .array(
                    diagnostic.notes.map { note in
                        var members: [(String, JSON)] = [("summary", .string(note.summary))]
                        if let range = note.range { members.append(("range", JSON(range))) }
                        return .object(members)
                    })
            ))
        if let fix = diagnostic.fix {
            members.append(
                ("fix", .object([("range", JSON(fix.range)), ("replacement", .string(fix.replacement))])))
        }
        self = .object(members)
    }

    private init(_ range: SourceRange) {
        self = .object([
            ("filename", .string(range.filename)), ("start", JSON(range.start)), ("end", JSON(range.end)),
        ])
    }

    private init(_ position: SourcePosition) {
        self = .object([("line", .integer(position.line)), ("column", .integer(position.column))])
    }
}
