import ArgumentParser

/// The reader of a command's results, and the colours; the work of a command depends on no more of its form.
struct OutputChoice {
    /// True if programs read the results, so that diagnostics are a part of them.
    var isJSON: Bool
    var color: ColorChoice
    /// The forms beside text and JSON in which a run that ends before it has a result says why; nil if there are none.
    var failure: FailureForms?

    /// The forms in which a failure is shown.
    struct FailureForms {
        /// The command, by its name.
        var command: String
        var format: OutputFormat
        var maximumBytes: Int
        /// True if a step of GitHub Actions gets its page and its outputs.
        var isForRunner: Bool
    }
}

/// Options for the look of the output of a command that has a text and a JSON form.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "form"))
    var format = Form.text

    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    /// The help of `--color`, which every command has.
    static let colorHelp = ArgumentHelp("Colour in the output.", valueName: "when")

    /// The forms that such a command has.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// For people.
        case text
        /// For programs.
        case json
    }

    var choice: OutputChoice { OutputChoice(isJSON: format == .json, color: color) }
}

/// Options for the look of a plan.
struct PlanOutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "text for people, json for programs, markdown for a comment on a pull request, html for a page, gitlab for the "
                + "counts of a merge request, dot and mermaid for drawings.", valueName: "form"))
    var format = OutputFormat.text

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "Also write the result to a file, such as html=plan.html. Repeatable. Only its owner can read the file.",
            valueName: "form=file"), completion: Completions.reports,
        transform: ReportOption.read)
    var reports: [ReportOption] = []

    @Option(
        help: ArgumentHelp(
            "The most bytes of Markdown; details that do not fit are left out, the summary stays.", valueName: "n"))
    var maxBytes = MarkdownPlanView.usualMaximum

    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    func validate() throws {
        guard maxBytes >= Self.fewestBytes else {
            throw ValidationError("'--max-bytes' must be at least \(Self.fewestBytes), which the summary needs")
        }
        let paths = reports.map(\.path)
        if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
            throw ValidationError("'--report' names the file '\(twice)' twice")
        }
    }

    private static let fewestBytes = 1000

    var choice: OutputChoice { OutputChoice(isJSON: format == .json, color: color) }

    /// The same for a command whose failures are shown as its results are.
    func choiceShowingFailures(of command: String, isForRunner: Bool = true) -> OutputChoice {
        var choice = self.choice
        choice.failure = .init(command: command, format: format, maximumBytes: maxBytes, isForRunner: isForRunner)
        return choice
    }
}

/// The choice of colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    /// Colours if a terminal shows the output.
    case auto
    /// In any case.
    case always
    /// In no case.
    case never
}
