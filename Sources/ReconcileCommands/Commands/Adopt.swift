import AWSClient
import ArgumentParser
import Planning
import Reconciliation

/// `reconcile adopt`
struct Adopt: AsyncParsableCommand, StatusListingCommand {
    static let statuses = ExitStatusList(
        done: "done or nothing to take over",
        [
            (ExitStatus.partial, "taken over in part"), (ExitStatus.stale, "AWS changed while you were asked"),
            (ExitStatus.refused, nil),
        ])

    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Take over what exists under the files' names without our ownership tags.",
        discussion: statuses.discussion(
            """
            Writes tags and nothing else; what differs from the file is shown and left to the next apply. A resource \
            with the tag of another owner is not taken over.
            """))

    @OptionGroup var input: InputOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    func run() async throws {
        let interruption = Interruption()
        let signals = Signals(interruption)
        try await reportingErrors(output, events: JSONApplyView(timekeeper: SystemTimekeeper())) {
            try await signals.watching {
                let surroundings = Surroundings.current
                let session = try await Session.open(
                    input, aws, output, surroundings: surroundings, goal: .adopt, isReadOnly: false, lookup: .networks)
                let carrying = Carrying(
                    session: session, plan: session.plan, output: output, surroundings: surroundings,
                    operation: .adopt, interruption: interruption, signals: signals, isVerbose: aws.verbose)
                try await carrying.present()
                try await carrying.confirm(isAllowed: yes, option: "--yes")
                try await carrying.carryOut()
            }
        }
    }
}
