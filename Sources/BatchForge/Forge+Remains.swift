public import ResourceModel

extension Forge {
    /// What can stand of an environment that no file describes any more: the parts of every form of it under their
    /// names, with the order between them and without contents.
    ///
    /// A log group is not among them: its name was the file's.
    public func remains(of key: EnvironmentKey) -> [Resource] {
        let names = PhysicalNames(key, prefix: namePrefix)
        let role = Address(key, .role, "instance")
        let profile = Address(key, .instanceProfile, "instance")
        let template = Address(key, .launchTemplate)
        var resources = [
            remnant(role, names.instanceRole),
            remnant(profile, names.instanceRole, after: [role]),
            remnant(template, names.base),
        ]
        for part in [Blueprint.Part.head, .work].map(\.rawValue) {
            let environment = Address(key, .computeEnvironment, part)
            resources.append(remnant(environment, names.part(part), after: [profile, template]))
            resources.append(remnant(Address(key, .jobQueue, part), names.part(part), after: [environment]))
        }
        return resources
    }

    private func remnant(_ address: Address, _ name: String, after dependencies: [Address] = []) -> Resource {
        let tags = [
            OwnershipTags.owner: address.environment?.owner ?? "",
            OwnershipTags.resource: OwnershipTags.resourceValue(address.kind, name),
        ]
        return Resource(address, name: name, properties: .map([:]), tags: tags, dependsOn: dependencies)
    }
}
