import Planning
import Reconciliation
import ResourceModel

/// File systems of environments whose files ask for none any more.
///
/// A plan looks for them only if the tags of the environment's resources name the part. The search of 'destroy' finds
/// those of older runs.
enum FileSystemRemains {
    static func find(
        _ kind: ResourceKind, of requests: [EnvironmentRequest],
        _ search: @escaping @Sendable (_ region: String) async throws -> Discovered
    ) async throws -> Remains {
        let open = requests.filter { request in
            request.retired.contains { $0.address.kind == kind }
                && !request.resources.contains { $0.address.kind == kind }
        }
        let regions = open.map(\.key).regions
        let found = try await together(regions) { region in (region, try await search(region)) }
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
}
