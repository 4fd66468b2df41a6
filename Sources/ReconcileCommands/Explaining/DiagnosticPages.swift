/// The texts of `explain KIND`: a page for every kind of diagnostic, refusal and warning.
enum DiagnosticPages {
    /// One page.
    struct Page {
        /// The kind, as diagnostics print it in brackets.
        let kind: String
        /// The subject in a few words.
        let title: String
        /// The meaning, the reason, and what to do.
        let text: String
        /// Fields that show it; nil if a few fields alone cannot.
        let example: Example?

        init(_ kind: String, _ title: String, _ text: String, example: Example? = nil) {
            self.kind = kind
            self.title = title
            self.text = text
            self.example = example
        }
    }

    /// Every page, by kind.
    static let all = [
        yaml, files, variables, values, rules, instances, aws, references, results, guards, limits, warnings,
    ].joined().sorted { $0.kind < $1.kind }

    /// The page of a kind.
    static func page(of kind: String) -> Page? { all.first { $0.kind == kind } }
}
