import AWSOperations
import SimulatedAWS
import Testing

/// One way to get a compute environment refused, and a part of Batch's sentence.
struct RefusedCreation: Sendable, CustomTestStringConvertible {
    let name: String
    let type: String
    let message: String
    let change: @Sendable (inout Batch.ComputeResource) -> Void

    init(
        _ name: String, _ type: String = "SPOT", says message: String,
        _ change: @escaping @Sendable (inout Batch.ComputeResource) -> Void
    ) {
        self.name = name
        self.type = type
        self.message = message
        self.change = change
    }

    var testDescription: String { name }
}

@Suite struct CreationRefusalTests {
    static let resources: [RefusedCreation] = [
        RefusedCreation("unknown type", says: "computeResources.type 'MAGIC'") { $0.type = "MAGIC" },
        RefusedCreation("no minvCpus", says: "Resource minvCpus is required.") { $0.minvCpus = nil },
        RefusedCreation("min above max", says: "min <= desired <= max") { $0.minvCpus = 100 },
        RefusedCreation("desired above max", says: "min <= desired <= max") { $0.desiredvCpus = 65 },
        RefusedCreation("no instance role", says: "Instance role is required.") { $0.instanceRole = nil },
        RefusedCreation("role's ARN", says: "The ECS Instance Role should be an ECS Instance Profile ARN.") {
            $0.instanceRole = "arn:aws:iam::123456789012:role/nodes"
        },
        RefusedCreation("no subnets", says: "subnets cannot be null or empty") { $0.subnets = [] },
        RefusedCreation("no groups", says: "securityGroupIds cannot be null or empty") { $0.securityGroupIds = nil },
        RefusedCreation("unknown subnet", says: "The subnet ID 'subnet-0' does not exist") {
            $0.subnets = ["subnet-0"]
        },
        RefusedCreation("unknown group", says: "The security group 'sg-0' does not exist") {
            $0.securityGroupIds = ["sg-0"]
        },
        RefusedCreation("no instance types", says: "instanceTypes cannot be null or empty") { $0.instanceTypes = [] },
        RefusedCreation("unknown instance type", says: "Instance type can only be one of [optimal, ") {
            $0.instanceTypes = ["c99x.large"]
        },
        RefusedCreation("unknown instance size", says: "Instance type can only be one of [") {
            $0.instanceTypes = ["c6i.huge"]
        },
        RefusedCreation("two architectures", says: "arm-based instance type cannot be used with other instance types.")
        {
            $0.instanceTypes = ["c6id", "c7g"]
        },
        RefusedCreation("Spot strategy on EC2", "EC2", says: "Allocation strategy SPOT_CAPACITY_OPTIMIZED") {
            $0.allocationStrategy = "SPOT_CAPACITY_OPTIMIZED"
        },
        RefusedCreation("unknown strategy", says: "Allocation strategy CHEAP is not valid") {
            $0.allocationStrategy = "CHEAP"
        },
        RefusedCreation(
            "Spot without a strategy or fleet role",
            says: "ComputeResources.spotIamFleetRole cannot not be null or empty"
        ) { $0.allocationStrategy = nil },
        RefusedCreation("fleet role on EC2", "EC2", says: "spotIamFleetRole can only be set for type SPOT") {
            $0.spotIamFleetRole = "arn:aws:iam::123456789012:role/fleet"
        },
        RefusedCreation("bid above 100", says: "bidPercentage must be between 0 and 100") { $0.bidPercentage = 101 },
        RefusedCreation("Amazon Linux 2", says: "Invalid imageType in ComputeResources.ec2Configuration") {
            $0.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_AL2")]
        },
        RefusedCreation("unknown image type", says: "Invalid imageType in ComputeResources.ec2Configuration") {
            $0.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_XP")]
        },
        RefusedCreation("unknown key pair", says: "The key pair 'mine' does not exist") { $0.ec2KeyPair = "mine" },
        RefusedCreation("unknown template", says: "with template ID lt-0, does not exist") {
            $0.launchTemplate = Batch.LaunchTemplateSpecification(launchTemplateId: "lt-0")
        },
        RefusedCreation("unknown template version", says: "Could not find the specified version 9") {
            $0.launchTemplate?.version = "9"
        },
        RefusedCreation("template by id and name", says: "not both") { $0.launchTemplate?.launchTemplateId = "lt-0" },
        RefusedCreation("too short a scale-down delay", says: "must be 0 or between 20 and 10080") {
            $0.scalingPolicy = Batch.ComputeScalingPolicy(minScaleDownDelayMinutes: 19)
        },
        RefusedCreation("reserved instance tag", says: "aws: are reserved") { $0.tags = ["aws:x": "y"] },
        RefusedCreation("Fargate with instance fields", "FARGATE", says: "instanceRole is not applicable for Fargate.")
        {
            $0.instanceTypes = ["c6id"]
            $0.instanceRole = "nodes"
        },
        RefusedCreation("Fargate with minvCpus", "FARGATE_SPOT", says: "minvCpus is not applicable for Fargate.") {
            $0.minvCpus = 0
        },
        RefusedCreation("Fargate without groups", "FARGATE", says: "1 to 5 security groups") {
            $0.securityGroupIds = []
        },
        RefusedCreation("Fargate without subnets", "FARGATE", says: "1 to 16 subnets") { $0.subnets = nil },
    ]

    @Test(arguments: resources) func refusesResources(_ refused: RefusedCreation) async throws {
        let fixture = try await Fixture()
        var resources = fixture.resources(refused.type)
        refused.change(&resources)
        let error = try #require(try await fixture.refusal { try await fixture.create("work", resources) })
        #expect(error.code == "ClientException")
        #expect(error.status == 400)
        #expect(error.message.contains(refused.message), "\(error.message)")
        #expect(try await fixture.environment() == nil)
    }

    @Test(arguments: ["EC2", "SPOT", "FARGATE", "FARGATE_SPOT"]) func acceptsThePlainForm(of type: String) async throws
    {
        let fixture = try await Fixture()
        try await fixture.settled("work", fixture.resources(type))
        #expect(try await fixture.status() == "VALID")
    }

    @Test(
        arguments: [
            ("bad name!", "MANAGED", nil, "must match the pattern"), ("", "MANAGED", nil, "must match the pattern"),
            (String(repeating: "n", count: 129), "MANAGED", nil, "must match the pattern"),
            ("work", "MAGIC", nil, "must be MANAGED or UNMANAGED"),
            ("work", "UNMANAGED", nil, "computeResources can't be specified"),
            ("work", "MANAGED", "DISABLED", "A compute environment must be created in the ENABLED state."),
        ] as [(String, String, String?, String)])
    func refusesTheRest(name: String, type: String, state: String?, message: String) async throws {
        let fixture = try await Fixture()
        let error = try await fixture.refusal {
            _ = try await fixture.caller.call(
                Batch.CreateComputeEnvironment(
                    computeEnvironmentName: name, type: type, state: state, computeResources: fixture.resources()))
        }
        #expect(error?.message.contains(message) == true)
    }

    @Test func refusesADuplicateUntilTheFirstIsDeleted() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        let error = try await fixture.refusal { try await fixture.create() }
        #expect(error?.message.contains("already exists") == true)
        try await fixture.update(state: "DISABLED")
        await fixture.pass(10)
        _ = try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
        await fixture.pass(61)
        try await fixture.create()
        let both = try await fixture.caller.call(Batch.DescribeComputeEnvironments(computeEnvironments: ["work"]))
        #expect(both.computeEnvironments?.map(\.status) == ["DELETED", "CREATING"])
    }

    @Test func refusesWhatExceedsTheQuota() async throws {
        let fixture = try await Fixture { $0.environmentQuota = 1 }
        try await fixture.create("one")
        let error = try await fixture.refusal { try await fixture.create("two") }
        #expect(error?.message.contains("Limits Error : Only 1 Compute Environments allowed") == true)
    }

    @Test(arguments: [
        (["aws:owner": "x"], "aws: are reserved"), (["": "x"], "1 to 128 characters"),
        (["k": String(repeating: "v", count: 257)], "at most 256"),
        (Dictionary(uniqueKeysWithValues: (0..<51).map { ("k\($0)", "v") }), "at most 50 tags"),
    ]) func refusesTags(_ tags: [String: String], message: String) async throws {
        let fixture = try await Fixture()
        let created = try await fixture.create("other")
        let onCreation = try await fixture.refusal {
            _ = try await fixture.caller.call(
                Batch.CreateComputeEnvironment(
                    computeEnvironmentName: "work", type: "MANAGED", computeResources: fixture.resources(), tags: tags))
        }
        let onTagging = try await fixture.refusal {
            _ = try await fixture.caller.call(
                Batch.TagResource(resourceArn: created.computeEnvironmentArn ?? "", tags: tags))
        }
        #expect(onCreation?.message.contains(message) == true)
        #expect(onTagging?.message.contains(message) == true)
    }
}
