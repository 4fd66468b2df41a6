import AWSOperations
import Reconciliation
import ResourceModel

/// Finds owned queues by their tags.
struct JobQueueDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        Discovered(
            try await context.jobQueues(region).filter { $0.lifecycle != .deleted }.compactMap { detail in
                OwnershipClaim(.jobQueue, detail.jobQueueName ?? "", in: region, tags: detail.tags)
            })
    }
}
