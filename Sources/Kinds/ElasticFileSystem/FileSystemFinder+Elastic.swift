import AWSOperations
import ResourceModel

extension FileSystemFinder {
    /// Finds owned EFS file systems.
    static let elastic = FileSystemFinder(kind: .elasticFileSystem, service: "EFS") { region, context in
        try await context.elasticFileSystems(region).compactMap { system in
            OwnershipClaim(.elasticFileSystem, system.creationToken ?? "", in: region, tags: tagValues(system.tags))
        }
    }
}
