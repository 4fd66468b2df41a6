import Signing

/// The tags that store the owner of a resource.
///
/// ``resource`` names the resource itself, because AWS copies tags from one resource to others: a tag that names
/// another resource proves nothing.
public enum OwnershipTags {
    /// The environment that owns the resource: `workspace/name`.
    public static let owner = "reconcile:owner"
    /// The resource itself: `kind/name`.
    public static let resource = "reconcile:resource"
    /// The id of the resource, of a kind without names: with it a copied tag proves nothing either.
    public static let id = "reconcile:id"
    /// The hash of the form that was last applied.
    public static let form = "reconcile:hash"

    /// Short hashes of the values that the last apply wrote, field by field. They tell a change outside of the file
    /// from an edit of the file.
    public static let fields = "reconcile:fields"

    /// Short hashes of the label keys that the last apply set. A label that is removed from the file is removed from
    /// AWS too, while tags that others added stay.
    public static let labels = "reconcile:labels"

    /// Short hashes of the policies that reconcile put on a role, so that those of other owners are left alone.
    public static let policies = "reconcile:policies"

    /// The path and name of a service role that was restored only so that Batch can delete a compute environment; the
    /// role is deleted after it. On a launch template.
    public static let restoredRole = "reconcile:restored-role"
    /// `true` if the file protects the environment. This and the next two are written if they differ from the file's
    /// defaults: after the environment has left the file, its settings for deleting must be found in AWS.
    public static let protection = "reconcile:protect"
    /// `retain` if the file wants the environment left in AWS.
    public static let onDelete = "reconcile:on-delete"
    /// `false` if the file does not want a wait for running jobs.
    public static let drain = "reconcile:drain"
    /// The parameter of SSM that the AMI was taken from. On a compute environment.
    public static let image = "reconcile:image"

    /// The name of the environment whose disks grow. On volumes: its instances may add, attach and delete only those
    /// that have it.
    public static let disk = "reconcile:disk"

    /// Returns true if a change's path is that of a tag that only records what else was applied.
    public static func isBookkeeping(_ path: String) -> Bool {
        [form, labels, fields, policies].contains { path == "tags.\($0)" }
    }

    /// Returns true if a tag's key is one of ours, and no label.
    public static func isOurs(_ key: String) -> Bool {
        [owner, resource, id, form, labels, fields, policies, protection, onDelete, drain, image, disk].contains(key)
    }

    /// The value of ``resource`` for a kind and a name in AWS.
    ///
    /// The name of a log group can be longer than the value of a tag. A name that an older version made can contain a
    /// `#`, which tags of CloudWatch Logs do not allow. Such a name is written as its beginning and its hash. No log
    /// group's name contains the `@` before the hash.
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
    /// The owner of the resource, according to its tags.
    public enum Ownership: Sendable, Hashable {
        /// The environment that it was looked up for.
        case ours
        /// Another environment of ours.
        case other(owner: String)
        /// No known owner: it has no ownership tags, or copied ones.
        case foreign
    }

    /// The owner of the resource.
    public var ownership: Ownership {
        guard let owner = tags[OwnershipTags.owner],
            tags[OwnershipTags.resource] == OwnershipTags.resourceValue(address.kind, name)
        else { return .foreign }
        return owner == address.environment?.owner ? .ours : .other(owner: owner)
    }
}
