/// The state of a resource in AWS.
public struct ObservedResource: Sendable, Hashable, Codable {
    /// The address that it was looked up for.
    public var address: Address
    /// Its name in AWS.
    public var name: String
    /// The state in AWS, under AWS's field names.
    public var properties: Value
    /// Its tags.
    public var tags: [String: String]
    /// Identifiers that other resources refer to: `arn`, `id`, `version`, …
    public var attributes: [String: Value]
    /// Values that other owners added, under AWS's field names: shown and left alone. Empty for most kinds.
    public var unmanaged = Value.map([:])
    /// Its status, if the kind has one.
    public var status: ResourceStatus?
    /// AWS's reason for the status.
    public var statusReason: String?

    /// True unless it is deleted, or is being deleted.
    public var isLive: Bool { status?.isGoing != true }

    /// The status if this version does not know it; its meaning is not known either.
    public var unknownStatus: String? {
        if case .unknown(let name) = status { name } else { nil }
    }

    /// Makes an observed resource.
    public init(
        _ address: Address, name: String, properties: Value, tags: [String: String] = [:],
        attributes: [String: Value] = [:], status: ResourceStatus? = nil, statusReason: String? = nil
    ) {
        self.address = address
        self.name = name
        self.properties = properties
        self.tags = tags
        self.attributes = attributes
        self.status = status
        self.statusReason = statusReason
    }
}
