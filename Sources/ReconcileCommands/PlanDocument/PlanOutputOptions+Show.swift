extension PlanOutputOptions {
    /// Prints a plan that is only looked at, in the form that was chosen.
    func show(_ document: PlanDocument, _ process: ProcessEnvironment, isVerbose: Bool) {
        var document = document
        document.isPreview = true
        switch format {
        case .text:
            let style = Style(isColored: process.colors(color, terminal: process.outputIsTerminal))
            let view = PlanView(document: document, style: style, columns: process.columns, isVerbose: isVerbose)
            Console.result(view.text)
        case .json: Console.result(json: document.json.text)
        case .markdown: Console.result(MarkdownPlanView(document: document, maximumBytes: maxBytes).text)
        }
    }
}
