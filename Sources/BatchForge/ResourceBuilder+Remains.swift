import Diagnostics
import ManifestLoading
public import ResourceModel

extension ResourceBuilder {
    /// Returns all resources that can exist of an environment that no file describes any more: the parts of every form
    /// of it under their names, with the order between them and without contents.
    ///
    /// They are the parts that ``EnvironmentBuilder`` makes, so that no part can be forgotten here. A log group is not among
    /// them: the file chose its name.
    public func remains(of key: EnvironmentKey) -> [Resource] {
        let builder = Self.builder(of: key, namePrefix: namePrefix, in: partition(key.region))
        // An edit takes the other parts away; the definition for a job of `apply --verify` is left by a run that was killed.
        let parts = Self.everyPart(of: builder) + [builder.verification]
        let addresses = Set(parts.map(\.address))
        return parts.map { part in
            let tags = [
                OwnershipTags.owner: key.owner,
                OwnershipTags.resource: OwnershipTags.resourceValue(part.address.kind, part.name),
            ]
            return Resource(
                part.address, name: part.name, properties: .map([:]), tags: tags,
                dependsOn: part.dependencies.intersection(addresses).sorted())
        }
    }

    /// Returns every part that any environment can have and that reconcile owns, except log groups, with their contents
    /// in an environment of which only the name is known.
    static func everyPart(of key: EnvironmentKey, namePrefix: String, in partition: Partition) -> [Resource] {
        everyPart(of: builder(of: key, namePrefix: namePrefix, in: partition))
    }

    private static func everyPart(of builder: EnvironmentBuilder) -> [Resource] {
        builder.resources().filter { $0.management == .managed }
    }

    /// The builder of an environment of which only the name is known.
    private static func builder(
        of key: EnvironmentKey, namePrefix: String, in partition: Partition
    ) -> EnvironmentBuilder {
        let start = SourcePosition(line: 1, column: 1)
        let configuration = ForgeConfiguration(maxCPUs: 1)
        let definition = EnvironmentDefinition(
            name: key.name, workspace: key.workspace, region: key.region, workDirectory: "",
            configuration: .forge(configuration), range: SourceRange(filename: "", start: start, end: start))
        return EnvironmentBuilder(
            key: key, names: PhysicalNames(key, prefix: namePrefix), partition: partition, definition: definition,
            configuration: configuration, hasPartsOfEveryForm: true)
    }
}
