import ArgumentParser
import BatchForge
import ManifestLoading

/// `reconcile nextflow-config`
struct NextflowConfigCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        The file is enough: names in AWS are known before anything exists. The text of the file that \
        'nextflow-config' names comes last. NAME may be left out if the files have one environment. \
        Secrets are not written.
        """,
        examples: [
            .init("The configuration of the environment 'prod'.", "nextflow-config envs.yml prod > nextflow.config"),
            .init(
                "The variables of the file come from a file of exports.", "nextflow-config --env-file env.sh envs.yml"),
        ],
        variables: HelpVariable.files + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "nextflow-config",
        abstract: "Print the nextflow.config that uses an environment. Needs no credentials and no network.",
        usage: "reconcile nextflow-config [<options>] <file> ... [<name>]",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(help: AWSOptions.regionHelp, completion: Completions.regions)
    var region: String?

    @Option(name: .customLong("name-prefix"), help: NamePrefixOption.help)
    var namePrefix = NamePrefixOption(NamePrefixOption.standard)

    @OptionGroup(title: "Output options") var messages: MessageOptions

    var isQuiet: Bool { messages.quiet }

    func run() async throws {
        let output = OutputChoice(isJSON: false, color: messages.color)
        try await reportingErrors(output) {
            let process = ProcessEnvironment.current
            let named = EnvironmentName(input)
            let loader = InputLoader(
                input: named.input, isJSON: false, color: messages.color, process: process,
                defaultRegion: try region ?? AccountResolver.region(ofProfile: nil, process),
                namePrefix: namePrefix.text)
            let manifest = try loader.loadOrExit(isBuilding: true)
            guard manifest.environments.count == 1 else {
                throw CommandError("nextflow-config", needsOneOf: manifest.environments, named.input)
            }
            let definition = manifest.environments[0]
            let settings = NextflowSettings(definition, among: manifest.allEnvironments, ResourceBuilder(namePrefix))
            let view = NextflowConfigView(settings: settings, isSecret: SecretMask.hides)
            if let problem = view.problem { throw CommandError(problem) }
            Console.result(document: view.text)
        }
    }
}

extension CommandError {
    /// A text that is changed is another configuration.
    fileprivate init(_ problem: NextflowConfigView.Problem) {
        switch problem {
        case .secret:
            self.init(
                "the file that 'nextflow-config' names holds a secret, which is not printed",
                detail: "use Nextflow's secrets there, or give Nextflow the file with -c", kind: "secret-in-config")
        case .control:
            self.init(
                "the file that 'nextflow-config' names has characters that control a terminal or hide text",
                detail: "remove them, or give Nextflow the file with -c", kind: "file-unreadable")
        }
    }
}
