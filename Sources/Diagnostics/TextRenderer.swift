/// Renders diagnostics for people: place, sentence, the line with a caret, then why, then second places.
public struct TextRenderer: Sendable {
    private let sources: Sources
    private let color: Bool

    /// Makes a renderer; without a file's text its excerpts are left out.
    public init(sources: Sources, color: Bool = false) {
        self.sources = sources
        self.color = color
    }

    /// The text of all, in the order given, each ending in a line break.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.reduce(into: "") { $0 += render($1) }
    }

    /// The text of one, ending in a line break.
    public func render(_ diagnostic: Diagnostic) -> String {
        let label = diagnostic.severity.rawValue
        let paint = Paint.of(diagnostic.severity)
        var text = head(diagnostic.range, label, paint, diagnostic.summary)
        text += styled(" [\(diagnostic.kind.escapedForTerminal)]", .faint) + "\n"
        if let range = diagnostic.range { text += excerpt(range, paint) }
        let gutter = String(repeating: " ", count: diagnostic.range.map { gutterWidth($0) } ?? 0)
        for line in diagnostic.detail.split(separator: "\n", omittingEmptySubsequences: false)
        where !diagnostic.detail.isEmpty {
            text += gutter + styled(" = ", .faint) + String(line).escapedForTerminal + "\n"
        }
        let hints = diagnostic.notes.filter { $0.range == nil }
        for hint in hints { text += gutter + styled(" = ", .faint) + hint.summary.escapedForTerminal + "\n" }
        if let fix = diagnostic.fix, hints.isEmpty {
            text += gutter + styled(" = fix: ", .faint) + sentence(of: fix) + "\n"
        }
        for note in diagnostic.notes {
            guard let range = note.range else { continue }
            text += head(range, "note", .note, note.summary) + "\n" + excerpt(range, .note)
        }
        return text
    }

    private func head(_ range: SourceRange?, _ label: String, _ paint: Paint, _ summary: String) -> String {
        var text = ""
        if let range {
            text = "\(range.columnText.escapedForTerminal): "
        }
        return styled(text, .bold) + styled(label + ":", paint) + " " + styled(summary.escapedForTerminal, .bold)
    }

    private func excerpt(_ range: SourceRange, _ paint: Paint) -> String {
        guard let line = sources.shown(range.filename)?.shownLine(range.start.line) else { return "" }
        let goesOn = range.end.line > range.start.line
        let end = goesOn ? line.unicodeScalars.count + 1 : range.end.column
        let excerpt = Excerpt(line: line, from: range.start.column, to: end)
        let number = String(range.start.line)
        let blank = String(repeating: " ", count: number.count)
        return styled(number + " | ", .faint) + excerpt.text + "\n" + styled(blank + " | ", .faint)
            + styled(excerpt.caret, paint) + "\n"
    }

    private func gutterWidth(_ range: SourceRange) -> Int {
        sources.shown(range.filename)?.shownLine(range.start.line) == nil ? 0 : String(range.start.line).count
    }

    private func sentence(of fix: Diagnostic.Fix) -> String {
        let old = sources.shown(fix.range.filename)?.text(in: fix.range) ?? ""
        if fix.replacement.isEmpty { return "remove \(old.isEmpty ? "it" : "'\(old.escapedForTerminal)'")" }
        if old.isEmpty { return "insert '\(fix.replacement.escapedForTerminal)'" }
        return "write '\(fix.replacement.escapedForTerminal)' for '\(old.escapedForTerminal)'"
    }

    private func styled(_ text: String, _ paint: Paint) -> String {
        color && !text.isEmpty ? OwnColor.painted(text, paint.rawValue) : text
    }

    private enum Paint: String {
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case bold = "1"
        case faint = "2"

        static func of(_ severity: Diagnostic.Severity) -> Paint {
            switch severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        }
    }
}

extension SourceText {
    /// The text of a range on one line; nil if it has several lines or there is no such line.
    func text(in range: SourceRange) -> String? {
        guard range.start.line == range.end.line, let line = shownLine(range.start.line) else { return nil }
        let scalars = line.unicodeScalars.dropFirst(range.start.column - 1)
        return String(String.UnicodeScalarView(scalars.prefix(max(range.end.column - range.start.column, 0))))
    }
}
