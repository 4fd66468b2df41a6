import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Reads AMIs that files name.
struct ImageReader: ReferenceReader {
    let kind = ResourceKind.image

    func findings(
        on resources: [Resource], in region: String, with context: ReadContext
    ) async throws -> ReferenceFindings {
        let caller = context.caller(region)
        var findings = ReferenceFindings()
        let chunks = Set(resources.map(\.name)).sorted().inChunks(of: 200)
        let images = try await findings.answer(on: kind, in: region) {
            try await concurrently(chunks) { ids in
                try await everyPage(of: EC2.DescribeImages.self) { token in
                    // A filter and not a list of ids: EC2 refuses all ids if one is missing. Deprecated and disabled
                    // images are left out unless they are asked for.
                    let answer = try await caller.call(
                        EC2.DescribeImages(
                            filters: [EC2.Filter(name: "image-id", values: ids)], includeDeprecated: true,
                            includeDisabled: true, nextToken: token))
                    return (answer.images ?? [], answer.nextToken)
                }
            }.flatMap { $0 }
        }
        for resource in resources {
            guard let image = images?.first(where: { $0.imageId == resource.name }) else { continue }
            findings.resources[resource.address] = [observed(image, as: resource)]
        }
        return findings
    }

    private func observed(_ image: EC2.Image, as resource: Resource) -> ObservedResource {
        let root = image.blockDeviceMappings?.first { $0.deviceName == image.rootDeviceName }
        var properties: [String: Value] = [:]
        properties["architecture"] = image.architecture.map { .string($0) }
        properties["platform"] = image.platform.map { .string($0) }
        properties["virtualizationType"] = image.virtualizationType.map { .string($0) }
        properties["rootDeviceType"] = image.rootDeviceType.map { .string($0) }
        properties["rootVolumeSize"] = root?.ebs?.volumeSize.map { .integer($0) }
        var attributes: [String: Value] = [:]
        attributes["rootDeviceName"] = image.rootDeviceName.flatMap { $0.isEmpty ? nil : .string($0) }
        return ObservedResource(
            resource.address, name: resource.name, properties: .map(properties), attributes: attributes,
            status: image.state.map { ResourceStatus(rawValue: $0) })
    }
}
