import ArgumentParser

/// The forms of a plan and of a drift.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs.
    case json
    /// For comments on pull requests.
    case markdown
    /// One page for a browser, with all that it needs.
    case html
    /// The counts, for the widget of a merge request on GitLab.
    case gitlab
    /// The steps as a graph, for Graphviz.
    case dot
    /// The same, for pages that draw Mermaid.
    case mermaid

    /// The names, as a sentence lists them.
    static let names = allCases.map(\.rawValue).joined(separator: ", ")

    /// The ways in which a result in this form begins: a file that begins otherwise is not replaced by one.
    var beginnings: [String] {
        switch self {
        case .text: ["Plan: ", "Account "]
        case .json: ["{\"format_version\":"]
        case .markdown: ["<!-- reconcile {", "### Drift", "### No drift"]
        case .html: [HTMLPage.beginning]
        case .gitlab: ["{\"create\":"]
        case .dot: [DotView.beginning]
        case .mermaid: [MermaidView.beginning]
        }
    }
}
