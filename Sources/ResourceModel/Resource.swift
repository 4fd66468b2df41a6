/// A resource as the file wants it.
public struct Resource: Sendable, Hashable, Codable {
    /// Where it stands in the desired world.
    public var address: Address
    /// Its name in AWS; of a compute environment the stem, to which the plan adds a generation.
    public var name: String
    /// What AWS is to hold, under AWS's field names.
    public var properties: Value
    /// The tags it is to carry; empty for what takes none.
    public var tags: [String: String]
    /// What must stand before it, beside the resources that its properties refer to.
    public var dependsOn: [Address]
    /// Who keeps it.
    public var keeping: Keeping
    /// Whether one that stands already and is not ours is used as it is, instead of being refused.
    public var allowsUnowned = false

    /// Who keeps a resource.
    public enum Keeping: String, Sendable, Hashable, Codable {
        /// We do: created, updated, deleted.
        case managed
        /// The account does: created where absent, never changed, never deleted.
        case shared
        /// Somebody else: only read.
        case external
    }

    /// Makes a resource.
    public init(
        _ address: Address, name: String, properties: Value, tags: [String: String] = [:], dependsOn: [Address] = [],
        keeping: Keeping = .managed
    ) {
        self.address = address
        self.name = name
        self.properties = properties
        self.tags = tags
        self.dependsOn = dependsOn
        self.keeping = keeping
    }

    /// Everything that must stand before it.
    public var dependencies: Set<Address> { Set(dependsOn).union(properties.references.map(\.address)) }
}
