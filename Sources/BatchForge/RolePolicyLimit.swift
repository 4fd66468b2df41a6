public import ManifestLoading
import ResourceModel

/// How much a role can hold. Source: IAM user guide, "IAM and AWS STS quotas".
public enum RolePolicyLimit {
    /// Characters of all inline policies of a role together, white space not counted.
    public static let inlineCharacters = 10_240
    /// Characters of one managed policy.
    public static let managedCharacters = 6_144
    /// Managed policies that a role can have unless AWS raised the account's quota.
    public static let attachments = 10

    /// The most managed policies that one of an environment's roles has: those of the file, AWS's own, and those that hold
    /// rights on buckets that do not fit into inline policies.
    public static func attachments(of definition: EnvironmentDefinition, in region: String) -> Int {
        let forge = Forge { _ in Forge.Partition(name: "aws", ec2Principal: "ec2.amazonaws.com") }
        let roles = forge.resources(for: definition, in: region).filter { $0.address.kind == .role }
        return roles.map { role in
            (role.properties["attachedPolicyArns"]?.list?.count ?? 0)
                + (role.properties["managedPolicies"]?.map?.count ?? 0)
        }.max() ?? 0
    }
}
