import AWSOperations
import Reconciliation
import ResourceModel

/// Finds owned compute environments by their tags.
struct ComputeEnvironmentDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        Discovered(
            try await context.computeEnvironments(region).filter { $0.lifecycle != .deleted }.compactMap { detail in
                OwnershipClaim(.computeEnvironment, detail.computeEnvironmentName ?? "", in: region, tags: detail.tags)
            })
    }
}
