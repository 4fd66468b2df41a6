import ArgumentParser
import Diagnostics
import ManifestLoading

/// `reconcile validate`
struct ValidateCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        The word in brackets after a message is its kind. 'reconcile explain KIND' says what it means.
        """,
        examples: [
            .init("Check one file, or every YAML file below a folder.", "validate envs.yml"),
            .init("Take the variables of the files from a file of exports.", "validate --env-file env.sh envs/"),
            .init("Show the findings in merge requests of GitLab.", "validate --format codequality envs/"),
            .init(
                "Check a stranger's pull request: no variable of the job, strict.",
                "validate --strict --env-files-only --env-file base/env.sh envs/"),
        ],
        statuses: ExitStatusList(done: "the files can be applied"),
        variables: HelpVariable.files + HelpVariable.output + HelpVariable.annotations)

    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check the files. Needs no credentials and no network.",
        usage: "reconcile validate [<options>] <file> ...",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(help: ArgumentHelp("The form of the result; on GitHub Actions github, elsewhere text.", valueName: "form"))
    var format: ValidationFormat?

    @OptionGroup(title: "Output options") var messages: MessageOptions

    @Option(help: AWSOptions.regionHelp, completion: Completions.regions)
    var region: String?

    @Flag(help: "Warnings are errors.")
    var strict = false

    @Flag(help: "Write the known name for misspelt fields and blocks into the files, then check them.")
    var fix = false

    func validate() throws {
        if fix, input.files.contains("-") {
            throw ValidationError("--fix writes into files, and '-' is none; give the file's path.")
        }
    }

    var isQuiet: Bool { messages.quiet }

    func run() async throws {
        let process = ProcessEnvironment.current
        let loading = InputLoader(
            input: input, isJSON: false, color: messages.color, process: process,
            defaultRegion: region ?? process.variables["AWS_REGION"]
                ?? process.variables["AWS_DEFAULT_REGION"])
        if fix { try FixApplier(loading: loading).run() }
        var manifest = loading.load()
        if strict { manifest.diagnostics.raiseWarnings() }
        print(manifest, as: format ?? (process.isGitHubActions ? .github : .text), loading)
        if let runner = RunnerFiles(process) { runner.report(manifest) }
        if !manifest.isValid { throw ExitStatus.error }
    }

    private func print(_ manifest: LoadedManifest, as format: ValidationFormat, _ loading: InputLoader) {
        let paths = RepositoryPaths(loading.process, rootVariable: "CI_PROJECT_DIR")
        let report = ValidationReport(
            manifest: manifest, annotations: loading.process.annotations, path: { paths?.path(of: $0) ?? $0 },
            firstFile: loading.input.files.first ?? "-")
        let summary = ValidationView(manifest).summary
        switch format {
        case .text:
            loading.report(manifest)
            if manifest.isValid { Console.result(summary) } else { Console.message(summary) }
        case .github:
            loading.report(manifest)
            Console.commands(report.written(as: format).text)
            Console.result(summary)
        case .json, .sarif, .codequality, .junit: Console.result(report.written(as: format))
        }
    }
}

extension RunnerFiles {
    /// Shows what is wrong in files on the page of the run, and gives the figures.
    fileprivate func report(_ manifest: LoadedManifest) {
        let renderer = TextRenderer(sources: manifest.sources, color: false)
        let found = manifest.diagnostics
        let lines = renderer.render(found).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let details = found.isEmpty ? "" : "\n\n" + Markdown.fenced(lines)
        add(summary: "### \(Markdown.escaped(ValidationView(manifest).summary))" + details)
        func count(_ severity: Diagnostic.Severity) -> String { "\(found.count { $0.severity == severity })" }
        set([
            ("valid", "\(manifest.isValid)"), ("errors", count(.error)), ("warnings", count(.warning)),
        ])
    }
}

extension [Diagnostic] {
    /// Makes every warning an error.
    fileprivate mutating func raiseWarnings() {
        for index in indices where self[index].severity == .warning { self[index].severity = .error }
    }
}
