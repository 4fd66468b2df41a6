import Reconciliation
import ResourceModel

/// The reading of file systems, of which most files and accounts have none.
protocol FileSystemDriver: ResourceDriver {
    /// Returns true if an earlier read has listed the file systems of a region.
    func hasListed(_ region: String, _ context: ReadContext) async throws -> Bool

    /// Returns those of the resources that exist in a region.
    func observed(
        _ resources: [Resource], _ region: String, _ context: ReadContext
    ) async throws -> [ObservedResource]
}

extension FileSystemDriver {
    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        try await observe(resources, context) { region, resources in
            // Without one in the files no call is made, unless a search was made already.
            if resources.contains(where: \.isAskedFor) { return true }
            return try await self.hasListed(region, context)
        }
    }

    func observe(recorded resources: [Resource], with context: ReadContext) async throws -> [Address:
        [ObservedResource]]
    {
        try await observe(resources, context) { _, _ in true }
    }

    private func observe(
        _ resources: [Resource], _ context: ReadContext,
        if isRead: @escaping @Sendable (_ region: String, _ resources: [Resource]) async throws -> Bool
    ) async throws -> [Address: [ObservedResource]] {
        let regions = resources.grouped { $0.address.region }.sorted { $0.key < $1.key }
        let found = try await together(regions) { region, resources in
            guard try await isRead(region, resources) else { return [ObservedResource]() }
            return try await self.observed(resources, region, context)
        }
        return Dictionary(found.joined().map { ($0.address, [$0]) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Resource {
    /// True if the file asks for it. A part that only another form of the file has is empty.
    var isAskedFor: Bool { properties.map?.isEmpty == false }
}
