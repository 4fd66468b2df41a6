import AWSOperations
import Reconciliation
import ResourceModel

/// Queues that a manual environment names: another owner keeps them, and they are only read.
struct ExternalJobQueueDriver: ResourceDriver {
    let kind = ResourceKind.externalJobQueue

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        var observed: [Address: [ObservedResource]] = [:]
        for (region, resources) in resources.grouped(by: { $0.address.region }) {
            let details = try await context.jobQueues(region)
            for resource in resources {
                let found = details.first { detail in
                    (detail.jobQueueName == resource.name || detail.jobQueueArn == resource.name)
                        && detail.lifecycle != .deleted
                }
                guard let found else { continue }
                var attributes: [String: Value] = ["name": .string(found.jobQueueName ?? "")]
                attributes["arn"] = found.jobQueueArn.map { .string($0) }
                observed[resource.address] = [
                    ObservedResource(
                        resource.address, name: found.jobQueueName ?? "",
                        properties: .map([
                            "state": .string(found.state ?? ""), "status": .string(found.status ?? ""),
                        ]), tags: found.tags ?? [:], attributes: attributes, status: found.lifecycle,
                        statusReason: found.statusReason?.onOneLine)
                ]
            }
        }
        return observed
    }
}
