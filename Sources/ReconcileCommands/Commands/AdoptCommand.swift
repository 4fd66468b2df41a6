import AWSClient
import ArgumentParser
import Planning
import Reconciliation

/// `reconcile adopt`
struct AdoptCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Writes tags and nothing else. What differs from the file is shown and left to the next apply. A \
        resource with the tag of another owner is not taken over.
        """,
        examples: [
            .init("Show what would be taken over, and ask.", "adopt envs.yml"),
            .init("Without a question.", "adopt --yes envs.yml"),
        ],
        statuses: ExitStatusList(
            done: "done or nothing to take over",
            [
                (ExitStatus.partial, "taken over in part"), (ExitStatus.stale, "AWS changed while you were asked"),
                (ExitStatus.refused, nil),
            ]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output + HelpVariable.questions)

    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Take over resources that exist under the files' names and have no owner.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await reportingErrors(output.choice, events: JSONApplyView(clock: SystemClock())) {
            try await signals.watching {
                let process = ProcessEnvironment.current
                let sessions = try await AccountSessions.open(
                    input, aws, output.choice, process: process,
                    SessionRequest(goal: .adopt, isReadOnly: false, lookup: .networks))
                let runner = PlanRunner(
                    sessions: sessions, plan: sessions.plan, output: output.choice, process: process,
                    operation: .adopt, interruption: interruption, signals: signals, isVerbose: aws.verbose)
                try await runner.present()
                try await runner.confirm(isAllowed: yes, option: "--yes")
                try await runner.carryOut()
            }
        }
    }
}
