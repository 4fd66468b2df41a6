public import ResourceModel

/// Things of others that could not be looked up, and that are done without.
public struct UnreadReference: Sendable, Hashable {
    /// What they are.
    public var kind: ResourceKind
    /// Where they are.
    public var region: String
    /// The action that was not answered, as IAM policies name it.
    public var action: String
    /// AWS's answer, or that there was none.
    public var reason: String
    /// Those whose existence is not known for it; nil if it is that of all.
    public var names: Set<String>?

    /// True if it keeps the existence of something from being known.
    public func isAbout(_ address: Address) -> Bool {
        kind == address.kind && region == address.region && names?.contains(address.part) != false
    }

    /// Makes a record.
    public init(_ kind: ResourceKind, in region: String, action: String, reason: String) {
        self.kind = kind
        self.region = region
        self.action = action
        self.reason = reason
    }
}
