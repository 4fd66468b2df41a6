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

    /// 50 GB; 100 GB gp3 at 325 MB/s if Fusion v2 caches on it because there is no NVMe (Seqera's defaults).
    private var bootDisk: Value {
        var volume: [String: Value] = [
            "deleteOnTermination": .boolean(true),
            "volumeSize": .integer(configuration.bootDiskSize ?? configuration.defaultBootDiskSize),
            "volumeType": .string("gp3"),
        ]
        if configuration.hasCacheOnBootDisk { volume["throughput"] = .integer(325) }
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
