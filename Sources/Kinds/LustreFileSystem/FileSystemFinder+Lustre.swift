import AWSOperations
import ResourceModel

extension FileSystemFinder {
    /// Finds owned FSx file systems.
    static let lustre = FileSystemFinder(kind: .lustreFileSystem, service: "FSx") { region, context in
        try await context.lustreFileSystems(region).compactMap { system in
            system.claimedName.flatMap {
                OwnershipClaim(.lustreFileSystem, $0, in: region, tags: tagValues(system.tags))
            }
        }
    }
}
