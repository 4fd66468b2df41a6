import Diagnostics

/// `--target NAME`: which environments are wanted; `WORKSPACE/NAME` where workspaces have the same name.
struct TargetSelection {
    private let names: [String]

    init(_ targets: [String]) {
        let prefix = ManifestReader.block + "="
        names = targets.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
    }

    /// The wanted ones; all where no target is given.
    func select(from environments: [EnvironmentDefinition]) -> [EnvironmentDefinition] {
        names.isEmpty
            ? environments
            : environments.filter { one in
                names.contains(one.name) || one.workspace.map { names.contains("\($0)/\(one.name)") } == true
            }
    }

    /// An error for each target that no environment answers to.
    func diagnostics(for known: [String]) -> [Diagnostic] {
        names.filter { !known.contains($0) }.map { name in
            let meant = Suggestion.nearest(to: name, among: known)
            return Diagnostic(
                .error, "unknown-target", "no environment is called '\(name)'",
                notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
        }
    }
}
