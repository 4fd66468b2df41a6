import Planning
import Reconciliation
import ResourceModel

/// Finds owned EFS file systems by their tags.
struct ElasticFileSystemDiscovery: Discoverer {
    let isGlobal = false

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        let search = try await context.searchForElasticFileSystems(region)
        return Discovered(search.claims(in: region), note: search.note)
    }
}

/// EFS file systems of environments whose files ask for none any more.
struct ElasticFileSystemRemains: RemainsFinder {
    func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String, with context: ReadContext
    ) async throws -> Remains {
        try await FileSystemRemains.find(.elasticFileSystem, of: requests) { region in
            let search = try await context.searchForElasticFileSystems(region)
            return Discovered(search.claims(in: region), note: search.note)
        }
    }
}
