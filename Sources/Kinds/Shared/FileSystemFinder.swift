import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Finds owned file systems of a kind by their tags: all of them, and those of environments whose files ask for none any
/// more.
///
/// A plan looks for the latter only if the tags of the environment's resources name the part. The search of 'destroy'
/// finds those of older runs.
struct FileSystemFinder: Discoverer, RemainsFinder {
    let isGlobal = false
    let kind: ResourceKind
    /// The service in words.
    let service: String
    /// Returns the file systems of a region whose tags name them and an owner.
    let list: @Sendable (_ region: String, ReadContext) async throws -> [OwnershipClaim]

    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered {
        try await search(region, context)
    }

    func remains(
        of requests: [EnvironmentRequest], baseName: (EnvironmentKey) -> String, with context: ReadContext
    ) async throws -> Remains {
        let open = requests.filter { request in
            request.retired.contains { $0.address.kind == kind }
                && !request.resources.contains { $0.address.kind == kind }
        }
        let regions = open.map(\.key).regions
        let found = try await together(regions) { region in (region, try await search(region, context)) }
        var remains = Remains(notes: found.compactMap(\.1.note))
        for request in open {
            let claims = found.filter { $0.0 == request.key.region }.flatMap(\.1.claims)
            let left = request.retired.filter { part in
                part.address.kind == kind
                    && claims.contains { $0.owner == request.key.owner && $0.name == part.name }
            }
            if !left.isEmpty { remains.found[request.key] = left }
        }
        return remains
    }

    /// Lists the file systems of a region. A denial is only noted: most accounts have none of reconcile.
    private func search(_ region: String, _ context: ReadContext) async throws -> Discovered {
        do {
            return Discovered(try await list(region, context))
        } catch let error as ServiceError where error.isRefusal {
            return Discovered(
                [],
                note:
                    "\(service) file systems in \(region) that no file names are not found, because they could not be "
                    + "listed: \(error)")
        }
    }
}
