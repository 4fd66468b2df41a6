import AWSOperations
import FoundationEssentials
import ResourceModel

/// Launch template data between properties and EC2's shapes, which differ between request and answer.
enum LaunchTemplateData {
    static func request(_ properties: Value) -> EC2.RequestLaunchTemplateData {
        let data = properties["launchTemplateData"]
        let metadata = data?["metadataOptions"]
        return EC2.RequestLaunchTemplateData(
            blockDeviceMappings: data?["blockDeviceMappings"]?.list?.map(disk),
            userData: data?["userData"]?.string.map { Data($0.utf8).base64EncodedString() },
            tagSpecifications: data?["tagSpecifications"]?.list?.map { specification in
                EC2.LaunchTemplateTagSpecificationRequest(
                    resourceType: specification["resourceType"]?.string,
                    tags: ec2Tags(specification["tags"]?.stringMap ?? [:]))
            },
            metadataOptions: metadata.map { options in
                EC2.LaunchTemplateInstanceMetadataOptionsRequest(
                    httpTokens: options["httpTokens"]?.string,
                    httpPutResponseHopLimit: options["httpPutResponseHopLimit"]?.integer)
            })
    }

    /// Returns the log groups to which the user data sends the logs of instances,
    /// without that of Batch's jobs, which is AWS's.
    static func logGroups(of data: EC2.ResponseLaunchTemplateData) -> Set<String> {
        let text = value(of: data)["userData"]?.string ?? ""
        let names = text.ranges(of: #""log_group_name": ""#).map { range in
            String(text[range.upperBound...].prefix { $0 != "\"" })
        }
        return Set(names).subtracting(["", JobLogGroup.usual])
    }

    private static func disk(_ value: Value) -> EC2.LaunchTemplateBlockDeviceMappingRequest {
        let ebs = value["ebs"]
        return EC2.LaunchTemplateBlockDeviceMappingRequest(
            deviceName: value["deviceName"]?.string,
            ebs: EC2.LaunchTemplateEbsBlockDeviceRequest(
                encrypted: ebs?["encrypted"]?.boolean, deleteOnTermination: ebs?["deleteOnTermination"]?.boolean,
                iops: ebs?["iops"]?.integer, kmsKeyId: ebs?["kmsKeyId"]?.string,
                volumeSize: ebs?["volumeSize"]?.integer, volumeType: ebs?["volumeType"]?.string,
                throughput: ebs?["throughput"]?.integer))
    }

    static func value(of data: EC2.ResponseLaunchTemplateData?) -> Value {
        guard let data else { return .map([:]) }
        var value: [String: Value] = [:]
        if let disks = data.blockDeviceMappings { value["blockDeviceMappings"] = .list(disks.map(disk)) }
        if let text = data.userData.flatMap({ Data(base64Encoded: $0) }) {
            value["userData"] = .string(String(decoding: text, as: UTF8.self))
        }
        if let image = data.imageId { value["imageId"] = .string(image) }
        if let options = data.metadataOptions {
            value["metadataOptions"] = members([
                ("httpTokens", options.httpTokens.map { .string($0) }),
                ("httpPutResponseHopLimit", options.httpPutResponseHopLimit.map { .integer($0) }),
                ("httpEndpoint", options.httpEndpoint == "disabled" ? .string("disabled") : nil),
            ])
        }
        let specifications = (data.tagSpecifications ?? []).filter { specification in
            // A template cannot tag itself through its data: the data tags only what instances get.
            specification.resourceType != "launch-template"
        }
        value["tagSpecifications"] = .list(
            specifications.map { specification in
                members([
                    ("resourceType", specification.resourceType.map { .string($0) }),
                    ("tags", .strings(tagValues(specification.tags))),
                ])
            })
        return .map(value)
    }

    /// Reads a disk. A value that EC2 may fill in by itself is read only if it differs: gp3's baseline is 3,000 IOPS
    /// and 125 MiB/s. Source: Amazon EBS user guide, General Purpose SSD volumes.
    private static func disk(_ mapping: EC2.LaunchTemplateBlockDeviceMapping) -> Value {
        let ebs = mapping.ebs
        return members([
            ("deviceName", mapping.deviceName.map { .string($0) }),
            (
                "ebs",
                members([
                    ("deleteOnTermination", ebs?.deleteOnTermination.map { .boolean($0) }),
                    ("volumeSize", ebs?.volumeSize.map { .integer($0) }),
                    ("volumeType", ebs?.volumeType.map { .string($0) }),
                    ("throughput", ebs?.throughput.flatMap { $0 == 125 ? nil : .integer($0) }),
                    ("iops", ebs?.iops.flatMap { $0 == 3000 ? nil : .integer($0) }),
                    ("encrypted", ebs?.encrypted == true ? .boolean(true) : nil),
                    ("kmsKeyId", ebs?.kmsKeyId.map { .string($0) }),
                ])
            ),
        ])
    }

    private static func members(_ pairs: [(String, Value?)]) -> Value {
        .map(
            Dictionary(
                pairs.compactMap { key, value in value.map { (key, $0) } }, uniquingKeysWith: { _, last in last }))
    }
}
