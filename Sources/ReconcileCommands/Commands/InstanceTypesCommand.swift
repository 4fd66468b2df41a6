import ArgumentParser
import Diagnostics
import InstanceTypes
import ManifestLoading

/// `reconcile instance-types`
struct InstanceTypesCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        The data is from the built-in catalogue, whose date is shown. No credentials and no network are \
        needed. Bandwidth is that of the first network card, the only one that an instance of AWS Batch uses. --snapshots puts \
        the most suitable types first and, if no types are named, leaves out those that do not suit.
        """,
        examples: [
            .init("Show the types of two families.", "instance-types c6id m6id"),
            .init("Show which types can save a snapshot in time.", "instance-types --snapshots"),
            .init("Show the types that a file names.", "instance-types --env-file env.sh --file envs.yml"),
        ],
        variables: HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "instance-types",
        abstract: "Show EC2's instance types, and with --snapshots how well they suit Fusion Snapshots.",
        usage: "reconcile instance-types [<options>] [<name> ...]",
        discussion: help.discussion)

    @Argument(
        help: ArgumentHelp(
            "Types, families, or words of AWS Batch such as 'optimal'; all types if none is named.",
            valueName: "name"), completion: Completions.instanceTypes)
    var names: [String] = []

    @Flag(help: "Show how long each takes to write its memory, against the 120 s of a Spot warning.")
    var snapshots = false

    @Option(
        help: ArgumentHelp("Only the types that this YAML file's environments name.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var file: String?

    @Option(
        name: .customLong("env-file"),
        help: ArgumentHelp("File of variables for $VAR in the file. Repeatable.", valueName: "file"),
        completion: .file())
    var envFiles: [String] = []

    @OptionGroup(title: "Output options") var output: OutputOptions
    @OptionGroup(title: "Output options") var silence: QuietOption

    var isQuiet: Bool { silence.quiet }

    func validate() throws {
        if file != nil, !names.isEmpty { throw ValidationError("name types or give '--file', not both") }
        if file == nil, !envFiles.isEmpty { throw ValidationError("'--env-file' goes with '--file'") }
    }

    func run() async throws {
        try await reportingErrors(output.choice) {
            let process = ProcessEnvironment.current
            let catalogue = InstanceCatalogue.builtIn
            let wanted = try file.map { try namesOf($0, process) } ?? names
            if file != nil, wanted.isEmpty {
                throw CommandError(
                    "no environment of the file names instance types", detail: "add 'instance-types' to one",
                    kind: "no-instance-types")
            }
            let selection = InstanceTypeSelection(wanted, in: catalogue, forSnapshots: snapshots)
            let unknown = selection.unknown.map { diagnostic($0, catalogue) }
            if output.format == .text {
                Console.show(unknown, colored: process.colors(output.color, terminal: process.errorIsTerminal))
            }
            let style = Style(isColored: process.colors(output.color, terminal: process.outputIsTerminal))
            let view = InstanceTypesView(
                catalogue: catalogue, selection: selection, style: style, columns: process.columns)
            switch output.format {
            case .text: if !selection.types.isEmpty { Console.result(view.text) }
            case .json: Console.result(json: view.json(diagnostics: unknown).text)
            }
            if !unknown.isEmpty { throw ExitStatus.error }
        }
    }

    /// The names in the file's environments, each once, in the file's order.
    private func namesOf(_ file: String, _ process: ProcessEnvironment) throws -> [String] {
        let input = try InputOptions.parse(
            envFiles.flatMap { ["--env-file", $0] } + ["--ignore-unsupported", "--", file])
        let variables = process.variables
        let manifest = try InputLoader(
            input: input, isJSON: output.choice.isJSON, color: output.color, process: process,
            defaultRegion: variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"] ?? "us-east-1"
        ).loadOrExit()
        var seen: Set<String> = []
        return manifest.environments.flatMap { definition -> [String] in
            guard case .forge(let forge) = definition.configuration else { return [] }
            return forge.instanceTypes
        }.filter { seen.insert($0).inserted }
    }

    private func diagnostic(_ name: String, _ catalogue: InstanceCatalogue) -> Diagnostic {
        let meant = Suggestion.nearest(to: name, among: catalogue.names(near: name))
        return Diagnostic(
            .error, "unknown-instance-type",
            "'\(name)' is not an instance type or family that EC2 had on \(catalogue.date)",
            notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
    }
}
