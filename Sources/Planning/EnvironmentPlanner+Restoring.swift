import ResourceModel

extension EnvironmentPlanner {
    /// Plans the end of a service role that an earlier run restored.
    mutating func planRestoredRole() {
        let restored = RestoredServiceRole.deletion(for: request, observation, beside: &resources)
        if let restored { resources.append(restored) }
    }
}
