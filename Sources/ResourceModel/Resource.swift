/// A resource as the file wants it.
public struct Resource: Sendable, Hashable, Codable {
    /// Its address among the desired resources.
    public var address: Address
    /// Its name in AWS; for a compute environment the stem, to which the plan adds a generation.
    public var name: String
    /// The state that AWS is to have, under AWS's field names.
    public var properties: Value
    /// The tags it is to have; empty for a kind without tags.
    public var tags: [String: String]
    /// The resources that must exist before it, in addition to those that its properties refer to.
    public var dependsOn: [Address]
    /// The owner who keeps it.
    public var management: Management
    /// True if an existing one that is not owned is used as it is, instead of being refused.
    public var allowsUnowned = false

    /// The owners who can keep a resource.
    public enum Management: String, Sendable, Hashable, Codable {
        /// Reconcile: created, updated, deleted.
        case managed
        /// The account: created if missing, never changed, never deleted.
        case shared
        /// Another owner: only read.
        case external
    }

    /// Makes a resource.
    public init(
        _ address: Address, name: String, properties: Value, tags: [String: String] = [:], dependsOn: [Address] = [],
        management: Management = .managed
    ) {
        self.address = address
        self.name = name
        self.properties = properties
        self.tags = tags
        self.dependsOn = dependsOn
        self.management = management
    }

    /// Every resource that must exist before it.
    public var dependencies: Set<Address> { Set(dependsOn).union(properties.references.map(\.address)) }
}
