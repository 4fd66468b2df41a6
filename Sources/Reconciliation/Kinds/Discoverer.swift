package import ResourceModel

/// Finds the resources of a kind that reconcile owns, with or without a file that names them.
package protocol Discoverer: Sendable {
    /// True if the resources belong to the account and to no region.
    var isGlobal: Bool { get }

    /// Returns the owned resources of a region; of the account if the kind has no regions.
    ///
    /// - Parameter namePrefix: the beginning of the names of reconcile's resources.
    func claims(in region: String, namePrefix: String, with context: ReadContext) async throws -> Discovered
}

/// The owned resources of one kind in one place.
package struct Discovered: Sendable {
    /// Every resource whose tags name it and an owner.
    package var claims: [OwnershipClaim]
    /// A note on a part that could not be read; the plan does without it.
    package var note: String?

    /// Makes the result of a discovery.
    package init(_ claims: [OwnershipClaim], note: String? = nil) {
        self.claims = claims
        self.note = note
    }
}
