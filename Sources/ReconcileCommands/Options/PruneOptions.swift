import ArgumentParser
import Planning

/// Whether environments that no given file defines are deleted, and how many.
struct PruneOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Delete every environment that reconcile owns in these regions and no given file defines. Pass all files of the "
                + "account in one run."))
    var prune = false

    @Option(
        name: .customLong("allow-destroy"),
        help: ArgumentHelp(
            "The most environments that --prune may delete; needed from two on if nobody is asked.",
            valueName: "n"))
    var allowedCount: Int?

    func validate() throws {
        if allowedCount != nil, !prune { throw ValidationError("'--allow-destroy' goes with '--prune'") }
        if let allowedCount, allowedCount < 0 { throw ValidationError("'--allow-destroy' takes 0 or more") }
    }

    /// With `--target` the other environments of the files would look as if no file named them.
    func check(_ input: InputOptions) throws {
        guard prune, !input.targets.isEmpty else { return }
        throw ValidationError(
            "'--prune' cannot go with '--target': it takes all environments of the files to tell which are gone")
    }

    /// Holds the plan to what may be deleted.
    ///
    /// - Parameter isAsked: whether a person is asked before the plan is carried out.
    func limit(_ plan: inout Plan, isAsked: Bool) {
        plan.limitDeletions(to: allowedCount, isAsked: isAsked)
    }
}
