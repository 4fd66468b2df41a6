import Planning
import ResourceModel

extension KindRules {
    /// Job definitions. A revision never changes: any difference makes a new one.
    static var jobDefinition: KindRules {
        var lifecycle = Lifecycle()
        // Jobs of the queue are started from it.
        lifecycle.deletedAfter = [.jobQueue]
        // Its jobs start in the subnets of the compute environments.
        lifecycle.choices = [.init(path: publicAddress, attribute: NetworkChoice.publicAddress, follows: true)]
        var hooks = PlanHooks()
        hooks.fallback = { reference, observed in
            guard reference.attribute == NetworkChoice.publicAddress else { return nil }
            return observed?.properties[path: publicAddress] ?? .string("DISABLED")
        }
        hooks.attributesGiven = { $0.contains { $0.update != .tags } ? ["arn", "revision"] : [] }
        return KindRules(
            .jobDefinition,
            fields: [
                definition("platformCapabilities", unset: .strings(["EC2"])),
                definition("propagateTags", unset: .boolean(false)),
                definition("retryStrategy.attempts", unset: .integer(1)),
                container("image"), container("command", isShownAsHash: true),
                container("jobRoleArn"), container("executionRoleArn"),
                environment,
                container("resourceRequirements"),
                container("logConfiguration", .form(JobDefinitionShape.withoutEmptyMembers)),
                container("volumes", unset: .list([])),
                container("mountPoints", .form(JobDefinitionShape.withoutDefaultsOfMounts), unset: .list([])),
                container(
                    "networkConfiguration", access: .form { !isPublic($0) && isPublic($1) }),
                container("runtimePlatform"), container("ephemeralStorage"),
            ], lifecycle: lifecycle, hooks: hooks)
    }

    private static func isPublic(_ network: Value?) -> Bool { network?["assignPublicIp"]?.string == "ENABLED" }

    private static let publicAddress = "containerProperties.networkConfiguration.assignPublicIp"

    private static var environment: FieldRule {
        var rule = container("environment", .form(JobDefinitionShape.withoutEmptyTexts), unset: .map([:]))
        rule.hashesMember = SecretNames.denies
        return rule
    }

    private static func definition(_ path: String, unset: Value) -> FieldRule {
        rule(path, .exact, unset, false, .none)
    }

    private static func container(
        _ member: String, _ comparison: Comparison = .exact, unset: Value? = nil, isShownAsHash: Bool = false,
        access: AccessEffect = .none
    ) -> FieldRule {
        rule("containerProperties.\(member)", comparison, unset, isShownAsHash, access)
    }

    private static func rule(
        _ path: String, _ comparison: Comparison, _ unset: Value?, _ isShownAsHash: Bool, _ access: AccessEffect
    ) -> FieldRule {
        FieldRule(
            path: path, update: .inPlace, comparison: comparison, unset: unset, rule: "new revision",
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html",
            isShownAsHash: isShownAsHash, access: access)
    }
}
