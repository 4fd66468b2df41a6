/// A resource in AWS whose tags name an owner and the resource itself. Whether the owner is one of ours is not said
/// yet: a tag can be copied, and what names itself can have been made to.
public struct OwnershipClaim: Sendable, Hashable {
    /// The region it stands in; nil for what knows none.
    public var region: String?
    /// What it is.
    public var kind: ResourceKind
    /// Its name in AWS.
    public var name: String
    /// The owner that its tag names: `workspace/name`.
    public var owner: String

    /// The claim that tags make; nil where they name no owner, or another resource.
    public init?(_ kind: ResourceKind, _ name: String, in region: String?, tags: [String: String]?) {
        guard let owner = tags?[OwnershipTags.owner],
            tags?[OwnershipTags.resource] == OwnershipTags.resourceValue(kind, name)
        else { return nil }
        self.region = region
        self.kind = kind
        self.name = name
        self.owner = owner
    }
}
