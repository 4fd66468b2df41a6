import ManifestLoading
import ResourceModel

/// The head job on Fargate.
extension Blueprint {
    /// Batch takes no field about instances here, and no update policy, because nothing is ever replaced under a job.
    var fargateEnvironment: Resource {
        Resource(
            address(.computeEnvironment, Part.head.rawValue), name: names.part(Part.head.rawValue),
            properties: .map([
                "type": .string("MANAGED"),
                "state": .string("ENABLED"),
                "serviceRole": .reference(batchServiceLinkedRole.address, "arn"),
                "computeResources": .map([
                    "type": .string("FARGATE"),
                    "maxvCpus": .integer(definition.settings.headMaxCPUs),
                    "subnets": .reference(network.address, "subnets"),
                    "securityGroupIds": .reference(network.address, "securityGroupIds"),
                ]),
            ]), dependsOn: [batchServiceLinkedRole.address])
    }

    /// The roles that a head job on Fargate has instead of an instance's, where the file names none: that with which
    /// ECS starts it, and that of the job itself.
    var fargateRoles: [Resource] {
        var roles: [Resource] = []
        let makesExecutionRole = configuration.batchExecutionRole == nil || hasPartsOfEveryForm
        if makesExecutionRole {
            roles.append(
                taskRole(
                    "execution", named: names.executionRole,
                    policies: ["secrets": IAMPolicy.document([readSecretsStatement])],
                    attached: [managedPolicy("AmazonECSTaskExecutionRolePolicy")]))
        }
        if configuration.headJobRole == nil || hasPartsOfEveryForm {
            let own = makesExecutionRole ? [Value.reference(address(.role, "execution"), "arn")] : []
            roles.append(
                taskRole(
                    "fargate", named: names.fargateRole,
                    policies: headPolicies(passing: passedRoles() + own, withSecrets: true)))
        }
        return roles
    }

    private func taskRole(
        _ part: String, named name: String, policies: [String: Value], attached: [String] = []
    ) -> Resource {
        Resource(
            address(.role, part), name: name,
            properties: .map([
                "assumeRolePolicyDocument": IAMPolicy.trust(in: "ecs-tasks.amazonaws.com"),
                "attachedPolicyArns": .strings(attached),
                "policies": .map(policies),
            ]))
    }
}
