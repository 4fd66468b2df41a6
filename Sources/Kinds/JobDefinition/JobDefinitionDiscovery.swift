import AWSOperations
import Reconciliation
import ResourceModel

/// Finds owned job definitions by their tags.
struct JobDefinitionDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        // Revisions of one definition are one resource.
        let newest = try await context.activeJobDefinitions(region).grouped { $0.jobDefinitionName }
            .compactMap { $1.max { $0.revision < $1.revision } }
        return Discovered(
            newest.compactMap { OwnershipClaim(.jobDefinition, $0.jobDefinitionName, in: region, tags: $0.tags) })
    }
}
