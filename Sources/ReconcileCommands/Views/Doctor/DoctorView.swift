import Diagnostics

/// The results of `doctor`: what is in order, and what is not, with its remedy.
struct DoctorView {
    /// The findings in each account, in the order of the files; never empty.
    let accounts: [Findings]
    let style: Style
    let columns: Int

    /// The findings in one account.
    struct Findings {
        let accountID: String
        /// The caller, as STS names it.
        let principal: String
        let results: [CheckResult]
        /// Messages that no single check is about.
        let others: [Diagnostic]

        /// Every message once: several environments can name the same thing.
        var diagnostics: [Diagnostic] { (results.flatMap(\.diagnostics) + others).uniqued() }

        /// The subjects in which nothing is wrong.
        var inOrder: [String] { Self.inOrder(results) }

        /// The subjects in which nothing is wrong. Several environments can name one, and not all of them as they should.
        static func inOrder(_ results: [CheckResult]) -> [String] {
            var seen = Set(results.filter { !$0.isInOrder }.map(\.subject))
            return results.map(\.subject).filter { seen.insert($0).inserted }
        }
    }

    /// True if AWS would refuse something.
    var hasErrors: Bool { accounts.contains { $0.diagnostics.hasErrors } }

    /// For people.
    var text: String { (accounts.map(section) + [summary]).joined(separator: "\n\n") }

    /// The findings in an account, below its heading.
    private func section(_ account: Findings) -> String {
        let heading = style(.bold, "\(AccountHeading.text(account.accountID)) as \(account.principal)")
        let fine = account.inOrder.flatMap { line(.green, "ok", $0, "") }
        let found = account.diagnostics.flatMap { diagnostic in
            let place = diagnostic.range.map { " (\($0.lineText))" } ?? ""
            return line(
                Self.tone(diagnostic.severity), diagnostic.severity.rawValue,
                "\(diagnostic.summary)\(place) [\(diagnostic.kind)]", diagnostic.detail)
        }
        return ([heading, ""] + fine + found).joined(separator: "\n")
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

    /// The counts over all accounts.
    private var summary: String {
        let found = accounts.flatMap(\.diagnostics)
        let warnings = found.count { $0.severity == .warning }
        let errors = found.count { $0.severity == .error }
        let passed = accounts.flatMap(\.inOrder).count
        return "\(passed) ok, \(warnings.counted("warning")), \(errors.counted("error"))"
    }

    /// For programs. Over several accounts it has all findings together, and those of each account.
    var json: JSON {
        let version: JSON = ["format_version": "1.0"]
        guard accounts.count > 1 else { return version.adding(accounts[0].json.members) }
        let all: JSON = [
            "account_id": nil, "principal": nil, "ok": JSON(Findings.inOrder(accounts.flatMap(\.results))),
            "diagnostics": JSON(accounts.flatMap(\.diagnostics).uniqued()) { JSON($0) },
            "accounts": JSON(accounts, \.json),
        ]
        return version.adding(all.members)
    }
}

extension DoctorView.Findings {
    fileprivate var json: JSON {
        [
            "account_id": JSON(accountID), "principal": JSON(principal), "ok": JSON(inOrder),
            "diagnostics": JSON(diagnostics) { JSON($0) },
        ]
    }
}
