extension PlanOutputOptions {
    /// Prints a plan that is only looked at, in the form that was chosen, and writes the reports.
    func show(_ document: PlanDocument, _ process: ProcessEnvironment, isVerbose: Bool) throws {
        var document = document
        document.isPreview = true
        try show(PlanReport(document: document, maximumBytes: maxBytes, isVerbose: isVerbose), process)
    }

    /// Prints a result in the form that was chosen, and writes the reports.
    func show(_ report: some Report, _ process: ProcessEnvironment) throws {
        let style = Style(isColored: process.colors(color, terminal: process.outputIsTerminal))
        Console.result(report.written(as: format, style: style, columns: process.columns))
        for file in reports {
            try file.write(report)
            Console.note("Written: \(file.path)")
        }
    }

    /// Says why a report cannot be written, before anything is read of AWS.
    func assureReports() throws { for file in reports { try file.assureWritable() } }
}
