import ArgumentParser
import Planning

/// The option that permits the deletion of file systems with their data.
struct DataLossOptions: ParsableArguments {
    @Option(
        name: .customLong("allow-data-loss"),
        help: ArgumentHelp(
            "An environment whose file systems may be deleted with everything in them; may be repeated. Required for that "
                + "if no person is asked.", valueName: "name"))
    var names: [String] = []

    /// Holds the plan to the data that may be deleted.
    ///
    /// - Parameter isAsked: true if a person is asked before the plan is carried out.
    func limit(_ plan: inout Plan, isAsked: Bool) {
        plan.limitDataLoss(to: Set(names), isAsked: isAsked)
    }
}
