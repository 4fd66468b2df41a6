import ArgumentParser
import BatchForge
import Kinds
import Planning
import ResourceModel

/// `reconcile output`
struct OutputCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Queues, compute environments, roles, launch template and file systems of environments that exist. \
        Without NAME, those of all environments of the files. '--format shell' is for one environment, and \
        '--format seqerakit' is a file with 'config-mode: manual' that registers the environments in the \
        Seqera Platform.
        """,
        examples: [
            .init("The names and ARNs of the environment 'prod'.", "output envs.yml prod"),
            .init("For a shell: RECONCILE_HEAD_QUEUE and others.", "output --format shell envs.yml prod > prod.sh"),
            .init("For the Seqera Platform.", "output --format seqerakit envs.yml > platform.yml"),
        ],
        statuses: ExitStatusList([(ExitStatus.refused, "a guard refused (another account)")]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "output",
        abstract: "Print names, ARNs and ids of environments that exist.",
        usage: "reconcile output [<options>] <file> ... [<name>]",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions

    @Option(
        help: ArgumentHelp(
            "text for people, json for programs, shell for assignments, seqerakit for the Platform.", valueName: "form")
    )
    var format = Form.text

    @Option(help: OutputOptions.colorHelp)
    var color = ColorChoice.auto

    /// The forms of the output.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// For people.
        case text
        /// For programs.
        case json
        /// `RECONCILE_NAME=value` for a shell.
        case shell
        /// A file of `compute-envs` for seqerakit.
        case seqerakit
    }

    func run() async throws {
        let choice = OutputChoice(isJSON: format == .json, color: color)
        try await reportingErrors(choice) {
            let named = EnvironmentName(input)
            var request = SessionRequest(goal: .apply, isReadOnly: true, lookup: .queues)
            request.isPlanning = false
            let sessions = try await AccountSessions.open(
                named.input, aws, choice, process: ProcessEnvironment.current, request)
            let definitions = sessions.parts.flatMap(\.definitions)
            if format == .shell, definitions.count != 1 {
                throw CommandError("output --format shell", needsOneOf: definitions, named.input)
            }
            let found = try outputs(sessions)
            switch format {
            case .text: Console.result(OutputView(outputs: found).text)
            case .json: Console.result(json: OutputView(outputs: found).json.text)
            case .shell: Console.result(found.map(OutputView.shell).joined(separator: "\n"))
            case .seqerakit:
                let environments = zip(definitions, found).map { definition, output in
                    let settings = NextflowSettings(
                        definition, among: definitions, ResourceBuilder(aws.namePrefix))
                    return SeqerakitView.Environment(
                        definition: definition, output: output, cliPath: settings.cliPath)
                }
                Console.result(
                    document: SeqerakitView(environments: environments, isSecret: SecretMask.hides).text)
            }
        }
    }

    /// The outputs of all environments; an error if one of them is not complete.
    private func outputs(_ sessions: AccountSessions) throws -> [EnvironmentOutput] {
        var outputs: [EnvironmentOutput] = []
        var incomplete: [EnvironmentStatus] = []
        for session in sessions.parts {
            for (definition, request) in zip(session.definitions, session.intent.environments) {
                let status = EnvironmentStatus(request, in: session.observation, Kinds.catalog)
                let output = EnvironmentOutput(definition, request, in: session.observation)
                if status.missing.isEmpty, let output { outputs.append(output) } else { incomplete.append(status) }
            }
        }
        guard incomplete.isEmpty else { throw CommandError(incomplete) }
        return outputs
    }
}

extension CommandError {
    /// Values of a part of an environment would look like all of it.
    fileprivate init(_ incomplete: [EnvironmentStatus]) {
        let shown = incomplete.prefix(Self.mostShown).map { status in
            let missing = status.missing.map(\.local).joined(separator: ", ")
            // A queue that is being deleted is neither missing nor of use.
            let isPart = !missing.isEmpty && !status.existing.isEmpty
            return "'\(status.key.owner)' is " + (isPart ? "PARTIAL: \(missing) is missing" : status.word)
        }
        let more = incomplete.count - shown.count
        let isManual = incomplete.allSatisfy { $0.missing.allSatisfy { $0.kind == .externalJobQueue } }
        self.init(
            shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : ""),
            detail: isManual
                ? "its queues do not exist; 'reconcile status' shows which" : "run 'reconcile apply' first",
            kind: "missing")
    }

    private static let mostShown = 10
}
