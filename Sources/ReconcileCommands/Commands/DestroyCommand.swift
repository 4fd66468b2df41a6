import AWSClient
import ArgumentParser
import Planning
import Reconciliation

/// `reconcile destroy`
struct DestroyCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Deletes only what reconcile owns by its tags, and waits for jobs to end unless the file says \
        'drain: False'. File systems that reconcile made are deleted with their data: the question names \
        them, and without a question '--allow-data-loss' must name the environment.
        """,
        examples: [
            .init("Delete one environment of the file.", "destroy --target rnaseq envs.yml"),
            .init(
                "Also delete the file system that 'rnaseq' made, with everything in it.",
                "destroy --yes --target rnaseq --allow-data-loss rnaseq envs.yml"),
            .init("Without a question: delete at most two environments.", "destroy --yes --allow-destroy 2 envs.yml"),
        ],
        statuses: ExitStatusList(
            done: "done or nothing to delete",
            [
                (ExitStatus.partial, "deleted in part"), (ExitStatus.stale, "AWS changed while you were asked"),
                (ExitStatus.refused, nil), (ExitStatus.leaseHeld, "another run holds the lease of --lock"),
            ]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output + HelpVariable.questions)

    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Delete what the files' environments own, in AWS's order.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions
    @OptionGroup(title: "Lock options") var locking: LockOptions
    @OptionGroup(title: "Unattended runs") var unattended: UnattendedOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Option(
        name: .customLong("allow-destroy"),
        help: ArgumentHelp(
            "The most environments that the run may delete; refuse (exit 5) if it would be more.", valueName: "n"))
    var allowedCount: Int?

    @OptionGroup var dataLoss: DataLossOptions

    @Option(help: ArgumentHelp("How long to wait for AWS, such as 30m or 1h.", valueName: "time"))
    var waitTimeout = DurationOption(seconds: 1800)

    func validate() throws {
        if let allowedCount, allowedCount < 0 { throw ValidationError("'--allow-destroy' takes 0 or more") }
    }

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await unattended.recording(
            "destroy", isSandbox: aws.sandbox != nil, output.choice, events: JSONApplyView(clock: SystemClock())
        ) { recorder in
            try await locking.holding(for: .destroy, interruption, watchedBy: signals) { lock in
                let process = ProcessEnvironment.current
                let sessions = try await AccountSessions.open(
                    input, aws, output.choice, process: process,
                    SessionRequest(
                        goal: .destroy, isReadOnly: false, lookup: .nothing, waitTimeout: waitTimeout.seconds,
                        lock: lock))
                var plan = sessions.plan
                plan.limitDestruction(to: allowedCount)
                dataLoss.limit(&plan, isAsked: !yes && process.canAsk && !output.choice.isJSON)
                var runner = PlanRunner(
                    sessions: sessions, plan: plan, output: output.choice, process: process, operation: .destroy,
                    interruption: interruption, signals: signals, isVerbose: aws.verbose)
                runner.recorder = recorder
                try await runner.present()
                try await runner.confirm(isAllowed: yes, option: "--yes")
                try await runner.carryOut()
            }
        }
    }
}
