public import ResourceModel

extension Intent {
    /// Adds log groups that the environments own and the files do not name.
    public mutating func retire(logGroups: [EnvironmentKey: [Resource]]) {
        for index in environments.indices { environments[index].retire(logGroups[environments[index].key] ?? []) }
    }
}

extension Resource {
    /// A log group of an environment that no file names any more.
    public init(remainingLogGroup name: String, of key: EnvironmentKey) {
        let tags = [
            OwnershipTags.owner: key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(.logGroup, name),
        ]
        self.init(Address(key, .logGroup, name), name: name, properties: .map([:]), tags: tags)
    }
}
