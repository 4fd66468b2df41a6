package import ResourceModel

/// Finds the resources of a kind that reconcile owns, whether a file names them or not.
package protocol Discoverer: Sendable {
    /// True if the resources belong to the account and to no region.
    var isGlobal: Bool { get }

    /// The owned resources of a region; of the account if the kind has no regions.
    ///
    /// - Parameter namePrefix: the beginning of the names of reconcile's resources.
    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered
}

/// The owned resources of one kind in one place.
package struct Discovered: Sendable {
    /// Every resource whose tags name it and an owner.
    package var claims: [OwnershipClaim]
    /// A part that could not be read and is done without.
    package var note: String?

    /// Makes the result of a discovery.
    package init(_ claims: [OwnershipClaim], note: String? = nil) {
        self.claims = claims
        self.note = note
    }
}
