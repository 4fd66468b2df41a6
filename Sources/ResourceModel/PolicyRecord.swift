/// The policies that reconcile put on a role, to tell them from those of other owners.
///
/// A tag keeps a short hash of each. A hash has 30 bits: in less than one of ten million roles another owner's policy
/// is taken for one of ours.
public struct PolicyRecord: Sendable, Hashable {
    /// Hashes of the policies.
    private var hashes: Set<String>

    /// A policy's place on a role.
    public enum Entry: Sendable, Hashable {
        /// An inline policy, by its name.
        case inline(String)
        /// A managed policy that reconcile keeps, by its name.
        case owned(String)
        /// A managed policy that another owner keeps, by its ARN.
        case attached(String)
        /// The permissions boundary, by its ARN.
        case boundary(String)

        fileprivate var text: String {
            switch self {
            case .inline(let name): "inline \(name)"
            case .owned(let name): "owned \(name)"
            case .attached(let arn): "attached \(arn)"
            case .boundary(let arn): "boundary \(arn)"
            }
        }
    }

    /// The record of a role's properties.
    public init(of properties: Value) {
        let inline = (properties["policies"]?.map ?? [:]).keys.map { Entry.inline($0) }
        let owned = (properties["managedPolicies"]?.map ?? [:]).keys.map { Entry.owned($0) }
        let attached = (properties["attachedPolicyArns"]?.strings ?? []).map { Entry.attached($0) }
        let boundary = properties["permissionsBoundary"]?.string.map { Entry.boundary($0) }
        hashes = Set((inline + owned + attached + [boundary].compactMap { $0 }).map(Self.hash))
    }

    /// Reads a role's tags. A role of ours without the tag was made by an earlier
    /// version, which made no other policies than these.
    public init(in tags: [String: String]) {
        if let text = tags[OwnershipTags.policies] {
            hashes = Set(text.split(separator: " ").map(String.init))
        } else {
            let attached = ["AmazonEC2ContainerServiceforEC2Role", "AmazonECSTaskExecutionRolePolicy"].flatMap { name in
                ["aws", "aws-cn", "aws-us-gov"].map { "arn:\($0):iam::aws:policy/service-role/\(name)" }
            }
            let inline = ["nextflow", "storage", "pass-role", "file-system"]
            hashes = Set((inline.map { .inline($0) } + attached.map { .attached($0) }).map(Self.hash))
        }
    }

    /// True if the policy is recorded.
    public func contains(_ entry: Entry) -> Bool { hashes.contains(Self.hash(entry)) }

    /// Returns true if the other record contains everything in this one.
    public func isSubset(of other: PolicyRecord) -> Bool { hashes.isSubset(of: other.hashes) }

    /// Returns a record of both together.
    public func union(_ other: PolicyRecord) -> PolicyRecord {
        var union = self
        union.hashes.formUnion(other.hashes)
        return union
    }

    /// The tag's value.
    public var text: String { hashes.sorted().joined(separator: " ") }

    /// FNV-1a of 64 bits, of which 30 become five characters that IAM accepts in tags.
    private static func hash(_ entry: Entry) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in entry.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return String(decoding: (0..<5).map { alphabet[Int(hash >> (6 * $0) & 63)] }, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
