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
        let ids = Set(resources.map(\.name))
        return try await findings(on: ids, in: region, context.caller(region))
    }

    /// Returns the images that parameters hold, and those that environments took from them.
    func findings(after observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings {
        let all = observation.resources.values.joined()
        let parameters = all.filter { $0.address.kind == .imageParameter }
        guard !parameters.isEmpty else { return ReferenceFindings() }
        let current = parameters.map { ($0.address.region, $0.attributes["imageId"]?.string) }
        let held = all.filter(\.takesImage).map { ($0.address.region, ComputeEnvironmentImage.override($0.properties)) }
        return try await findings(on: current + held, besides: observation, access)
    }

    /// Returns the AMIs of existing environments.
    func findings(usedIn observation: Observation, _ access: AWSAccess) async throws -> ReferenceFindings {
        let environments = observation.resources.values.joined().filter { $0.address.kind == .computeEnvironment }
        let held = environments.map { ($0.address.region, ComputeEnvironmentImage.override($0.properties)) }
        return try await findings(on: held, besides: observation, access)
    }

    /// Looks images up that were not looked up yet.
    private func findings(
        on images: [(region: String, id: String?)], besides observation: Observation, _ access: AWSAccess
    ) async throws -> ReferenceFindings {
        let open = images.compactMap { region, id in id.map { Address(sharedIn: region, kind, $0) } }.filter {
            observation.resources[$0] == nil
        }
        let regions = Set(open).grouped { $0.region }.sorted { $0.key < $1.key }
        let found = try await concurrently(regions) { region, addresses in
            var findings = try await findings(on: Set(addresses.map(\.part)), in: region, access.caller(region))
            if findings.unread.isEmpty { findings.lookedUp = Set(addresses) }
            return findings
        }
        return found.reduce(into: ReferenceFindings()) { $0.merge($1) }
    }

    private func findings(
        on ids: Set<String>, in region: String, _ caller: any Caller
    ) async throws -> ReferenceFindings {
        var findings = ReferenceFindings()
        let images = try await findings.answer(on: kind, in: region) {
            try await concurrently(ids.sorted().inChunks(of: 200)) { ids in
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
        for image in images ?? [] {
            guard let id = image.imageId, ids.contains(id) else { continue }
            let address = Address(sharedIn: region, kind, id)
            findings.resources[address] = [observed(image, at: address)]
        }
        return findings
    }

    private func observed(_ image: EC2.Image, at address: Address) -> ObservedResource {
        let root = image.blockDeviceMappings?.first { $0.deviceName == image.rootDeviceName }
        var properties: [String: Value] = [:]
        properties["architecture"] = image.architecture.map { .string($0) }
        properties["platform"] = image.platform.map { .string($0) }
        properties["virtualizationType"] = image.virtualizationType.map { .string($0) }
        properties["rootDeviceType"] = image.rootDeviceType.map { .string($0) }
        properties["rootVolumeSize"] = root?.ebs?.volumeSize.map { .integer($0) }
        var attributes: [String: Value] = [:]
        attributes["rootDeviceName"] = image.rootDeviceName.flatMap { $0.isEmpty ? nil : .string($0) }
        attributes[ImageState.creation] = image.creationDate.flatMap(Timestamp.seconds).map { .integer(Int($0)) }
        return ObservedResource(
            address, name: address.part, properties: .map(properties), attributes: attributes,
            status: image.state.map { ResourceStatus(rawValue: $0) })
    }
}
