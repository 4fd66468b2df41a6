import Reconciliation

/// Finds owned roles by their tags.
struct RoleDiscovery: Discoverer {
    let isGlobal = true

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        Discovered(try await context.ownedIAM(namePrefix: namePrefix).roles)
    }
}
