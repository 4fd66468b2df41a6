import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    var launchTemplate: Resource {
        Resource(
            address(.launchTemplate), name: names.base,
            properties: .map([
                "launchTemplateData": .map([
                    "blockDeviceMappings": .list([bootDisk] + growingDisk),
                    // Containers reach the instance's credentials over one more hop than the host.
                    "metadataOptions": .map([
                        "httpTokens": .string("required"), "httpPutResponseHopLimit": .integer(2),
                    ]),
                    "tagSpecifications": .list([
                        .map(["resourceType": .string("volume"), "tags": .strings(volumeTags)])
                    ]),
                    "userData": UserData(configuration).value(in: key),
                ])
            ]),
            // User data of another form may name a file system.
            dependsOn: hasPartsOfEveryForm ? [address(.elasticFileSystem), address(.lustreFileSystem)] : [])
    }

    /// A gp3 volume. Its baseline is not written, because EC2 fills it in.
    private var bootDisk: Value {
        let wanted = definition.settings.bootDisk
        var volume: [String: Value] = [
            "deleteOnTermination": .boolean(true),
            "volumeSize": .integer(configuration.bootDiskSize ?? configuration.defaultBootDiskSize),
            "volumeType": .string("gp3"),
        ]
        let throughput = wanted.throughput ?? configuration.defaultBootDiskThroughput
        if throughput != BootDisk.throughputs.lowerBound { volume["throughput"] = .integer(throughput) }
        if let iops = wanted.iops, iops != BootDisk.rates.lowerBound { volume["iops"] = .integer(iops) }
        volume.merge(encryption) { _, given in given }
        return .map(["deviceName": rootDevice, "ebs": .map(volume)])
    }

    /// The encryption of the instances' volumes. Those that an instance adds have that of the first one.
    private var encryption: [String: Value] {
        guard let key = definition.settings.bootDisk.key else { return [:] }
        return ["encrypted": .boolean(true), "kmsKeyId": .string(key)]
    }

    /// The first volume of the disk that grows.
    private var growingDisk: [Value] {
        guard configuration.hasGrowingDisk, let size = configuration.growingDiskSize else { return [] }
        var volume: [String: Value] = [
            "deleteOnTermination": .boolean(true), "volumeSize": .integer(size), "volumeType": .string("gp3"),
        ]
        volume.merge(encryption) { _, given in given }
        return [.map(["deviceName": .string(UserData.GrowingDisk.firstName), "ebs": .map(volume)])]
    }

    /// The tags of volumes. Those that an instance adds get the same, and its rights depend on one of them.
    private var volumeTags: [String: String] {
        configuration.hasGrowingDisk
            ? instanceTags.merging([OwnershipTags.disk: names.base]) { _, own in own } : instanceTags
    }

    /// The name of the root disk. With another name the volume would be a second disk beside it.
    private var rootDevice: Value {
        switch configuration.image {
        case .id(let id): .reference(References.image(id, in: key.region), "rootDeviceName")
        case .parameter(let name): .reference(References.imageParameter(name, in: key.region), "rootDeviceName")
        case .recommended, nil: .string(Self.usualRootDevice)
        }
    }

    /// The root device of the ECS-optimised Amazon Linux images, from which Batch starts instances [aws-rules: Images].
    static let usualRootDevice = "/dev/xvda"
}
