import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// Another owner, who works in the same account by other means.
package struct OtherOwner: Sendable {
    package let caller: SimulatedCaller
    package let account: SimulatedAccount

    package init(_ account: SimulatedAccount) {
        self.account = account
        caller = account.caller(region: AccountFixture.region)
    }

    private static let trust = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},\
        "Action":"sts:AssumeRole"}]}
        """

    /// A role that instances can take.
    package func role(_ name: String, tags: [String: String]) async throws {
        _ = try await caller.call(
            IAM.CreateRole(
                roleName: name, assumeRolePolicyDocument: Self.trust,
                tags: tags.sorted { $0.key < $1.key }.map { IAM.Tag(key: $0.key, value: $0.value) }))
    }

    /// A launch template.
    package func template(_ name: String, tags: [String: String]) async throws {
        let tags = tags.sorted { $0.key < $1.key }.map { EC2.Tag(key: $0.key, value: $0.value) }
        _ = try await caller.call(
            EC2.CreateLaunchTemplate(
                launchTemplateName: name, launchTemplateData: EC2.RequestLaunchTemplateData(imageId: "ami-0123"),
                tagSpecifications: [EC2.TagSpecification(resourceType: "launch-template", tags: tags)]))
    }

    /// A scheduling policy that no queue uses.
    package func policy(_ name: String, tags: [String: String]) async throws {
        _ = try await caller.call(
            Batch.CreateSchedulingPolicy(
                name: name,
                fairsharePolicy: Batch.FairsharePolicy(
                    shareDistribution: [Batch.ShareAttributes(shareIdentifier: "others", weightFactor: 2)]), tags: tags)
        )
    }

    /// A job definition.
    package func definition(_ name: String, tags: [String: String]) async throws {
        let sizes = [
            Batch.ResourceRequirement(value: "1", type: "VCPU"), Batch.ResourceRequirement(value: "64", type: "MEMORY"),
        ]
        _ = try await caller.call(
            Batch.RegisterJobDefinition(
                jobDefinitionName: name, type: "container",
                containerProperties: Batch.ContainerProperties(image: "busybox", resourceRequirements: sizes),
                tags: tags))
    }

    /// An EFS file system without mount targets that is available when this returns.
    package func elasticFileSystem(_ token: String, tags: [String: String]) async throws {
        _ = try await caller.call(
            EFS.CreateFileSystem(
                creationToken: token,
                tags: tags.sorted { $0.key < $1.key }.map { EFS.Tag(key: $0.key, value: $0.value) }))
        await account.clock.advance(by: 60)
    }

    /// An FSx for Lustre file system that is available when this returns.
    package func lustreFileSystem(_ token: String, tags: [String: String]) async throws {
        let subnet = try await caller.call(EC2.DescribeSubnets()).subnets?.first?.subnetId ?? ""
        _ = try await caller.call(
            FSx.CreateFileSystem(
                clientRequestToken: token, fileSystemType: "LUSTRE", subnetIds: [subnet], storageCapacity: 1200,
                tags: tags.sorted { $0.key < $1.key }.map { FSx.Tag(key: $0.key, value: $0.value) }))
        await account.clock.advance(by: 900)
    }

    /// A compute environment that is VALID when this returns.
    package func environment(_ name: String, tags: [String: String]) async throws {
        if await account.view().tags(ofInstanceProfile: "neighbour") == nil {
            try await role("neighbour", tags: ["team": "others"])
            _ = try await caller.call(IAM.CreateInstanceProfile(instanceProfileName: "neighbour"))
            try await account.clock.sleep(for: .seconds(5))
            _ = try await caller.call(
                IAM.AddRoleToInstanceProfile(instanceProfileName: "neighbour", roleName: "neighbour"))
            try await account.clock.sleep(for: .seconds(120))
        }
        let vpcs = try await caller.call(EC2.DescribeVpcs(filters: [EC2.Filter(name: "is-default", values: ["true"])]))
        let filter = EC2.Filter(name: "vpc-id", values: (vpcs.vpcs ?? []).compactMap(\.vpcId))
        let subnets = try await caller.call(EC2.DescribeSubnets(filters: [filter]))
        let groups = try await caller.call(EC2.DescribeSecurityGroups(filters: [filter]))
        _ = try await caller.call(
            Batch.CreateComputeEnvironment(
                computeEnvironmentName: name, type: "MANAGED", state: "ENABLED",
                computeResources: Batch.ComputeResource(
                    type: "EC2", maxvCpus: 64, subnets: (subnets.subnets ?? []).compactMap(\.subnetId),
                    allocationStrategy: "BEST_FIT_PROGRESSIVE", minvCpus: 0, instanceTypes: ["m6i"],
                    securityGroupIds: (groups.securityGroups ?? []).compactMap(\.groupId), instanceRole: "neighbour"),
                tags: tags))
        try await account.clock.sleep(for: .seconds(90))
    }

    /// A job queue that is VALID when this returns.
    package func queue(_ name: String, on environment: String, tags: [String: String]) async throws {
        _ = try await caller.call(
            Batch.CreateJobQueue(
                jobQueueName: name, priority: 5, state: "ENABLED",
                computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: environment)],
                tags: tags))
        try await account.clock.sleep(for: .seconds(30))
    }
}
