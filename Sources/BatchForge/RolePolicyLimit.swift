public import ManifestLoading
import ResourceModel

/// The limits of a role's policies. [aws-rules: Quotas]
public enum RolePolicyLimit {
    /// Characters of all inline policies of a role together, white space not counted.
    public static let inlineCharacters = 10_240
    /// Characters of one managed policy.
    public static let managedCharacters = 6_144
    /// Managed policies that a role can have unless AWS raised the account's quota.
    public static let attachments = 10

    /// The part of its limits that one role uses.
    public struct Use: Sendable, Equatable {
        /// Policies of the file's `policies`.
        public var named = 0
        /// AWS's managed policy, on roles that have one.
        public var awsOwn = 0
        /// Managed policies that hold rights on buckets that do not fit into inline policies.
        public var storage = 0
        /// Characters of the inline policies.
        public var inline = 0

        /// All managed policies.
        public var attachments: Int { named + awsOwn + storage }
    }

    /// The uses of an environment's roles.
    public static func uses(of definition: EnvironmentDefinition, in region: String) -> [Use] {
        let forge = ResourceBuilder { _ in ResourceBuilder.Partition(name: "aws") }
        let roles = forge.resources(for: definition, in: region).filter { $0.address.kind == .role }
        let named = Set(definition.settings.policies)
        return roles.map { role in
            let attached = Set(role.properties["attachedPolicyArns"]?.strings ?? [])
            return Use(
                named: named.count, awsOwn: attached.subtracting(named).count,
                storage: role.properties["managedPolicies"]?.map?.count ?? 0,
                inline: role.properties["policies"]?.map?.values.reduce(0) { $0 + IAMPolicy.size(of: $1) } ?? 0)
        }
    }

    /// Returns false only if an environment is certain to be within the limits. To count means to build all its roles,
    /// and most files name only one or two buckets.
    public static func mayExceed(_ definition: EnvironmentDefinition) -> Bool {
        guard case .forge(let forge) = definition.configuration else { return false }
        // An entry's ARN comes up to three times, its folder too, in addition to the texts of a statement.
        let storage = forge.allowedBuckets.reduce(0) { $0 + 3 * ($1.bucket.count + ($1.folder?.count ?? 0)) + 256 }
        // A document is at least half full, or it would have been merged with the next one.
        let documents = 2 * storage / managedCharacters + 1
        // With a disk that grows, keys are in two policies.
        let named = definition.settings.kmsKeys + [definition.settings.bootDisk.key].compactMap { $0 }
        let keys = named.reduce(0) { $0 + 2 * ($1.count + 8) }
        let roles = [forge.headJobRole, forge.computeJobRole, forge.batchExecutionRole].compactMap { $0?.count }
        return definition.settings.policies.count + 1 + documents > attachments
            || keys + roles.reduce(0, +) + fixedCharacters > inlineCharacters
    }

    /// More characters than all inline policies have that do not grow with the file.
    private static let fixedCharacters = 4_096
}
