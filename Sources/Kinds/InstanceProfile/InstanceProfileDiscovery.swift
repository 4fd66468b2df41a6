import Reconciliation

/// Finds owned instance profiles by their tags.
struct InstanceProfileDiscovery: Discoverer {
    let isGlobal = true

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        Discovered(try await context.ownedIAM(namePrefix: namePrefix).profiles)
    }
}
