public import ResourceModel

/// The owned resources of an account, with or without a file that names them.
public struct Discovery: Sendable {
    /// Every resource whose tags name it and an owner.
    public let claims: [OwnershipClaim]
    /// Notes on what could not be read; the plan does without it.
    public let notes: [String]
    /// The results of its reads, for the reading that follows.
    public let reads: EarlierReads
}

/// The results of reads that a search has made, so that the reading after it does not make them again.
public struct EarlierReads: Sendable {
    let memory: ReadContext.Memory
}

extension StateReader {
    /// Finds the resources that reconcile owns in the regions and in the account.
    ///
    /// - Parameter namePrefix: the beginning of the names of reconcile's resources.
    public func discover(in regions: Set<String>, namePrefix: String) async throws -> Discovery {
        let memory = ReadContext.Memory()
        let context = ReadContext(access, memory: memory)
        let places = kinds.all.compactMap(\.discovery).flatMap { discoverer in
            (discoverer.isGlobal ? [""] : regions.sorted()).map { (discoverer, $0) }
        }
        let found = try await together(places) { discoverer, region in
            try await discoverer.claims(in: region, namePrefix: namePrefix, with: context)
        }
        return Discovery(
            claims: found.flatMap(\.claims), notes: found.compactMap(\.note), reads: EarlierReads(memory: memory))
    }
}
