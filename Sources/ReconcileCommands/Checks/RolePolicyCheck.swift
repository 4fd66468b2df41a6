import BatchForge
import Diagnostics
import ManifestLoading

/// Compares the policies of environments' roles with IAM's limits, before anything is written.
enum RolePolicyCheck {
    /// The roles that would have too many, one for each environment.
    static func diagnostics(_ definitions: [EnvironmentDefinition]) -> [Diagnostic] {
        definitions.filter(RolePolicyLimit.mayExceed).compactMap { definition in
            let uses = RolePolicyLimit.uses(of: definition, in: definition.region ?? "us-east-1")
            return uses.max { $0.attachments < $1.attachments }.flatMap { attachments(definition, $0) }
                ?? uses.max { $0.inline < $1.inline }.flatMap { inline(definition, $0) }
        }
    }

    private static func attachments(_ definition: EnvironmentDefinition, _ use: RolePolicyLimit.Use) -> Diagnostic? {
        guard use.attachments > RolePolicyLimit.attachments else { return nil }
        let advice: String
        let field: String
        if case .forge(let forge) = definition.configuration, use.storage > use.named {
            field = "allow-buckets"
            advice =
                "\(forge.allowedBuckets.count) entries of 'allow-buckets' take \(use.storage) policies of "
                + "\(RolePolicyLimit.managedCharacters) characters: name fewer, or split the environment"
        } else {
            field = "policies"
            advice =
                "'policies' names \(use.named), and reconcile adds \(use.awsOwn + use.storage) more: join some "
                + "into one"
        }
        let place = field == "policies" ? "reconcile.policies" : field
        return Diagnostic(
            .error, "role-policies",
            "a role of '\(definition.name)' needs \(use.attachments) managed policies, and IAM attaches "
                + "\(RolePolicyLimit.attachments) to a role",
            detail: "\(advice); source: IAM user guide, quotas", at: definition.valueRanges[place] ?? definition.range)
    }

    /// Rights on buckets go into managed policies if they do not fit, so keys are what is left to grow.
    private static func inline(_ definition: EnvironmentDefinition, _ use: RolePolicyLimit.Use) -> Diagnostic? {
        guard use.inline > RolePolicyLimit.inlineCharacters else { return nil }
        return Diagnostic(
            .error, "role-policies",
            "the inline policies of a role of '\(definition.name)' have \(use.inline) characters, and IAM takes "
                + "\(RolePolicyLimit.inlineCharacters) together",
            detail: "\(definition.settings.kmsKeys.count) keys of 'kms-keys' are the part of it that grows: name "
                + "fewer, or give the rights with a policy of your own under 'policies'; source: IAM user guide, quotas",
            at: definition.valueRanges["reconcile.kms-keys"] ?? definition.range)
    }
}
