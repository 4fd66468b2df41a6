import AWSOperations
import ArgumentParser
import Kinds
import Planning
import Reconciliation

/// `reconcile status`
struct StatusCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        An environment is AVAILABLE, CREATING, UPDATING, DELETING, INVALID, DISABLED, PARTIAL (some of its \
        resources are missing) or MISSING (all of them are). Jobs that wait are grouped by AWS's reason. A count that \
        could not be looked up is shown as unknown, in JSON as null. The image of the instances is shown with its age, or \
        with AWS Batch's word if there is a newer one, as far as that is known.
        """,
        examples: [
            .init("Show all environments of the file.", "status --env-file env.sh envs.yml"),
            .init("From cron: metrics for Prometheus.", "status --metrics-file /var/lib/node/reconcile.prom envs.yml"),
            .init("In a script: exit with 7 if one is not AVAILABLE.", "status --exit-code envs.yml"),
        ],
        statuses: ExitStatusList([
            (ExitStatus.refused, "a guard refused (another account)"),
            (ExitStatus.unavailable, "not every environment is AVAILABLE (only with --exit-code)"),
        ]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show if jobs can run in each environment, and if not, why and what to do.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions
    @OptionGroup(title: "Unattended runs") var unattended: UnattendedOptions

    @Flag(help: "Exit with 7 if an environment is not AVAILABLE.")
    var exitCode = false

    func run() async throws {
        try await unattended.recording("status", isSandbox: aws.sandbox != nil, output.choice) { recorder in
            let process = ProcessEnvironment.current
            let sessions = try await AccountSessions.open(
                input, aws, output.choice, process: process,
                SessionRequest(goal: .apply, isReadOnly: true, lookup: .queues))
            let isLabelled = sessions.parts.count > 1
            let environments = try await concurrently(sessions.parts) { session in
                try await session.credentials.namingErrors {
                    try await Self.statuses(session, isLabelled: isLabelled)
                }
            }.flatMap(\.self)
            let accountID = isLabelled ? nil : sessions.parts[0].observation.accountID
            recorder.note { $0.note(environments, accountID) }
            let view = StatusView(
                environments: environments, accountID: accountID, now: await sessions.clock.now(),
                style: Style(isColored: process.colors(output.color, terminal: process.outputIsTerminal)),
                columns: process.columns)
            switch output.format {
            case .text: Console.result(view.text)
            case .json: Console.result(json: view.json.text)
            }
            if exitCode, !environments.allSatisfy(\.isAvailable) { throw ExitStatus.unavailable }
        }
    }

    /// The state of an account's environments.
    ///
    /// - Parameter isLabelled: true if each says which account it is in.
    private static func statuses(_ session: Session, isLabelled: Bool) async throws -> [EnvironmentStatus] {
        let reader = StateReader(session.account.access)
        let counted = try await reader.lookingIntoEveryQueue(session.observation)
        let observation = try await reader.lookingIntoUses(counted)
        for note in observation.notes.dropFirst(session.observation.notes.count) {
            Console.note("note: \(session.credentials.naming(note))")
        }
        return session.intent.environments.map { request in
            var status = EnvironmentStatus(request, in: observation, Kinds.catalog)
            if isLabelled { status.accountID = observation.accountID }
            return status
        }
    }
}
