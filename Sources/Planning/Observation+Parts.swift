package import ResourceModel

extension Observation {
    /// Returns those resources of which the tags of their environment say that the last apply made or left them.
    package func recorded(among resources: [Resource]) -> [Resource] {
        let observed = self.resources.values.flatMap { $0 }.filter { $0.ownership == .ours }
        let records = observed.compactMap { one in
            LastAppliedHashes(in: one.tags).flatMap { $0.parts.isEmpty ? nil : (one.address.environment, $0) }
        }
        let byEnvironment = Dictionary(records) { first, _ in first }
        return resources.filter { byEnvironment[$0.address.environment]?.names($0.address) == true }
    }
}
