/// A resource as AWS holds it.
public struct ObservedResource: Sendable, Hashable, Codable {
    /// The address that it was looked up for.
    public var address: Address
    /// Its name in AWS.
    public var name: String
    /// What AWS holds, under AWS's field names.
    public var properties: Value
    /// Its tags.
    public var tags: [String: String]
    /// Identifiers that other resources refer to: `arn`, `id`, `version`, …
    public var attributes: [String: Value]
    /// What others put there, under AWS's field names: shown and left alone. Empty for most kinds.
    public var unmanaged = Value.map([:])
    /// AWS's status (`VALID`, `CREATING`, …) where the kind has one.
    public var status: String?
    /// AWS's reason for the status.
    public var statusReason: String?

    /// True unless it is deleted, or is being deleted.
    public var isLive: Bool { status != "DELETING" && status != "DELETED" }

    /// The status if it is one that this version does not know: a newer AWS has it. Nothing is told of what it means.
    public var unknownStatus: String? {
        guard [.computeEnvironment, .jobQueue, .externalJobQueue].contains(address.kind), let status else { return nil }
        return Self.knownStatuses.contains(status) ? nil : status
    }

    /// The statuses of compute environments and queues [botocore 1.44.5, CEStatus and JQStatus].
    private static let knownStatuses: Set<String> = [
        "CREATING", "UPDATING", "DELETING", "DELETED", "VALID", "INVALID",
    ]

    /// Makes an observed resource.
    public init(
        _ address: Address, name: String, properties: Value, tags: [String: String] = [:],
        attributes: [String: Value] = [:], status: String? = nil, statusReason: String? = nil
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
