import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    var launchTemplate: Resource {
        Resource(
            address(.launchTemplate), name: names.base,
            properties: .map([
                "launchTemplateData": .map([
                    "blockDeviceMappings": .list([bootDisk]),
                    // Containers reach the instance's credentials over one more hop than the host.
                    "metadataOptions": .map([
                        "httpTokens": .string("required"), "httpPutResponseHopLimit": .integer(2),
                    ]),
                    "tagSpecifications": .list([
                        .map(["resourceType": .string("volume"), "tags": .strings(instanceTags)])
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
        if let key = wanted.key {
            volume["encrypted"] = .boolean(true)
            volume["kmsKeyId"] = .string(key)
        }
        return .map(["deviceName": rootDevice, "ebs": .map(volume)])
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
