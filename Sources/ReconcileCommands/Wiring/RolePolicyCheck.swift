import BatchForge
import Diagnostics
import ManifestLoading

/// Compares the managed policies of environments' roles with IAM's limit, before anything is written.
enum RolePolicyCheck {
    /// The roles that would have too many.
    static func diagnostics(_ definitions: [EnvironmentDefinition]) -> [Diagnostic] {
        definitions.compactMap { definition in
            guard case .forge(let forge) = definition.configuration else { return nil }
            // Fewer can never be too many: building the roles costs more than counting.
            guard forge.allowedBuckets.count > 60 || definition.settings.policies.count >= RolePolicyLimit.attachments
            else {
                return nil
            }
            let needed = RolePolicyLimit.attachments(of: definition, in: definition.region ?? "us-east-1")
            guard needed > RolePolicyLimit.attachments else { return nil }
            let field = definition.settings.policies.count >= RolePolicyLimit.attachments ? "policies" : "allow-buckets"
            return Diagnostic(
                .error, "role-policies",
                "a role of '\(definition.name)' needs \(needed) managed policies, and IAM attaches "
                    + "\(RolePolicyLimit.attachments) to a role",
                detail: field == "policies"
                    ? "join policies of 'policies' into one; source: IAM user guide, quotas"
                    : "\(forge.allowedBuckets.count) entries of 'allow-buckets' take "
                        + "\(needed - definition.settings.policies.count - 1) policies of "
                        + "\(RolePolicyLimit.managedCharacters) characters: name fewer, or split the environment; source: "
                        + "IAM user guide, quotas",
                at: definition.valueRanges[field] ?? definition.range)
        }
    }
}
