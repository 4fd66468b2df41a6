import ArgumentParser
import Planning

/// Options that delete environments that no given file defines, and that limit how many.
struct PruneOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Delete the environments that reconcile owns and no given file defines: those of the workspaces that the files "
                + "name, in their regions. Pass all files of a workspace in one run."))
    var prune = false

    @Option(
        help: ArgumentHelp(
            "What --prune may reach. workspaces: only the workspaces that the files name, each in its regions, and no "
                + "region in which none of the files' environments exists yet. all: every environment that reconcile owns "
                + "in the files' regions. The default is workspaces.", valueName: "scope"))
    var pruneScope: PruneScopeOption?

    @Option(
        name: .customLong("allow-destroy"),
        help: ArgumentHelp(
            "The most environments that --prune may delete. Required for any deletion if no person is asked.",
            valueName: "n"))
    var allowedCount: Int?

    @OptionGroup var dataLoss: DataLossOptions

    func validate() throws {
        if !dataLoss.names.isEmpty, !prune { throw ValidationError("'--allow-data-loss' goes with '--prune'") }
        if allowedCount != nil, !prune { throw ValidationError("'--allow-destroy' goes with '--prune'") }
        if pruneScope != nil, !prune { throw ValidationError("'--prune-scope' goes with '--prune'") }
        if let allowedCount, allowedCount < 0 { throw ValidationError("'--allow-destroy' takes 0 or more") }
    }

    /// Which options were given that have their say when a plan is made, and none after it.
    var planningOptions: [String] {
        [
            ("--prune", prune), ("--prune-scope", pruneScope != nil), ("--allow-destroy", allowedCount != nil),
            ("--allow-data-loss", !dataLoss.names.isEmpty),
        ].filter(\.1).map(\.0)
    }

    /// The scope of the prune; nil if nothing is pruned.
    var scope: PruneScope? { prune ? pruneScope?.value ?? .workspaces : nil }

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
        dataLoss.limit(&plan, isAsked: isAsked)
    }
}

/// The scope of a prune on a command line.
struct PruneScopeOption: ExpressibleByArgument {
    let value: PruneScope

    init?(argument: String) {
        guard let value = PruneScope(rawValue: argument) else { return nil }
        self.value = value
    }

    static var allValueStrings: [String] { PruneScope.allCases.map(\.rawValue) }
}
