import ResourceModel

extension EnvironmentPlanner {
    /// Plans the deletion of helpers that an earlier run left.
    mutating func planCleanups() {
        for cleanup in kinds.all.compactMap(\.hooks.cleanup) {
            if let deletion = cleanup(request, observation, &resources) { resources.append(deletion) }
        }
    }
}
