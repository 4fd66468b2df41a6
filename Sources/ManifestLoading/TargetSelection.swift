import Diagnostics

/// `--target NAME`: which environments are wanted; `WORKSPACE/NAME` where workspaces have the same name.
struct TargetSelection {
    private let names: [String]

    init(_ targets: [String]) {
        let block = ManifestReader.block
        // As with seqerakit: 'compute-envs' is all of them, and 'compute-envs=a,b' is two.
        guard !targets.contains(block) else {
            names = []
            return
        }
        names = targets.flatMap { target in
            guard target.hasPrefix(block + "=") else { return [target] }
            return target.dropFirst(block.utf8.count + 1).split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
        }
    }

    /// The wanted ones; all where no target is given.
    func select(from environments: [EnvironmentDefinition]) -> [EnvironmentDefinition] {
        guard !names.isEmpty else { return environments }
        let names = Set(names)
        return environments.filter { one in
            names.contains(one.name) || one.workspace.map { names.contains("\($0)/\(one.name)") } == true
        }
    }

    private static let mostListed = 10
    private static let mostSuggestions = 200

    /// An error for each target that no environment answers to.
    func diagnostics(for environments: @autoclosure () -> [String]) -> [Diagnostic] {
        guard !names.isEmpty else { return [] }
        let known = environments()
        let set = Set(known)
        // The name follows the last '/'; names have none.
        let plain = known.filter { !$0.contains("/") }
        let list = plain.prefix(Self.mostListed).map { "'\($0)'" }.joined(separator: ", ")
        return names.filter { !set.contains($0) }.enumerated().map { index, name in
            let meant = index < Self.mostSuggestions ? Suggestion.nearest(to: name, among: known) : nil
            return Diagnostic(
                .error, "unknown-target", "no environment is called '\(name)'",
                detail: known.isEmpty
                    ? "the files have none" : "there are \(list)\(plain.count > Self.mostListed ? " and more" : "")",
                notes: meant.map { [Diagnostic.Note("did you mean '\($0)'?")] } ?? [])
        }
    }
}
