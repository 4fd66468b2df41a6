import ManifestLoading
import ResourceModel

/// The file systems of an environment. Their names in AWS are those of the environment, so that a run finds what another
/// one has begun to make. The parts of other forms of the environment have no properties.
extension EnvironmentBuilder {
    /// `create-efs`: a regional file system, because Batch starts instances in any zone of the environment.
    var elasticFileSystem: Resource? {
        guard configuration.createsEFS else { return emptyPart(.elasticFileSystem) }
        return fileSystem(
            .elasticFileSystem,
            [
                "encrypted": .boolean(true),
                "subnets": .reference(network.address, "subnets"),
                "securityGroupIds": .reference(network.address, "securityGroupIds"),
            ])
    }

    /// `fsx-size`: a scratch file system in one subnet.
    var lustreFileSystem: Resource? {
        guard let size = configuration.fsxSize else { return emptyPart(.lustreFileSystem) }
        return fileSystem(
            .lustreFileSystem,
            [
                "deploymentType": .string("SCRATCH_2"),
                // The version with which the client of Amazon Linux 2023 is known to work [aws-rules: Lustre versions].
                "fileSystemTypeVersion": .string("2.15"),
                "storageCapacity": .integer(size),
                "subnetIds": .reference(network.address, "subnets"),
                "securityGroupIds": .reference(network.address, "securityGroupIds"),
            ])
    }

    private func emptyPart(_ kind: ResourceKind) -> Resource? {
        hasPartsOfEveryForm ? fileSystem(kind, [:]) : nil
    }

    /// The consoles list file systems under the tag `Name`. A label of that key comes first.
    private func fileSystem(_ kind: ResourceKind, _ properties: [String: Value]) -> Resource {
        Resource(address(kind), name: names.base, properties: .map(properties), tags: ["Name": names.base])
    }
}
