import AWSClient
import ArgumentParser
import Kinds
import Planning
import Reconciliation

/// `reconcile apply`
struct ApplyCommand: AsyncParsableCommand, DocumentedCommand, AccountCommand {
    static let help = CommandHelp(
        """
        Shows the plan, asks, carries it out and waits. Without a terminal apply does what the file itself \
        permits: creations, updates in place, and replacements of environments that say 'overwrite: True'. \
        It deletes environments only with '--prune' and '--allow-destroy' with their number. If only a part \
        was done (exit 3), run it again: it goes on from what exists in AWS.

        A plan that 'reconcile plan --out' saved is carried out as it was shown, without a question. If AWS \
        has changed since, nothing is done (exit 4).

        With '--verify' apply waits until every environment is AVAILABLE and then runs one short job \
        ('reconcile-verify', which prints a line) on each of their queues, also if there was nothing to change. \
        If one does not succeed within '--wait-timeout', it says why, and ends with exit status 7.
        """,
        examples: [
            .init("Show the plan, ask, carry it out, wait.", "apply --env-file env.sh envs.yml"),
            .init("Try it without an account.", "apply --sandbox --yes --env-file env.sh envs.yml"),
            .init("Also see that jobs run: one on each queue.", "apply --verify envs.yml"),
            .init("Carry out a plan that was saved.", "apply plan.json"),
            .init("Each night: leave out what a guard refuses.", "apply --yes --skip-refused envs.yml"),
            .init(
                "From CI: also delete the one environment that left the files.",
                "apply --yes --prune --allow-destroy 1 envs/"),
        ],
        statuses: ExitStatusList(
            done: "done or no changes",
            [
                (ExitStatus.partial, nil), (ExitStatus.stale, nil), (ExitStatus.refused, nil),
                (ExitStatus.leaseHeld, "another run holds the lease of --lock"),
                (ExitStatus.unavailable, "all was applied, and a queue did not run the job of --verify"),
            ]),
        variables: HelpVariable.files + HelpVariable.account + HelpVariable.output + HelpVariable.questions)

    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make AWS match the files, or carry out a saved plan.",
        discussion: help.discussion)

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "AWS options") var aws: AWSOptions
    @OptionGroup(title: "Output options") var output: OutputOptions
    @OptionGroup(title: "Lock options") var locking: LockOptions
    @OptionGroup(title: "Prune options") var pruning: PruneOptions
    @OptionGroup(title: "Refresh options") var refreshing: RefreshOptions
    @OptionGroup(title: "Unattended runs") var unattended: UnattendedOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Option(
        name: .customLong("expect-plan"),
        help: ArgumentHelp("Refuse (exit 4) if the plan's id is not this one.", valueName: "id"))
    var expectedPlan: String?

    @Option(help: ArgumentHelp("How long to wait for AWS, such as 30m or 1h (default: 30m).", valueName: "time"))
    var waitTimeout: DurationOption?

    @Option(help: ArgumentHelp("If an environment exists; wins over the file's 'on_exists'.", valueName: "choice"))
    var onExists: OnExistsOption?

    @Flag(
        help:
            "Apply the environments that no guard refuses, and end with 5 if there are others. A quota, the account and the number of deletions concern all."
    )
    var skipRefused = false

    @Flag(help: "Run one short job on each queue afterwards; end with 7 if one does not succeed.")
    var verify = false

    func validate() throws { try pruning.check(input) }

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await unattended.recording(
            "apply", isSandbox: aws.sandbox != nil, output.choice, events: JSONApplyView(clock: SystemClock())
        ) { recorder in
            try await locking.holding(for: .apply, interruption, watchedBy: signals) { lock in
                let process = ProcessEnvironment.current
                let saved = try SavedPlan.named(by: input.files)
                let sessions = try await open(saved, process, lock)
                var plan = sessions.plan
                // A saved plan was held to its limit before it was saved.
                if saved == nil {
                    pruning.limit(&plan, isAsked: !yes && process.canAsk && output.format == .text)
                }
                var runner = PlanRunner(
                    sessions: sessions, plan: plan, output: output.choice, process: process, operation: .apply,
                    interruption: interruption, signals: signals, isVerbose: aws.verbose)
                runner.recorder = recorder
                runner.skipsRefused = skipRefused
                runner.verifiesQueues = verify
                try await runner.present()
                if let expectedPlan, expectedPlan != plan.id {
                    throw CommandError(stalePlan: expectedPlan, now: plan.id)
                }
                // A saved plan has been looked at.
                let isAgreed = yes || saved != nil || !process.canAsk
                try await runner.confirm(isAllowed: isAgreed, option: "--yes")
                try await runner.carryOut()
            }
        }
    }

    /// Which options were given that have their say when a plan is made, and none when a saved one is carried out.
    var planningOptions: [String] {
        input.planningOptions + aws.planningOptions + pruning.planningOptions
            + (onExists == nil ? [] : ["--on-exists"]) + (refreshing.choices.isEmpty ? [] : ["--refresh"])
    }

    private func open(_ saved: SavedPlan?, _ process: ProcessEnvironment, _ lock: Lock) async throws -> AccountSessions
    {
        guard let saved else {
            return try await AccountSessions.open(
                input, aws, output.choice, process: process,
                SessionRequest(
                    goal: .apply, isReadOnly: false, lookup: .everything, isBuilding: true, prunes: pruning.scope,
                    refreshes: refreshing.choices, onExists: onExists?.value,
                    waitTimeout: waitTimeout?.seconds ?? 1800, lock: lock))
        }
        guard planningOptions.isEmpty else {
            throw CommandError(
                usage:
                    "\(input.files[0]) is a saved plan, for which \(planningOptions.joined(separator: ", ")) cannot count",
                detail: "give them to 'reconcile plan --out', or apply the files themselves")
        }
        return AccountSessions([
            try await Session.open(
                saved, aws, output.choice, process: process, waitTimeout: waitTimeout?.seconds, lock: lock)
        ])
    }
}
