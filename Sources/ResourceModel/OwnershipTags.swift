import Signing

/// The tags that say whose a resource is.
///
/// ``resource`` names the resource itself, because AWS copies tags from one resource to others: a tag that names
/// another resource proves nothing.
public enum OwnershipTags {
    /// The environment that owns the resource: `workspace/name`.
    public static let owner = "reconcile:owner"
    /// The resource itself: `kind/name`.
    public static let resource = "reconcile:resource"
    /// The hash of the form that was last applied.
    public static let form = "reconcile:hash"

    /// Short hashes of what the last apply wrote, field by field, so that a change behind the file's back can be told
    /// from an edit of the file.
    public static let fields = "reconcile:fields"

    /// Short hashes of the label keys that the last apply set, so that a label that leaves the file leaves AWS too while
    /// tags that others put there stay.
    public static let labels = "reconcile:labels"

    /// Of a role: short hashes of the policies that reconcile put on it, so that those of others are left alone.
    public static let policies = "reconcile:policies"

    /// On a launch template: the path and name of a service role that was restored only for Batch to delete a compute
    /// environment with, and that goes after it.
    public static let restoredRole = "reconcile:restored-role"
    /// `true` where the file protects the environment. This and the next two are written where they differ from the
    /// file's defaults: when the environment leaves the file, its word on deleting has to be found in AWS.
    public static let protection = "reconcile:protect"
    /// `retain` where the file wants the environment left in AWS.
    public static let onDelete = "reconcile:on-delete"
    /// `false` where the file does not want running jobs waited for.
    public static let drain = "reconcile:drain"

    /// Whether a change's path is that of a tag that only records what else was applied.
    public static func isBookkeeping(_ path: String) -> Bool {
        [form, labels, fields, policies].contains { path == "tags.\($0)" }
    }

    /// Whether a tag's key is one of ours, and no label.
    public static func isOurs(_ key: String) -> Bool {
        [owner, resource, form, labels, fields, policies, protection, onDelete, drain].contains(key)
    }

    /// The value of ``resource`` for a kind and a name in AWS.
    ///
    /// The name of a log group can be longer than the value of a tag, and one that an older version made can have a `#`,
    /// which tags of CloudWatch Logs cannot. Such a name is written as its beginning and its hash. No log group's name has
    /// the `@` before the hash.
    public static func resourceValue(_ kind: ResourceKind, _ name: String) -> String {
        let value = "\(kind.rawValue)/\(name)"
        if value.utf8.count <= longestValue, value.utf8.allSatisfy(isTagCharacter) { return value }
        let beginning = value.utf8.prefix(200).map { isTagCharacter($0) ? Character(Unicode.Scalar($0)) : "_" }
        return String(beginning) + "@" + SHA256.hexDigest(of: name).prefix(16)
    }

    /// Source: botocore's model of CloudWatch Logs, `TagValue`.
    private static let longestValue = 256

    private static func isTagCharacter(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || "_.:/=+-@ ".utf8.contains(byte)
    }
}

extension Resource {
    /// Writes the name into the tag that names the resource itself.
    public mutating func claimName() {
        guard !tags.isEmpty else { return }
        tags[OwnershipTags.resource] = OwnershipTags.resourceValue(address.kind, name)
    }
}

extension ObservedResource {
    /// Who owns the resource, told by its tags.
    public enum Ownership: Sendable, Hashable {
        /// The environment that it was looked up for.
        case ours
        /// Another environment of ours.
        case other(owner: String)
        /// Nobody we know: it has no ownership tags, or copied ones.
        case foreign
    }

    /// Who owns the resource.
    public var ownership: Ownership {
        guard let owner = tags[OwnershipTags.owner],
            tags[OwnershipTags.resource] == OwnershipTags.resourceValue(address.kind, name)
        else { return .foreign }
        return owner == address.environment?.owner ? .ours : .other(owner: owner)
    }
}
