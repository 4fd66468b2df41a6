import AWSOperations
import SimulatedAWS

/// An account with the resources that a compute environment needs, and short names for frequent actions of tests.
struct Fixture {
    static let region = "eu-west-1"
    static let userData =
        "TUlNRS1WZXJzaW9uOiAxLjAKQ29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PSIvLyIKCi0tLy8tLQo="

    let account: SimulatedAccount
    let caller: SimulatedCaller
    var subnets: [String] = []
    var groups: [String] = []

    /// An account with an instance role, its profile `nodes`, and a template `nodes`, old enough to be seen everywhere.
    init(
        timings: Timings = .consistent, region: String = Fixture.region,
        _ change: (inout SimulationSettings) -> Void = { _ in }
    ) async throws {
        var settings = SimulationSettings(timings: timings)
        change(&settings)
        account = SimulatedAccount(settings: settings)
        caller = account.caller(region: region)
        _ = try await caller.call(
            IAM.CreateRole(roleName: "nodes", assumeRolePolicyDocument: Self.trust("ec2.amazonaws.com")))
        _ = try await caller.call(IAM.CreateInstanceProfile(instanceProfileName: "nodes"))
        _ = try await caller.call(IAM.AddRoleToInstanceProfile(instanceProfileName: "nodes", roleName: "nodes"))
        _ = try await caller.call(
            EC2.CreateLaunchTemplate(
                launchTemplateName: "nodes", launchTemplateData: EC2.RequestLaunchTemplateData(userData: Self.userData))
        )
        subnets = try await caller.call(EC2.DescribeSubnets()).subnets?.compactMap(\.subnetId) ?? []
        groups = try await caller.call(EC2.DescribeSecurityGroups()).securityGroups?.compactMap(\.groupId) ?? []
        await account.clock.advance(by: 60)
    }

    static func trust(_ service: String) -> String {
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"\(service)"},\
        "Action":"sts:AssumeRole"}]}
        """
    }

    /// Resources that Batch accepts for a type.
    func resources(_ type: String = "SPOT") -> Batch.ComputeResource {
        switch type {
        case "FARGATE", "FARGATE_SPOT":
            Batch.ComputeResource(type: type, maxvCpus: 16, subnets: subnets, securityGroupIds: groups)
        default:
            Batch.ComputeResource(
                type: type, maxvCpus: 64, subnets: subnets,
                allocationStrategy: type == "SPOT" ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE",
                minvCpus: 0, instanceTypes: ["c6id", "m6id.4xlarge"], securityGroupIds: groups, instanceRole: "nodes",
                launchTemplate: Batch.LaunchTemplateSpecification(launchTemplateName: "nodes", version: "1"))
        }
    }

    func pass(_ seconds: Double) async { await account.clock.advance(by: seconds) }

    @discardableResult
    func create(
        _ name: String = "work", _ resources: Batch.ComputeResource? = nil, serviceRole: String? = nil
    ) async throws -> Batch.CreateComputeEnvironment.Output {
        try await caller.call(
            Batch.CreateComputeEnvironment(
                computeEnvironmentName: name, type: "MANAGED", computeResources: resources ?? self.resources(),
                serviceRole: serviceRole))
    }

    /// Creates an environment and lets it settle.
    func settled(
        _ name: String = "work", _ resources: Batch.ComputeResource? = nil, serviceRole: String? = nil
    ) async throws {
        try await create(name, resources, serviceRole: serviceRole)
        await pass(30)
    }

    @discardableResult
    func queue(
        _ name: String = "queue", _ environments: [String] = ["work"]
    ) async throws -> Batch.CreateJobQueue.Output {
        try await caller.call(
            Batch.CreateJobQueue(
                jobQueueName: name, priority: 1,
                computeEnvironmentOrder: environments.enumerated().map {
                    Batch.ComputeEnvironmentOrder(order: $0.offset + 1, computeEnvironment: $0.element)
                }))
    }

    @discardableResult
    func update(
        _ name: String = "work", state: String? = nil, _ resources: Batch.ComputeResourceUpdate? = nil,
        serviceRole: String? = nil, policy: Batch.UpdatePolicy? = nil
    ) async throws -> Batch.UpdateComputeEnvironment.Output {
        try await caller.call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: name, state: state, computeResources: resources, serviceRole: serviceRole,
                updatePolicy: policy))
    }

    func environment(_ name: String = "work") async throws -> Batch.ComputeEnvironmentDetail? {
        try await caller.call(Batch.DescribeComputeEnvironments(computeEnvironments: [name])).computeEnvironments?.first
    }

    func status(_ name: String = "work") async throws -> String? { try await environment(name)?.status }

    func queueDetail(_ name: String = "queue") async throws -> Batch.JobQueueDetail? {
        try await caller.call(Batch.DescribeJobQueues(jobQueues: [name])).jobQueues?.first
    }

    /// The message of the refusal that a call meets; nil when it is answered.
    func refusal(_ body: () async throws -> Void) async throws -> ServiceError? {
        do { try await body() } catch let error as ServiceError { return error }
        return nil
    }
}
