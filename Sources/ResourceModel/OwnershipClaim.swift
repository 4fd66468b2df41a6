/// The claim of a resource's tags that an environment of ours owns it.
public struct OwnershipClaim: Sendable, Hashable {
    /// The region of the resource; nil for kinds that have none.
    public var region: String?
    /// The kind of the resource.
    public var kind: ResourceKind
    /// Its name in AWS.
    public var name: String
    /// The owner that its tag names: `workspace/name`.
    public var owner: String
    /// The launch templates of the same owner whose user data writes to it; only of a log group.
    public var namedBy: Set<String> = []

    /// The claim that tags make; nil if they name no owner, or another resource.
    ///
    /// The file chooses the name of a log group, so the name proves nothing:
    /// its tags must contain the right hash as well.
    public init?(_ kind: ResourceKind, _ name: String, in region: String?, tags: [String: String]?) {
        guard let tags, let owner = tags[OwnershipTags.owner],
            tags[OwnershipTags.resource] == OwnershipTags.resourceValue(kind, name),
            kind != .logGroup || OwnershipTags.haveOwnForm(tags, properties: .map([:]))
        else { return nil }
        self.region = region
        self.kind = kind
        self.name = name
        self.owner = owner
    }
}
