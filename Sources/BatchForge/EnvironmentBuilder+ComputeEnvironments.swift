import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    func computeEnvironment(_ part: Part) -> Resource {
        if part == .head, configuration.fargate { return fargateEnvironment }
        let isSpot = part == .work && configuration.provisioningModel == .spot
        var resources: [String: Value] = [
            "type": .string(isSpot ? "SPOT" : "EC2"),
            // Always explicit [aws-rules: The default strategy is BEST_FIT].
            "allocationStrategy": .string(allocationStrategy(part)),
            "minvCpus": .integer(part == .work ? configuration.minCPUs : 0),
            "maxvCpus": .integer(part == .head ? definition.settings.headMaxCPUs : configuration.maxCPUs),
            "instanceTypes": .strings(instanceTypes(part)),
            "subnets": .reference(network.address, "subnets"),
            "securityGroupIds": .reference(network.address, "securityGroupIds"),
            "instanceRole": .reference(address(.instanceProfile, "instance"), "arn"),
            "launchTemplate": .map([
                "launchTemplateId": .reference(address(.launchTemplate), "id"),
                // A number, never $Latest [aws-rules: Launch templates of a compute environment].
                "version": .reference(address(.launchTemplate), "version"),
            ]),
            "ec2Configuration": .list([image(part)]),
            "tags": .strings(instanceTags),
        ]
        if let keyPair = configuration.keyPair { resources["ec2KeyPair"] = .string(keyPair) }
        if isSpot, let bid = configuration.bidPercentage { resources["bidPercentage"] = .integer(bid) }
        var shared = [batchServiceLinkedRole.address]
        if isSpot { shared.append(spotServiceLinkedRole.address) }
        return Resource(
            address(.computeEnvironment, part.rawValue), name: names.part(part.rawValue),
            properties: .map([
                "type": .string("MANAGED"),
                "state": .string("ENABLED"),
                // The service-linked role, found by its path [aws-rules: What allows an infrastructure update].
                "serviceRole": .reference(batchServiceLinkedRole.address, "arn"),
                "computeResources": .map(resources),
                "updatePolicy": .map([
                    "terminateJobsOnUpdate": .boolean(false),
                    "jobExecutionTimeoutMinutes": .integer(definition.settings.jobTimeoutMinutes),
                ]),
            ]), dependsOn: shared)
    }

    private func allocationStrategy(_ part: Part) -> String {
        guard part == .work else { return AllocationStrategy.usual(for: .ec2) }
        return configuration.allocationStrategy ?? AllocationStrategy.usual(for: configuration.provisioningModel)
    }

    private func instanceTypes(_ part: Part) -> [String] {
        guard part != .head else {
            return ForgeConfiguration.headInstanceTypes(
                withOwnImage: configuration.image != nil, onARM: configuration.usesARM)
        }
        return configuration.workInstanceTypes
    }

    private func image(_ part: Part) -> Value {
        let type = ForgeConfiguration.imageType(withGPUs: configuration.gpu && part != .head)
        var image: [String: Value] = ["imageType": .string(type)]
        image["imageIdOverride"] = configuration.imageID.map { .string($0) } ?? imageParameter(part)
        return .map(image)
    }

    /// The AMI in the parameter of SSM from which the instances of a part start; nil if they start from another one.
    private func imageParameter(_ part: Part) -> Value? {
        configuration.imageParameter(ofTasks: part != .head).map {
            .reference(References.imageParameter($0, in: key.region), "imageId")
        }
    }

    func jobQueue(_ part: Part) -> Resource {
        var properties: [String: Value] = [
            "state": .string("ENABLED"),
            "priority": .integer(1),
            "computeEnvironmentOrder": .list(
                environments(behind: part).map { .reference(address(.computeEnvironment, $0.rawValue), "arn") }),
            "jobStateTimeLimitActions": .list(stuckJobActions),
        ]
        if part == .work { properties["schedulingPolicyArn"] = schedulingPolicyARN }
        return Resource(
            address(.jobQueue, part.rawValue), name: names.part(part.rawValue), properties: .map(properties))
    }

    /// Jobs that cannot start are cancelled as `job-limits` says, so that a run fails instead of waiting without end.
    ///
    /// Batch accepts exactly these reasons [aws-rules: Reasons of job time limits].
    private var stuckJobActions: [Value] {
        let limits = definition.settings.jobLimits
        return [
            ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", limits.capacitySeconds),
            ("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", limits.misconfigurationSeconds),
            ("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", limits.misconfigurationSeconds),
        ].compactMap { reason, seconds in
            seconds.map { seconds in
                .map([
                    "reason": .string(reason), "state": .string("RUNNABLE"), "maxTimeSeconds": .integer(seconds),
                    "action": .string("CANCEL"),
                ])
            }
        }
    }
}
