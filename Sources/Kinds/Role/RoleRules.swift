import Planning
import ResourceModel

extension KindRules {
    /// Roles. The trust policy is ours alone. Of the policies only those count
    /// that reconcile created; others stay as they are.
    static var role: KindRules {
        KindRules(
            .role,
            fields: [
                iam("assumeRolePolicyDocument", access: .policy),
                iam("attachedPolicyArns", .set, unset: .list([]), access: .perElement),
                iam("policies", unset: .map([:]), access: .policies),
                iam("managedPolicies", unset: .map([:]), access: .policies),
                iam("permissionsBoundary", access: .limit),
            ])
    }

    /// The rule of a field of IAM; all of these change in place.
    static func iam(
        _ field: String, _ comparison: Comparison = .exact, unset: Value? = nil, access: AccessEffect = .none
    ) -> FieldRule {
        FieldRule(
            path: field, update: .inPlace, comparison: comparison, unset: unset,
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_modify.html", access: access)
    }
}
