package import ResourceModel

extension Observation {
    /// Returns those resources of which the tags of their environment say that the last apply made or left them. More than
    /// one resource has such a record if an apply ended between two generations: then each of the records counts.
    package func recorded(among resources: [Resource]) -> [Resource] {
        let observed = self.resources.values.flatMap { $0 }.filter { $0.ownership == .ours }
        let byEnvironment = Dictionary(grouping: observed, by: \.address.environment).mapValues { resources in
            resources.compactMap { LastAppliedHashes(in: $0.tags) }.filter { !$0.parts.isEmpty }
        }
        return resources.filter { resource in
            byEnvironment[resource.address.environment]?.contains { $0.names(resource.address) } == true
        }
    }
}
