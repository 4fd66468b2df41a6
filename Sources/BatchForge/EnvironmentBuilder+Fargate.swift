import ManifestLoading
import ResourceModel

/// The head job on Fargate.
extension EnvironmentBuilder {
    /// Batch accepts no field about instances here, and no update policy, because no instance is replaced under a job
    /// [aws-rules: The update policy].
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

    /// The roles that a head job on Fargate has instead of an instance's, if the file names none: the role with which
    /// ECS starts it, and the role of the job itself.
    var fargateRoles: [Resource] {
        var roles: [Resource] = []
        let makesExecutionRole = configuration.batchExecutionRole == nil || hasPartsOfEveryForm
        if makesExecutionRole {
            var policies = ["secrets": IAMPolicy.document([readSecretsStatement])]
            // ECS decrypts the secrets that it hands to containers.
            policies["kms"] = keyPolicy(["kms:Decrypt"])
            roles.append(
                role(
                    "execution", named: names.executionRole, for: Self.containers,
                    attached: "AmazonECSTaskExecutionRolePolicy", policies: policies))
        }
        if configuration.headJobRole == nil || hasPartsOfEveryForm {
            let own = makesExecutionRole ? [Value.reference(address(.role, "execution"), "arn")] : []
            roles.append(
                role(
                    "fargate", named: names.fargateRole, for: Self.containers, attached: nil,
                    policies: headPolicies(passing: passedRoles() + own, withSecrets: true)))
        }
        return roles
    }

    private static let containers = "ecs-tasks.amazonaws.com"
}
