import Diagnostics

/// A result that `--format` prints and `--report` writes in each form: all of them from one reading of AWS.
protocol Report {
    /// The text for people.
    func text(style: Style, columns: Int) -> String
    /// The document for programs.
    var json: JSON { get }
    /// The text of a comment.
    var markdown: String { get }
    /// The page for a browser.
    var page: HTMLPage { get }
    /// The changes that apply would make, as GitLab counts them.
    var counts: GitLabCounts { get }
    /// The steps, for drawings.
    var diagram: StepDiagram { get }
}

extension Report {
    /// The result in a form.
    func written(as form: OutputFormat, style: Style, columns: Int) -> WrittenReport {
        switch form {
        case .text: WrittenReport(text: text(style: style, columns: columns), isJSON: false)
        case .json: WrittenReport(text: json.text, isJSON: true)
        case .markdown: WrittenReport(text: markdown, isJSON: false)
        case .html: WrittenReport(text: page.text, isJSON: false)
        case .gitlab: WrittenReport(text: counts.json.text, isJSON: true)
        case .dot: WrittenReport(text: DotView(diagram: diagram).text, isJSON: false)
        case .mermaid: WrittenReport(text: MermaidView(diagram: diagram).text, isJSON: false)
        }
    }
}

/// A result in one of its forms.
struct WrittenReport {
    let text: String
    let isJSON: Bool

    /// The text with nothing in it that a terminal obeys, as it goes into a file.
    var escaped: String { isJSON ? text.escapedJSON : text.escapedLines(keepsColor: false) }
}
