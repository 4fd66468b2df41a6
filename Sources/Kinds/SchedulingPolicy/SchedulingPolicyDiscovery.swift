import AWSOperations
import Reconciliation

/// Finds owned scheduling policies by their tags.
struct SchedulingPolicyDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        let search = try await context.searchForSchedulingPolicies(region)
        return Discovered(search.claims(in: region), note: search.note)
    }
}
