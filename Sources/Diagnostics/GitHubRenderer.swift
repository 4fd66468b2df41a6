/// Renders diagnostics as annotations of GitHub Actions: workflow commands, a line each.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step. If there are more, the tenth says so.
public struct GitHubRenderer: Sendable {
    private static let shownPerSeverity = 10
    private let path: @Sendable (String) -> String

    /// Makes a renderer.
    ///
    /// - Parameter path: turns the name of a file into its path in the repository, by which GitHub finds it.
    public init(path: @escaping @Sendable (String) -> String = { $0 }) { self.path = path }

    /// The commands, the worst first, each ending in a line break.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        [Diagnostic.Severity.error, .warning, .note].map { severity in
            render(diagnostics.filter { $0.severity == severity }, as: severity)
        }.joined()
    }

    private func render(_ diagnostics: [Diagnostic], as severity: Diagnostic.Severity) -> String {
        guard diagnostics.count > Self.shownPerSeverity else {
            return diagnostics.map { command($0) }.joined()
        }
        let shown = diagnostics.prefix(Self.shownPerSeverity - 1)
        let rest = "\(diagnostics.count - shown.count) more \(plural(of: severity)) are in the log of this step"
        return shown.map { command($0) }.joined() + "::\(name(of: severity)) title=reconcile::\(rest)\n"
    }

    private func command(_ diagnostic: Diagnostic) -> String {
        var properties: [(String, String)] = []
        if let range = diagnostic.range {
            properties += [("file", path(range.filename)), ("line", String(range.start.line))]
            // Columns count only if a range ends on the line that it begins on.
            if range.end.line == range.start.line {
                properties += [
                    ("endLine", String(range.end.line)), ("col", String(range.start.column)),
                    ("endColumn", String(max(range.end.column, range.start.column))),
                ]
            }
        }
        properties.append(("title", diagnostic.kind))
        let notes = diagnostic.notes.map { note in
            note.range.map { "\($0.columnText): \(note.summary)" } ?? note.summary
        }
        let message = ([diagnostic.summary] + diagnostic.detail.split(separator: "\n").map(String.init) + notes)
            .filter { !$0.isEmpty }.map(\.escapedForTerminal)
        let list = properties.map { "\($0.0)=\(WorkflowCommands.property($0.1.escapedForTerminal))" }
            .joined(separator: ",")
        let text = WorkflowCommands.data(message.joined(separator: "\n"))
        return "::\(name(of: diagnostic.severity)) \(list)::\(text)\n"
    }

    private func name(of severity: Diagnostic.Severity) -> String {
        severity == .note ? "notice" : severity.rawValue
    }

    private func plural(of severity: Diagnostic.Severity) -> String {
        severity == .note ? "notes" : severity.rawValue + "s"
    }
}
