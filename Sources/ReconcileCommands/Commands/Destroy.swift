import AWSClient
import ArgumentParser
import Planning
import Reconciliation

/// `reconcile destroy`
struct Destroy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy", abstract: "Delete what the files' environments own, in AWS's order.",
        discussion: "Only what carries our ownership tags goes. Running jobs are waited for, unless 'drain: False'.")

    @OptionGroup var input: InputOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var locking: LockOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Option(
        name: .customLong("allow-destroy"),
        help: ArgumentHelp("Refuse unless exactly so many environments would go.", valueName: "n"))
    var allowedCount: Int?

    @Option(help: ArgumentHelp("How long to wait for AWS, such as 30m or 1h.", valueName: "time"))
    var waitTimeout = DurationOption(seconds: 1800)

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await reportingErrors(output, events: JSONApplyView(timekeeper: SystemTimekeeper())) {
            try await locking.holding(for: .destroy, interruption, watchedBy: signals) { lock in
                let surroundings = Surroundings.current
                let session = try await Session.open(
                    input, aws, output, surroundings: surroundings, goal: .destroy, isReadOnly: false, lookup: .nothing,
                    waitTimeout: waitTimeout.seconds, lock: lock)
                var plan = session.plan
                guardCount(&plan)
                let carrying = Carrying(
                    session: session, plan: plan, output: output, surroundings: surroundings, operation: .destroy,
                    interruption: interruption, signals: signals, isVerbose: aws.verbose)
                try await carrying.present()
                try await carrying.confirm(isAllowed: yes, option: "--yes")
                try await carrying.carryOut()
            }
        }
    }

    private func guardCount(_ plan: inout Plan) {
        let count = plan.environments.count { !$0.resources.isEmpty }
        guard let allowedCount, allowedCount != count, !plan.environments.isEmpty else { return }
        plan.environments[0].refusals.append(
            Refusal(
                .tooManyDeletions, "\(count) environments would go, and --allow-destroy allows \(allowedCount)",
                detail: "check the files and --target, then give the number that you mean"))
    }
}
