import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Batch compute environments.
struct ComputeEnvironmentDriver: ResourceDriver {
    let kind = ResourceKind.computeEnvironment

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        var observed: [Address: [ObservedResource]] = [:]
        for (region, resources) in resources.grouped(by: { $0.address.region }) {
            let details = try await context.computeEnvironments(region)
            for resource in resources {
                let generations = details.compactMap { detail in
                    Generation.number(of: detail.computeEnvironmentName ?? "", stem: resource.name)
                        .map { ($0, detail) }
                }
                // Batch shows deleted ones for a while, but their names are free.
                let existing = generations.filter { $0.1.lifecycle != .deleted }
                if existing.isEmpty { continue }
                // A list that changes while it is read may have an environment on two pages. The second of them is none that
                // is left over.
                let byNumber = Dictionary(existing) { _, later in later }.sorted { $0.key < $1.key }
                observed[resource.address] = try byNumber.map { try Self.observed($0.value, at: resource.address) }
            }
        }
        return observed
    }

    static func observed(
        _ detail: Batch.ComputeEnvironmentDetail, at address: Address
    ) throws -> ObservedResource {
        var properties: [String: Value] = [:]
        if let type = detail.type { properties["type"] = .string(type) }
        if let state = detail.state { properties["state"] = .string(state) }
        if let role = detail.serviceRole { properties["serviceRole"] = .string(role) }
        if let policy = detail.updatePolicy { properties["updatePolicy"] = try ShapeCoding.value(of: policy) }
        if var resources = detail.computeResources {
            // Batch manages these by itself: how many vCPUs it runs now, and if its image is the newest.
            resources.desiredvCpus = nil
            resources.ec2Configuration = resources.ec2Configuration?.map { configuration in
                var configuration = configuration
                configuration.batchImageStatus = nil
                return configuration
            }
            properties["computeResources"] = try ShapeCoding.value(of: resources)
        }
        let name = detail.computeEnvironmentName ?? ""
        var attributes: [String: Value] = ["name": .string(name)]
        attributes["arn"] = detail.computeEnvironmentArn.map { .string($0) }
        attributes["uuid"] = detail.uuid.map { .string($0) }
        // It is never managed, but plans need it: AWS accepts no maximum below it.
        attributes["desiredvCpus"] = detail.computeResources?.desiredvCpus.map { .integer($0) }
        attributes[ComputeEnvironmentImage.status] = ComputeEnvironmentImage.status(of: detail).map { .string($0) }
        attributes["ecsClusterArn"] = detail.ecsClusterArn.map { .string($0) }
        return ObservedResource(
            address, name: name, properties: .map(properties), tags: detail.tags ?? [:], attributes: attributes,
            status: detail.lifecycle, statusReason: detail.statusReason?.onOneLine)
    }
}
