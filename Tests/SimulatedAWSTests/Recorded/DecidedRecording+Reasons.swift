import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks

extension DecidedRecording {
    private static let account = "arn:aws:iam::123456789012"

    /// The reason of an environment that is made.
    private static func reason(
        serviceRole: String? = nil, name: String = "work",
        _ prepare: @escaping @Sendable (Fixture, inout Batch.ComputeResource) async throws -> Void = { _, _ in }
    ) -> Decision {
        .told { fixture in
            var resources = fixture.resources()
            try await prepare(fixture, &resources)
            try await fixture.settled(name, resources, serviceRole: serviceRole)
            return try await fixture.environment(name)?.statusReason
        }
    }

    /// The reasons that the simulated account gives for a status.
    static let reasons: [DecidedRecording] = [
        DecidedRecording("status-healthy-environment", reason()),
        DecidedRecording(
            "status-healthy-queue",
            .told { fixture in
                try await fixture.settled()
                try await fixture.queue()
                await fixture.pass(30)
                return try await fixture.queueDetail()?.statusReason
            }),
        DecidedRecording("status-assumerole-plain", reason(serviceRole: "\(account):role/absent")),
        DecidedRecording(
            "status-assumerole-user",
            reason(serviceRole: "\(account):role/AWSBatchServiceRole") { fixture, _ in
                try await fixture.addRole("AWSBatchServiceRole", trusts: "ec2.amazonaws.com")
            }),
        DecidedRecording(
            "status-ecs-describeclusters-denied", region: "us-west-2",
            reason(
                serviceRole: "\(account):role/tf-acc-test-7436540610802740155-batch-service",
                name: "tf-acc-test-7436540610802740155"
            ) { fixture, _ in
                try await fixture.addRole(
                    "tf-acc-test-7436540610802740155-batch-service", trusts: "batch.amazonaws.com")
            }),
        DecidedRecording("status-profile-invalid-ecs", reason { $1.instanceRole = "ecsInstanceRole" }),
        DecidedRecording(
            "status-none-joined-ecs",
            reason { fixture, _ in
                _ = try await fixture.caller.call(
                    IAM.RemoveRoleFromInstanceProfile(instanceProfileName: "nodes", roleName: "nodes"))
            }),
        DecidedRecording(
            "status-groups-launch-template",
            reason { fixture, resources in
                let vpc = await fixture.account.addVPC(cidrBlock: "10.0.0.0/16", region: "us-east-1")
                resources.securityGroupIds = [
                    await fixture.account.addSecurityGroup(named: "other", vpc: vpc, region: "us-east-1")
                ]
            }),
        DecidedRecording(
            "status-userdata-not-mime",
            reason { fixture, resources in
                _ = try await fixture.caller.call(
                    EC2.CreateLaunchTemplateVersion(
                        launchTemplateData: EC2.RequestLaunchTemplateData(userData: "IyEvYmluL3No"),
                        launchTemplateName: "nodes"))
                resources.launchTemplate?.version = "2"
            }),
        DecidedRecording(
            "status-cluster-blank",
            .told { fixture in
                try await fixture.settled()
                try await fixture.account.deleteCluster(of: "work", region: "us-east-1")
                try await fixture.update(state: "ENABLED")
                await fixture.pass(30)
                return try await fixture.environment()?.statusReason
            }),
    ]
}
