import Diagnostics

extension Rule {
    /// A violation, with the source of the rule.
    ///
    /// - Parameter reason: the reason in this case, if it is not that of the rule.
    func diagnostic(
        _ summary: String, because reason: String? = nil, at range: SourceRange, _ notes: [Diagnostic.Note] = [],
        fix: Diagnostic.Fix? = nil
    ) -> Diagnostic {
        let cited = source.isCited ? "source: \(source.text)" : ""
        let detail = [reason ?? self.reason, cited].filter { !$0.isEmpty }.joined(separator: "; ")
        return Diagnostic(severity, kind, summary, detail: detail, at: range, notes: notes, fix: fix)
    }
}
