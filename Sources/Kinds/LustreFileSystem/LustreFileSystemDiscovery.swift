import Planning
import Reconciliation
import ResourceModel

/// Finds owned FSx file systems by their tags.
struct LustreFileSystemDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        let search = try await context.searchForLustreFileSystems(region)
        return Discovered(search.claims(in: region), note: search.note)
    }
}

/// FSx file systems of environments whose files ask for none any more.
struct LustreFileSystemRemains: RemainsFinder {
    func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String, with context: ReadContext
    ) async throws -> Remains {
        try await FileSystemRemains.find(.lustreFileSystem, of: requests) { region in
            let search = try await context.searchForLustreFileSystems(region)
            return Discovered(search.claims(in: region), note: search.note)
        }
    }
}
