import ArgumentParser
import Planning

/// Whether what the files no longer name goes, and how much of it.
struct PruneOptions: ParsableArguments {
    @Flag(help: "Delete what is ours and the files no longer name, in the regions that they name.")
    var prune = false

    @Option(
        name: .customLong("allow-destroy"),
        help: ArgumentHelp(
            "How many environments --prune may delete: needed from two on, where nobody is asked. Exactly so many.",
            valueName: "n"))
    var allowedCount: Int?

    func validate() throws {
        if allowedCount != nil, !prune { throw ValidationError("'--allow-destroy' goes with '--prune'") }
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
