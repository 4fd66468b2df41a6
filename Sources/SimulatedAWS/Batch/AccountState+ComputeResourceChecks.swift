import AWSOperations

extension AccountState {
    /// Refuses compute resources that Batch would not take; `resources` is the whole as it would be stored.
    func check(_ resources: Batch.ComputeResource, _ call: Call) throws {
        guard ComputeRules.types.contains(resources.type) else {
            throw call.invalidRequest("computeResources.type '\(resources.type)' is not valid")
        }
        try checkTags(resources.tags ?? [:], call)
        if resources.type.hasPrefix("FARGATE") {
            try checkFargate(resources, call)
        } else {
            try checkInstances(resources, call)
        }
        try checkNetwork(resources, call)
    }

    private func checkFargate(_ resources: Batch.ComputeResource, _ call: Call) throws {
        if let forbidden = ComputeRules.notForFargate(resources).first {
            throw call.invalidRequest("\(forbidden) is not applicable for Fargate.")
        }
        try checkFargateScale(resources, call)
    }

    /// Checks the limits of Fargate, at creation and after a scaling update.
    func checkFargateScale(_ resources: Batch.ComputeResource, _ call: Call) throws {
        guard resources.maxvCpus >= 1 else { throw call.invalidRequest("maxvCpus must be greater than 0") }
        guard (1...16).contains(resources.subnets?.count ?? 0) else {
            throw call.invalidRequest("Fargate compute environment must have 1 to 16 subnets")
        }
        guard (1...5).contains(resources.securityGroupIds?.count ?? 0) else {
            throw call.invalidRequest("Fargate compute environment must have 1 to 5 security groups")
        }
    }

    private func checkInstances(_ resources: Batch.ComputeResource, _ call: Call) throws {
        try checkCapacity(resources, call)
        try checkStrategy(resources, call)
        guard let role = resources.instanceRole, !role.isEmpty else {
            throw call.invalidRequest("Instance role is required.")
        }
        guard !(role.hasPrefix("arn:") && role.contains(":role/")) else {
            throw call.invalidRequest("The ECS Instance Role should be an ECS Instance Profile ARN.")
        }
        try checkInstanceTypes(resources.instanceTypes ?? [], call)
        try checkImages(resources, call)
        if let pair = resources.ec2KeyPair, !pair.isEmpty, !self[region: call.region].keyPairs.contains(pair) {
            throw call.invalidRequest("The key pair '\(pair)' does not exist")
        }
        if let template = resources.launchTemplate {
            _ = try resolveVersion(of: template, call)
            try checkOverrides(template.overrides ?? [], resources.instanceTypes ?? [], call)
        }
    }

    /// An override is for types and families that the environment has, and each for one override only
    /// [aws-rules: Launch templates of a compute environment].
    private func checkOverrides(
        _ overrides: [Batch.LaunchTemplateSpecificationOverride], _ types: [String], _ call: Call
    ) throws {
        let targets = overrides.flatMap { $0.targetInstanceTypes ?? [] }
        guard Set(targets).count == targets.count else {
            throw call.invalidRequest("launchTemplate overrides have the same targetInstanceTypes twice")
        }
        for target in targets where !types.contains(where: { $0 == target || target.hasPrefix($0 + ".") }) {
            throw call.invalidRequest("targetInstanceTypes '\(target)' must be within instanceTypes")
        }
    }

    /// Checks the vCPU numbers of instances, at creation and after a scaling update.
    func checkCapacity(_ resources: Batch.ComputeResource, _ call: Call) throws {
        guard let minimum = resources.minvCpus else { throw call.invalidRequest("Resource minvCpus is required.") }
        let desired = resources.desiredvCpus ?? minimum
        guard minimum >= 0, minimum <= desired, desired <= resources.maxvCpus else {
            throw call.invalidRequest("minvCpus, desiredvCpus and maxvCpus must be 0 <= min <= desired <= max")
        }
        if let delay = resources.scalingPolicy?.minScaleDownDelayMinutes, delay != 0, !(20...10080).contains(delay) {
            throw call.invalidRequest("minScaleDownDelayMinutes must be 0 or between 20 and 10080")
        }
    }

    private func checkStrategy(_ resources: Batch.ComputeResource, _ call: Call) throws {
        let strategy = resources.allocationStrategy ?? "BEST_FIT"
        guard ComputeRules.strategies[resources.type]?.contains(strategy) == true else {
            throw call.invalidRequest("Allocation strategy \(strategy) is not valid for type \(resources.type)")
        }
        if resources.type == "SPOT" {
            if strategy == "BEST_FIT", (resources.spotIamFleetRole ?? "").isEmpty {
                throw call.invalidRequest("ComputeResources.spotIamFleetRole cannot not be null or empty")
            }
            if let bid = resources.bidPercentage, !(0...100).contains(bid) {
                throw call.invalidRequest("bidPercentage must be between 0 and 100")
            }
        } else if resources.spotIamFleetRole != nil {
            throw call.invalidRequest("spotIamFleetRole can only be set for type SPOT")
        }
    }

    private func checkInstanceTypes(_ types: [String], _ call: Call) throws {
        guard !types.isEmpty else { throw call.invalidRequest("instanceTypes cannot be null or empty") }
        var architectures: Set<String> = []
        for type in types {
            guard let architecture = InstanceFamilies.architecture(of: type) else {
                throw call.invalidRequest("Instance type can only be one of [\(InstanceFamilies.list)]")
            }
            architectures.insert(architecture)
        }
        guard architectures.count == 1 else {
            // aws/aws-cdk#31148
            throw call.invalidRequest("arm-based instance type cannot be used with other instance types.")
        }
    }

    private func checkImages(_ resources: Batch.ComputeResource, _ call: Call) throws {
        guard let configurations = resources.ec2Configuration else { return }
        guard (1...2).contains(configurations.count) else {
            throw call.invalidRequest("ec2Configuration must have 1 or 2 entries")
        }
        for configuration in configurations {
            guard ComputeRules.imageTypes.contains(configuration.imageType) else {
                throw call.invalidRequest("Invalid imageType in ComputeResources.ec2Configuration")
            }
            let hasImage = configuration.imageIdOverride != nil || !(resources.imageId ?? "").isEmpty
            if !hasImage, configuration.imageType.hasPrefix("ECS_AL2"), !configuration.imageType.hasPrefix("ECS_AL2023")
            {
                // The text is not recorded [aws-rules: Images].
                throw call.invalidRequest("Invalid imageType in ComputeResources.ec2Configuration")
            }
        }
    }

    /// Groups of another VPC than the subnets' are no refusal for instances: the environment becomes INVALID.
    func checkNetwork(_ resources: Batch.ComputeResource, _ call: Call) throws {
        let region = self[region: call.region]
        var networks: Set<String> = []
        for id in resources.subnets ?? [] {
            guard let subnet = region.subnets.first(where: { $0.subnetId == id }) else {
                throw call.invalidRequest(
                    ec2Error("InvalidSubnetID.NotFound", "The subnet ID '\(id)' does not exist", call))
            }
            networks.insert(subnet.vpcId ?? "")
        }
        guard networks.count <= 1 else { throw call.invalidRequest("All subnets must be in the same VPC") }
        for id in resources.securityGroupIds ?? [] {
            guard let group = region.securityGroups.first(where: { $0.groupId == id }) else {
                throw call.invalidRequest(
                    ec2Error("InvalidGroup.NotFound", "The security group '\(id)' does not exist", call))
            }
            if resources.type.hasPrefix("FARGATE"), let network = networks.first, group.vpcId != network {
                throw call.invalidRequest("Security group \(id) and the subnets must be in the same VPC")
            }
        }
    }

    /// An error of EC2 as Batch passes it on.
    func ec2Error(_ code: String, _ message: String, _ call: Call) -> String {
        "\(message) (Service: AmazonEC2; Status Code: 400; Error Code: \(code); Request ID: \(call.requestID))"
    }

    /// The version number that a template specification stands for now; refuses unknown templates and versions.
    func resolveVersion(of specification: Batch.LaunchTemplateSpecification, _ call: Call) throws -> Int {
        let region = self[region: call.region]
        let id = specification.launchTemplateId.flatMap { $0.isEmpty ? nil : $0 }
        let name = specification.launchTemplateName.flatMap { $0.isEmpty ? nil : $0 }
        guard (id == nil) != (name == nil) else {
            throw call.invalidRequest("Either launchTemplateId or launchTemplateName must be specified, not both")
        }
        guard (specification.overrides?.count ?? 0) <= 10 else {
            throw call.invalidRequest("launchTemplate can have at most 10 overrides")
        }
        let visible = region.launchTemplate(id: id, name: name)?.seen(call, lag: timings.templateVersionLag)
        guard let template = visible else {
            throw call.invalidRequest(
                id.map {
                    ec2Error(
                        "InvalidLaunchTemplateId.NotFound",
                        "The specified launch template, with template ID \($0), does not exist.", call)
                }
                    ?? ec2Error(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name \(name ?? ""), does not exist.", call))
        }
        guard let version = template.number(of: specification.version ?? "$Default") else {
            throw call.invalidRequest(
                ec2Error(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version \(specification.version ?? "") for the launch template with"
                        + " ID \(template.id).", call))
        }
        return version
    }
}
