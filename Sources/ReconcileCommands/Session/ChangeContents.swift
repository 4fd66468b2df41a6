import BatchForge
import Planning
import ResourceModel

/// The fields of the file that a long value comes from, told by the part of it that changes.
struct ChangeContents {
    /// The fields; empty if only reconcile's own part changes, nil if the value does not tell.
    let fields: Set<String>?

    /// Reads a change.
    ///
    /// - Parameter workDirectory: `work-dir` of the file.
    init(_ change: Change, workDirectory: String?) {
        switch change.path {
        case "policies":
            fields = Self.policies(change.before?.map ?? [:], change.after?.map ?? [:], workDirectory)
        case "containerProperties.command":
            if let before = change.before?.strings, let after = change.after?.strings {
                fields = HeadJobDifference(before, after).fields
            } else {
                fields = nil
            }
        case let path where path.hasPrefix("tags.") && !OwnershipTags.isOurs(String(path.dropFirst("tags.".count))):
            fields = ["labels"]
        default: fields = nil
        }
    }

    private static func policies(
        _ before: [String: Value], _ after: [String: Value], _ workDirectory: String?
    ) -> Set<String>? {
        var fields: Set<String> = []
        for name in Set(before.keys).union(after.keys) {
            let (old, new) = (PolicyGrants(before[name])?.grants ?? [], PolicyGrants(after[name])?.grants ?? [])
            guard old != new else { continue }
            switch name {
            case "storage": fields.formUnion(storage(gained: new.subtracting(old), workDirectory))
            case "kms": fields.insert("kms-keys")
            case "pass-role":
                fields.formUnion(["head-job-role", "compute-job-role", "batch-execution-role", "fargate"])
            case "secrets": fields.formUnion(["batch-execution-role", "fargate"])
            case "file-system": fields.insert("fsx-dns")
            case "disk": fields.formUnion(disk(old, new))
            // The calls of Nextflow are reconcile's own list.
            case "nextflow": break
            default: return nil
            }
        }
        return fields
    }

    /// The policy comes and goes with the disk; of one that stays only the keys change.
    private static func disk(_ old: Set<PolicyGrants.Grant>, _ new: Set<PolicyGrants.Grant>) -> Set<String> {
        let actions = Set(old.symmetricDifference(new).map(\.action))
        guard actions.allSatisfy({ $0.hasPrefix("kms:") }) else { return ["no-ebs-auto-scale", "ebs-blocksize"] }
        // A key of 'boot-disk' that is not in 'kms-keys' brings other actions beside the grant.
        return actions == ["kms:CreateGrant"] ? ["kms-keys"] : ["boot-disk", "kms-keys"]
    }

    /// The bucket of `work-dir` is new only if that field names it; others that are new come from `allow-buckets`. Either
    /// field can have named a bucket that is lost.
    private static func storage(gained: Set<PolicyGrants.Grant>, _ workDirectory: String?) -> Set<String> {
        let own = workDirectory.flatMap { bucket($0, behind: "s3://") }
        let buckets = Set(gained.compactMap { bucket($0.target, behind: ":::") })
        guard !buckets.isEmpty else { return ["work-dir", "allow-buckets"] }
        return Set(buckets.map { $0 == own ? "work-dir" : "allow-buckets" })
    }

    /// The bucket of a location or an ARN.
    private static func bucket(_ text: String, behind mark: String) -> String? {
        guard let end = text.firstRange(of: mark)?.upperBound else { return nil }
        return text[end...].split(separator: "/", omittingEmptySubsequences: false).first.map(String.init)
    }
}
