import AWSClient
import ArgumentParser
import Planning
import Reconciliation

/// `reconcile apply`
struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make AWS match the files: plan, carry out, wait.",
        discussion: """
            Without a terminal apply goes ahead with what the file itself permits: creations, updates in place, and \
            replacements of environments that say 'overwrite: True'. Exits 3 where only a part was done; run it again \
            and it goes on from what stands in AWS.
            """)

    @OptionGroup var input: InputOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Option(
        name: .customLong("expect-plan"),
        help: ArgumentHelp("Refuse (exit 4) where the plan's id is another one now.", valueName: "id"))
    var expectedPlan: String?

    @Option(help: ArgumentHelp("How long to wait for AWS, such as 30m or 1h.", valueName: "time"))
    var waitTimeout = DurationOption(seconds: 1800)

    @Option(help: "fail, ignore or overwrite: wins over the file's 'on_exists'.")
    var onExists: OnExistsOption?

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await reportingErrors(output, events: JSONApplyView(timekeeper: SystemTimekeeper())) {
            try await signals.watching {
                let surroundings = Surroundings.current
                let session = try await Session.open(
                    input, aws, output, surroundings: surroundings, isReadOnly: false, isBuilding: true,
                    onExists: onExists?.value, waitTimeout: waitTimeout.seconds)
                let plan = Planner(session.observation).plan(session.requests)
                let carrying = Carrying(
                    session: session, plan: plan, output: output, surroundings: surroundings, operation: .apply,
                    interruption: interruption, signals: signals, isVerbose: aws.verbose)
                try await carrying.present()
                if let expectedPlan, expectedPlan != plan.id {
                    throw CommandError(stalePlan: expectedPlan, now: plan.id)
                }
                try carrying.confirm(isAllowed: yes || !surroundings.canAsk, option: "--yes")
                try await carrying.carryOut()
            }
        }
    }
}

extension CommandError {
    /// The plan that was agreed on is not the one that would be carried out.
    fileprivate init(stalePlan expected: String, now: String) {
        self.init(
            "the plan was \(expected) and is \(now) now: the file or AWS has changed since",
            detail: "nothing was changed; look at the new plan and agree to it again", kind: "stale-plan",
            status: ExitStatus.stale)
    }
}
