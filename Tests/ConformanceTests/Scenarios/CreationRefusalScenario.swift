import AWSOperations

extension LifecycleScenario {
    static let creationRefusals = LifecycleScenario("creation-refusals") { runner in
        let fixture = try await NetworkFixture.build(runner)
        var accepted: [String] = []
        func refused(
            _ name: String, _ type: String = "SPOT", says words: String = "",
            _ change: (inout Batch.ComputeResource) -> Void
        ) async throws {
            var resources = fixture.resources(type)
            change(&resources)
            let suffix = ScenarioRunner.suffix(name)
            let creation = fixture.creation(suffix, resources)
            let isRefused = try await runner.refused(name, code: "ClientException", says: words, creation)
            if !isRefused { accepted.append(suffix) }
        }
        try await refused("unknown type") { $0.type = "MAGIC" }
        try await refused("no subnets") { $0.subnets = [] }
        try await refused("unknown subnet", says: "The subnet ID 'subnet-0123456789abcdef0' does not exist") {
            $0.subnets = ["subnet-0123456789abcdef0"]
        }
        try await refused("unknown group", says: "The security group 'sg-0123456789abcdef0' does not exist") {
            $0.securityGroupIds = ["sg-0123456789abcdef0"]
        }
        try await refused("no groups") { $0.securityGroupIds = [] }
        try await refused("no instance role", says: "Instance role is required.") { $0.instanceRole = nil }
        try await refused("no instance types") { $0.instanceTypes = nil }
        try await refused("unknown instance type", says: "Instance type can only be one of [") {
            $0.instanceTypes = ["c99x.large"]
        }
        try await refused("two architectures") { $0.instanceTypes = ["c6id", "c7gd"] }
        try await refused("minimum above maximum") { $0.minvCpus = 65 }
        try await refused("no minimum", says: "Resource minvCpus is required.") { $0.minvCpus = nil }
        try await refused("desired above maximum") { $0.desiredvCpus = 65 }
        try await refused("Spot strategy on EC2", "EC2") { $0.allocationStrategy = "SPOT_CAPACITY_OPTIMIZED" }
        try await refused("unknown strategy") { $0.allocationStrategy = "CHEAP" }
        try await refused(
            "Spot without fleet role", says: "ComputeResources.spotIamFleetRole cannot not be null or empty"
        ) { $0.allocationStrategy = "BEST_FIT" }
        try await refused("bid above 100") { $0.bidPercentage = 101 }
        try await refused("Amazon Linux 2") { $0.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_AL2")] }
        try await refused("unknown image type") { $0.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_XP")] }
        try await refused("unknown key pair") { $0.ec2KeyPair = runner.name("absent") }
        try await refused("unknown template") {
            $0.launchTemplate = Batch.LaunchTemplateSpecification(launchTemplateName: runner.name("absent"))
        }
        try await refused("unknown template version") { $0.launchTemplate?.version = "9" }
        try await refused("template by id and name") { $0.launchTemplate?.launchTemplateId = "lt-0123456789abcdef0" }
        try await refused("instance fields on Fargate", "FARGATE") { $0.instanceTypes = ["c6id"] }
        try await refused("minimum on Fargate", "FARGATE") { $0.minvCpus = 0 }
        try await refused("Fargate without groups", "FARGATE") { $0.securityGroupIds = nil }

        try await runner.refused(
            "created DISABLED", code: "ClientException", says: "must be created in the ENABLED state",
            fixture.creation("one", state: "DISABLED"))
        try await runner.refused(
            "reserved tag", code: "ClientException", says: "reserved", fixture.creation("one", tags: ["aws:x": "y"]))
        var named = fixture.creation("one")
        named.computeEnvironmentName = "bad name!"
        try await runner.refused("bad name", code: "ClientException", named)
        named.computeEnvironmentName = String(repeating: "n", count: 129)
        try await runner.refused("name too long", code: "ClientException", named)
        var kind = fixture.creation("one")
        kind.type = "MAGIC"
        try await runner.refused("neither managed nor unmanaged", code: "ClientException", kind)
        kind.type = "MANAGED"
        kind.computeResources = nil
        try await runner.refused("managed without resources", code: "ClientException", kind)
        // What was made all the same goes.
        try await eachAtOnce(accepted) { try await fixture.removeEnvironment($0) }
        try await fixture.strike()
    }
}
