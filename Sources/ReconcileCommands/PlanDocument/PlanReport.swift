import Planning

/// A plan in each of its forms.
struct PlanReport: Report {
    let document: PlanDocument
    /// The most bytes of Markdown.
    var maximumBytes = MarkdownPlanView.usualMaximum
    /// True if the text shows every field of what is new, and what does not change.
    var isVerbose = false

    func text(style: Style, columns: Int) -> String {
        PlanView(document: document, style: style, columns: columns, isVerbose: isVerbose).text
    }

    var json: JSON { document.json }
    var markdown: String { MarkdownPlanView(document: document, maximumBytes: maximumBytes).text }
    var page: HTMLPage { HTMLPlanView(document: document).page }
    var counts: GitLabCounts { GitLabCounts(document.plan.summary) }
    var diagram: StepDiagram { StepDiagram(document) }
}
