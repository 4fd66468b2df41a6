import Diagnostics

/// The results of `doctor`: what is in order, and what is not, with its remedy.
struct DoctorView {
    let accountID: String
    /// The caller, as STS names it.
    let principal: String
    let results: [CheckResult]
    /// Messages that no single check is about.
    let others: [Diagnostic]
    let style: Style
    let columns: Int

    /// True if AWS would refuse something.
    var hasErrors: Bool { diagnostics.hasErrors }

    /// Every message once: several environments can name the same thing.
    private var diagnostics: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return (results.flatMap(\.diagnostics) + others).filter { seen.insert($0).inserted }
    }

    /// The subjects in which nothing is wrong. Several environments can name one, and not all of them as they should.
    private var inOrder: [String] {
        var seen = Set(results.filter { !$0.isInOrder }.map(\.subject))
        return results.map(\.subject).filter { seen.insert($0).inserted }
    }

    /// For people.
    var text: String {
        let fine = inOrder.flatMap { line(.green, "ok", $0, "") }
        let found = diagnostics.flatMap { diagnostic in
            let place = diagnostic.range.map { " (\($0.lineText))" } ?? ""
            return line(
                Self.tone(diagnostic.severity), diagnostic.severity.rawValue,
                "\(diagnostic.summary)\(place) [\(diagnostic.kind)]", diagnostic.detail)
        }
        return (["Account \(accountID) as \(principal)", ""] + fine + found + ["", summary]).joined(separator: "\n")
    }

    private static func tone(_ severity: Diagnostic.Severity) -> Style.Tone {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }

    /// The word is a column, and the remedy is below the summary.
    private func line(_ tone: Style.Tone, _ word: String, _ summary: String, _ detail: String) -> [String] {
        let room = String(repeating: " ", count: Self.width - word.count)
        let indent = String(repeating: " ", count: Self.width)
        let lines = LineWrapper.wrapped(summary, to: columns - Self.width)
        let remedy = detail.split(separator: "\n").flatMap {
            LineWrapper.wrapped(String($0), to: columns - Self.width - 2)
        }
        return ["\(style(tone, word))\(room)\(lines.first ?? "")"] + lines.dropFirst().map { indent + $0 }
            + remedy.map { "\(indent)  \($0)" }
    }

    private static let width = 9

    private var summary: String {
        let found = diagnostics
        let warnings = found.count { $0.severity == .warning }
        let errors = found.count { $0.severity == .error }
        return "\(inOrder.count) ok, \(warnings.counted("warning")), \(errors.counted("error"))"
    }

    /// For programs.
    var json: JSON {
        [
            "format_version": "1.0", "account_id": JSON(accountID), "principal": JSON(principal),
            "ok": .array(inOrder.map { .string($0) }), "diagnostics": JSON(diagnostics) { JSON($0) },
        ]
    }
}
