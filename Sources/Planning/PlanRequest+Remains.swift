public import ResourceModel

extension PlanRequest {
    /// Adds resources that the environments own and the files do not name.
    public mutating func retire(_ found: [EnvironmentKey: [Resource]]) {
        for index in environments.indices { environments[index].retire(found[environments[index].key] ?? []) }
    }

    /// Adds what a command makes for a while, and a run that was killed left.
    public mutating func retireTemporary() {
        for index in environments.indices {
            environments[index].retire([environments[index].temporary].compactMap(\.self))
        }
    }
}

extension Resource {
    /// A resource with a free name that an environment owns and no file names any more.
    public init(obsolete kind: ResourceKind, named name: String, of key: EnvironmentKey) {
        let tags = [OwnershipTags.owner: key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(kind, name)]
        self.init(Address(key, kind, name), name: name, properties: .map([:]), tags: tags)
    }
}
