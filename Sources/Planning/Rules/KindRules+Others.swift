import ResourceModel

extension KindRules {
    /// A version of a template never changes: any difference makes a new one.
    static var launchTemplate: KindRules {
        KindRules(
            kind: .launchTemplate,
            fields: [
                templateData(
                    "blockDeviceMappings", .namedMembers(and: ["encrypted", "iops", "kmsKeyId", "throughput"])),
                templateData("metadataOptions", .namedMembers(and: ["httpEndpoint"])),
                templateData("tagSpecifications", .set),
                templateData("userData", isShownAsHash: true),
                // The file's AMI is the environment's; one in the template would go before it.
                templateData("imageId"),
            ])
    }

    private static func templateData(
        _ field: String, _ comparison: Comparison = .exact, isShownAsHash: Bool = false
    ) -> FieldRule {
        FieldRule(
            path: "launchTemplateData.\(field)", update: .inPlace, comparison: comparison,
            source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html",
            isShownAsHash: isShownAsHash)
    }

    /// Trust is ours alone. Of the policies only those count that reconcile made: what others add stays as it is.
    static var role: KindRules {
        KindRules(
            kind: .role,
            fields: [
                iam("assumeRolePolicyDocument"), iam("attachedPolicyArns", .set, unset: .list([])),
                iam("policies", unset: .map([:])), iam("managedPolicies", unset: .map([:])), iam("permissionsBoundary"),
            ])
    }

    static var instanceProfile: KindRules {
        KindRules(kind: .instanceProfile, fields: [iam("roles", .set, unset: .list([]))])
    }

    private static func iam(_ field: String, _ comparison: Comparison = .exact, unset: Value? = nil) -> FieldRule {
        FieldRule(
            path: field, update: .inPlace, comparison: comparison, unset: unset,
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_modify.html")
    }

    static var jobQueue: KindRules {
        KindRules(
            kind: .jobQueue,
            fields: [
                queue("state", .caseInsensitive), queue("priority"), queue("computeEnvironmentOrder"),
                queue("jobStateTimeLimitActions", .set, isAlwaysShown: true), queue("schedulingPolicyArn"),
            ],
            refine: { change, _, _ in
                // A policy takes another's place; a queue that was made without one never gets one, nor is one taken away.
                var change = change
                let isExchange = change.before != nil && change.after != nil
                if change.path == "schedulingPolicyArn", !isExchange { change.update = .replacement }
                return change
            })
    }

    private static func queue(
        _ field: String, _ comparison: Comparison = .exact, isAlwaysShown: Bool = false
    ) -> FieldRule {
        FieldRule(
            path: field, update: .inPlace, comparison: comparison,
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateJobQueue.html",
            isAlwaysShown: isAlwaysShown)
    }

    /// A log group has nothing but its tags.
    static var logGroup: KindRules {
        KindRules(kind: .logGroup, fields: [])
    }
}
