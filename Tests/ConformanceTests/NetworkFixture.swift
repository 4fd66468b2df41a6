import AWSOperations

/// The resources that compute environments need: network, instance profile and launch template of one scenario.
struct NetworkFixture: Sendable {
    let runner: ScenarioRunner
    let subnets: [String]
    let groups: [String]

    static let userData =
        "TUlNRS1WZXJzaW9uOiAxLjAKQ29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PSIvLyIKCi0tLy8tLQo="

    /// A trust policy for one service.
    static func trust(_ service: String) -> String {
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"\(service)"},\
        "Action":"sts:AssumeRole"}]}
        """
    }

    /// Builds it and waits until Batch can see it.
    static func build(_ runner: ScenarioRunner) async throws -> NetworkFixture {
        let nodes = runner.name("nodes")
        try await runner.call(
            IAM.CreateRole(roleName: nodes, assumeRolePolicyDocument: trust("ec2.amazonaws.com")))
        try await runner.call(IAM.CreateInstanceProfile(instanceProfileName: nodes))
        try await runner.call(IAM.AddRoleToInstanceProfile(instanceProfileName: nodes, roleName: nodes))
        try await runner.call(
            EC2.CreateLaunchTemplate(
                launchTemplateName: nodes, launchTemplateData: EC2.RequestLaunchTemplateData(userData: userData)))
        let filter = [EC2.Filter(name: "default-for-az", values: ["true"])]
        let subnets = try await runner.call(EC2.DescribeSubnets(filters: filter)).subnets ?? []
        let mine = [
            EC2.Filter(name: "vpc-id", values: [subnets.first?.vpcId ?? ""]),
            EC2.Filter(name: "group-name", values: ["default"]),
        ]
        let groups = try await runner.call(EC2.DescribeSecurityGroups(filters: mine)).securityGroups ?? []
        // IAM is seen by Batch some seconds after it was written.
        for _ in 0..<10 { try await runner.account.clock.sleep(for: runner.account.tick) }
        return NetworkFixture(
            runner: runner, subnets: subnets.compactMap(\.subnetId).sorted(), groups: groups.compactMap(\.groupId))
    }

    /// Takes it down again.
    func strike() async throws {
        let nodes = runner.name("nodes")
        try await runner.call(EC2.DeleteLaunchTemplate(launchTemplateName: nodes))
        try await runner.call(IAM.RemoveRoleFromInstanceProfile(instanceProfileName: nodes, roleName: nodes))
        try await runner.call(IAM.DeleteInstanceProfile(instanceProfileName: nodes))
        try await runner.call(IAM.DeleteRole(roleName: nodes))
    }

    /// Resources that Batch accepts, with everything that Describe fills in written out.
    func resources(_ type: String = "SPOT") -> Batch.ComputeResource {
        guard !type.hasPrefix("FARGATE") else {
            return Batch.ComputeResource(type: type, maxvCpus: 16, subnets: subnets, securityGroupIds: groups)
        }
        return Batch.ComputeResource(
            type: type, maxvCpus: 64, subnets: subnets,
            allocationStrategy: type == "SPOT" ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE", minvCpus: 0,
            desiredvCpus: 0, instanceTypes: ["c6id", "m6id.4xlarge"], securityGroupIds: groups,
            instanceRole: runner.name("nodes"), tags: ["Name": "node"],
            launchTemplate: template("1"),
            ec2Configuration: [Batch.Ec2Configuration(imageType: "ECS_AL2023")])
    }

    /// The scenario's launch template in a version, as Describe answers it.
    func template(_ version: String?) -> Batch.LaunchTemplateSpecification {
        Batch.LaunchTemplateSpecification(launchTemplateName: runner.name("nodes"), version: version, overrides: [])
    }

    /// Adds a version to the scenario's launch template and waits until Batch can see it.
    func addVersion(userData: String) async throws {
        try await runner.call(
            EC2.CreateLaunchTemplateVersion(
                launchTemplateData: EC2.RequestLaunchTemplateData(userData: userData),
                launchTemplateName: runner.name("nodes")))
        for _ in 0..<2 { try await runner.account.clock.sleep(for: runner.account.tick) }
    }

    /// The resources that Describe shows for the ones sent; for Fargate with the lists that it fills in.
    func shown(_ type: String) -> Batch.ComputeResource {
        var shown = resources(type)
        guard type.hasPrefix("FARGATE") else { return shown }
        (shown.instanceTypes, shown.tags, shown.ec2Configuration) = ([], [:], [])
        return shown
    }

    /// Creates an environment.
    func create(
        _ suffix: String, _ resources: Batch.ComputeResource? = nil, tags: [String: String]? = nil
    ) async throws {
        try await runner.call(creation(suffix, resources, tags: tags))
    }

    /// The call that creates an environment.
    func creation(
        _ suffix: String, _ resources: Batch.ComputeResource? = nil, state: String? = nil, tags: [String: String]? = nil
    ) -> Batch.CreateComputeEnvironment {
        Batch.CreateComputeEnvironment(
            computeEnvironmentName: runner.name(suffix), type: "MANAGED", state: state,
            computeResources: resources ?? self.resources(), tags: tags)
    }

    /// The live record of an environment; nil when there is none.
    func environment(_ suffix: String) async throws -> Batch.ComputeEnvironmentDetail? {
        let named = Batch.DescribeComputeEnvironments(computeEnvironments: [runner.name(suffix)])
        return try await runner.call(named).computeEnvironments?.first { $0.status != "DELETED" }
    }

    /// Waits until an environment is VALID and reads come from after the last write.
    func settle(_ suffix: String, where isSeen: (Batch.ComputeEnvironmentDetail) -> Bool = { _ in true }) async throws {
        let isSettled = try await runner.until {
            guard let detail = try await environment(suffix) else { return false }
            return detail.status == "VALID" && isSeen(detail)
        }
        guard isSettled else { throw Unfinished(what: suffix) }
    }

    /// The live record of a queue; nil when there is none.
    func queue(_ suffix: String) async throws -> Batch.JobQueueDetail? {
        let named = Batch.DescribeJobQueues(jobQueues: [runner.name(suffix)])
        return try await runner.call(named).jobQueues?.first { $0.status != "DELETED" }
    }

    /// Creates a queue over environments.
    func createQueue(_ suffix: String, _ environments: [String]) async throws {
        try await runner.call(queueCreation(suffix, environments))
        let isSettled = try await runner.until { try await queue(suffix)?.status == "VALID" }
        guard isSettled else { throw Unfinished(what: suffix) }
    }

    /// The call that creates a queue.
    func queueCreation(_ suffix: String, _ environments: [String]) -> Batch.CreateJobQueue {
        Batch.CreateJobQueue(
            jobQueueName: runner.name(suffix), priority: 1, state: "ENABLED",
            computeEnvironmentOrder: order(environments), tags: ["a": "1"])
    }

    /// An order of environments by their names.
    func order(_ environments: [String]) -> [Batch.ComputeEnvironmentOrder] {
        environments.enumerated().map {
            Batch.ComputeEnvironmentOrder(order: $0.offset + 1, computeEnvironment: runner.name($0.element))
        }
    }

    /// Disables and deletes an environment that no queue names.
    func removeEnvironment(_ suffix: String) async throws {
        let name = runner.name(suffix)
        try await runner.retrying(
            Batch.UpdateComputeEnvironment(computeEnvironment: name, state: "DISABLED"), while: "is being modified")
        let isDisabled = try await runner.until {
            let detail = try await environment(suffix)
            return detail?.state == "DISABLED" && ["VALID", "INVALID"].contains(detail?.status)
        }
        guard isDisabled else { throw Unfinished(what: suffix) }
        try await runner.retrying(
            Batch.DeleteComputeEnvironment(computeEnvironment: name), while: "JobQueue relationship")
        guard try await runner.until({ try await environment(suffix) == nil }) else { throw Unfinished(what: suffix) }
    }

    /// Disables and deletes a queue.
    func removeQueue(_ suffix: String) async throws {
        let name = runner.name(suffix)
        try await runner.retrying(
            Batch.UpdateJobQueue(jobQueue: name, state: "DISABLED"), while: "is being modified")
        let isDisabled = try await runner.until {
            let detail = try await queue(suffix)
            return detail?.state == "DISABLED" && detail?.status == "VALID"
        }
        guard isDisabled else { throw Unfinished(what: suffix) }
        try await runner.call(Batch.DeleteJobQueue(jobQueue: name))
        guard try await runner.until({ try await queue(suffix) == nil }) else { throw Unfinished(what: suffix) }
    }
}

/// Does the same to each of several, all at once.
func eachAtOnce(_ names: [String], _ body: @escaping @Sendable (String) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for name in names { group.addTask { try await body(name) } }
        try await group.waitForAll()
    }
}
