/// The texts of `explain KIND`: a page for every kind of diagnostic and refusal.
enum DiagnosticPages {
    /// One page.
    struct Page {
        /// The kind, as diagnostics print it in brackets.
        let kind: String
        /// The subject in a few words.
        let title: String
        /// The meaning, the reason, and what to do.
        let text: String

        init(_ kind: String, _ title: String, _ text: String) {
            self.kind = kind
            self.title = title
            self.text = text
        }
    }

    /// Every page, by kind.
    static let all = (files + values + rules + account + references + guards).sorted { $0.kind < $1.kind }

    /// The page of a kind.
    static func page(of kind: String) -> Page? { all.first { $0.kind == kind } }
}
