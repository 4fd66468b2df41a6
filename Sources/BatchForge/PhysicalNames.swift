public import ResourceModel
import Signing

/// The names that an environment's resources have in AWS: the same file gives the same names everywhere.
public struct PhysicalNames: Sendable, Hashable {
    /// `<prefix>-<slug>-<hash8>`: the launch template's name, and the stem of all others.
    public let base: String

    /// The names for an environment.
    ///
    /// The slug is cut so that the longest name made from it (the role's) has at most IAM's 64 characters. The hash
    /// covers workspace, name and region, so names with the same slug still differ.
    public init(_ environment: EnvironmentKey, prefix: String) {
        let hash = SHA256.hexDigest(
            of: "\(environment.workspace ?? "")\n\(environment.name)\n\(environment.region)")
        let suffix = "-\(hash.prefix(8))"
        let room = 64 - prefix.utf8.count - 1 - suffix.utf8.count - Self.roleSuffix.utf8.count
        self.base = "\(prefix)-\(Self.slug(environment.name).prefix(room))\(suffix)"
    }

    /// The instance role and its instance profile.
    public var instanceRole: String { base + Self.roleSuffix }

    /// The role of head jobs on Fargate.
    public var fargateRole: String { base + "-FargateRole" }

    /// The role with which ECS starts head jobs on Fargate.
    public var executionRole: String { base + "-ExecRole" }

    /// A queue, or the stem of a compute environment's names.
    public func part(_ part: String) -> String { "\(base)-\(part)" }

    private static let roleSuffix = "-InstanceRole"

    /// Letters, digits, `-` and `_` stay, as Batch's names allow; anything else becomes one `-`.
    static func slug(_ name: String) -> String {
        var slug = ""
        for character in name.unicodeScalars {
            let isPlain =
                ("a"..."z").contains(character) || ("A"..."Z").contains(character) || ("0"..."9").contains(character)
                || character == "_" || character == "-"
            if isPlain {
                slug.unicodeScalars.append(character)
            } else if slug.last != "-" {
                slug += "-"
            }
        }
        return slug
    }
}
