public import ResourceModel

/// Resources of other owners that could not be looked up, and that the plan does without.
public struct UnreadReference: Sendable, Hashable {
    /// Their kind.
    public var kind: ResourceKind
    /// Their region.
    public var region: String
    /// The action that was not answered, as IAM policies name it.
    public var action: String
    /// AWS's answer, or that there was none.
    public var reason: String
    /// True if AWS refused to tell; false if there was no answer of AWS.
    public var isRefused: Bool
    /// False if the plan has its result without it, only less exactly.
    public var isNeeded = true
    /// The names whose existence is unknown because of it; nil if it is unknown for all.
    public var names: Set<String>?

    /// True if the existence of a resource is unknown because of it.
    public func isAbout(_ address: Address) -> Bool {
        kind == address.kind && region == address.region && names?.contains(address.part) != false
    }

    /// Makes a record.
    public init(_ kind: ResourceKind, in region: String, action: String, reason: String, isRefused: Bool = true) {
        self.kind = kind
        self.region = region
        self.action = action
        self.reason = reason
        self.isRefused = isRefused
    }
}
