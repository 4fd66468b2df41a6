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

    /// Makes a record.
    public init(_ kind: ResourceKind, in region: String, action: String, reason: String) {
        self.kind = kind
        self.region = region
        self.action = action
        self.reason = reason
    }
}
