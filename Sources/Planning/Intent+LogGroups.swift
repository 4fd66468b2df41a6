public import ResourceModel

extension Intent {
    /// Takes in log groups that environments own and the files do not name.
    public mutating func retire(logGroups: [EnvironmentKey: [Resource]]) {
        var logGroups = logGroups
        if goal != .destroy {
            // Instances of any environment may write to a group that a file names: it stays, whoever made it.
            let wanted = environments.flatMap(\.resources).filter { $0.address.kind == .logGroup }
            logGroups = logGroups.mapValues { groups in
                groups.filter { group in
                    !wanted.contains { $0.name == group.name && $0.address.region == group.address.region }
                }
            }
        }
        environments = environments.map { $0.retiring(logGroups[$0.key] ?? []) }
        pruned = pruned.map { $0.retiring(logGroups[$0.key] ?? []) }
    }
}

extension EnvironmentRequest {
    fileprivate func retiring(_ groups: [Resource]) -> EnvironmentRequest {
        var request = self
        let known = Set((resources + retired).map(\.address))
        request.retired += groups.filter { !known.contains($0.address) }
        return request
    }
}

extension Resource {
    /// A log group of an environment that no file names any more.
    ///
    /// It comes before the launch template when all of it goes: the template may be all that says that the group is ours,
    /// and a run that fails at the group must leave the next one that proof.
    public init(remainingLogGroup name: String, of key: EnvironmentKey) {
        let tags = [
            OwnershipTags.owner: key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(.logGroup, name),
        ]
        self.init(
            Address(key, .logGroup, name), name: name, properties: .map([:]), tags: tags,
            dependsOn: [Address(key, .launchTemplate)])
    }
}
