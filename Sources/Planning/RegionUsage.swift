public import ResourceModel

/// The totals of a region, of all owners.
public struct RegionUsage: Sendable, Hashable {
    /// The number of resources of each kind with a quota.
    public var counts: [ResourceKind: Int]
    /// The resources that use others: the users by the ARN or name by which they name the used resource.
    public var users: [String: [User]]

    /// A resource that uses another one.
    public struct User: Sendable, Hashable {
        /// Its kind.
        public var kind: ResourceKind
        /// Its name in AWS.
        public var name: String

        /// Makes a user.
        public init(_ kind: ResourceKind, _ name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// Adds what another kind counts.
    public mutating func add(_ other: RegionUsage) {
        counts.merge(other.counts) { _, new in new }
        users.merge(other.users) { $0 + $1 }
    }

    /// Makes the usage of a region.
    public init(counts: [ResourceKind: Int] = [:], users: [String: [User]] = [:]) {
        self.counts = counts
        self.users = users
    }
}
