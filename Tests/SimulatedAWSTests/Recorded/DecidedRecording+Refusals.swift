import AWSOperations
import SimulatedAWS

extension DecidedRecording {
    private static func creation(
        _ type: String = "SPOT", _ change: @escaping @Sendable (inout Batch.ComputeResource) -> Void
    ) -> Decision {
        .refused { fixture in
            var resources = fixture.resources(type)
            change(&resources)
            try await fixture.create("work", resources)
        }
    }

    /// The refusals that the simulated account gives.
    static let refusals: [DecidedRecording] = [
        DecidedRecording(
            "error-being-modified-environment",
            .refused { fixture in
                try await fixture.create()
                try await fixture.delete("work")
            }),
        DecidedRecording(
            "error-environment-gone",
            .refused { fixture in try await fixture.update("parallelcluster-awsbatch", state: "DISABLED") }),
        DecidedRecording("error-desired-on-fargate", creation("FARGATE") { $0.desiredvCpus = 1 }),
        DecidedRecording("error-tags-on-fargate", creation("FARGATE") { $0.tags = ["a": "b"] }),
        DecidedRecording(
            "error-fargate-cannot-update",
            .refused { fixture in
                try await fixture.settled("work", fixture.resources("FARGATE"))
                try await fixture.update("work", Batch.ComputeResourceUpdate(instanceTypes: ["c6id"]))
            }),
        DecidedRecording("error-fleet-role-empty", creation { $0.allocationStrategy = nil }),
        DecidedRecording(
            "error-image-type-invalid",
            creation { $0.ec2Configuration = [Batch.Ec2Configuration(imageType: "ECS_XP")] }),
        DecidedRecording("error-instance-role-required", creation { $0.instanceRole = nil }),
        DecidedRecording("error-instance-type-list", creation { $0.instanceTypes = ["c99x.large"] }),
        DecidedRecording(
            "error-role-instead-of-profile",
            creation { $0.instanceRole = "arn:aws:iam::123456789012:role/nodes" }),
        DecidedRecording(
            "error-job-reason-invalid",
            .refused { fixture in
                try await fixture.settled()
                let action = Batch.JobStateTimeLimitAction(
                    reason: "it takes too long", state: "RUNNABLE", maxTimeSeconds: 600, action: "CANCEL")
                let order = Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: "work")
                _ = try await fixture.caller.call(
                    Batch.CreateJobQueue(
                        jobQueueName: "queue", priority: 1, computeEnvironmentOrder: [order],
                        jobStateTimeLimitActions: [action]))
            }),
        DecidedRecording(
            "error-limit-environments", quota: 18,
            .refused { fixture in for number in 0...18 { try await fixture.create("work-\(number)") } }),
        DecidedRecording(
            "error-managed-without-resources",
            .refused { fixture in
                _ = try await fixture.caller.call(
                    Batch.CreateComputeEnvironment(computeEnvironmentName: "work", type: "MANAGED"))
            }),
        DecidedRecording(
            "error-must-be-valid",
            .refused { fixture in
                try await fixture.create("X")
                try await fixture.queue("queue", ["X"])
            }),
        DecidedRecording(
            "error-names-and-maxresults",
            .refused { fixture in
                _ = try await fixture.caller.call(
                    Batch.DescribeComputeEnvironments(computeEnvironments: ["work"], maxResults: 10))
            }),
        DecidedRecording(
            "error-needs-service-linked-role",
            .refused { fixture in
                try await fixture.addServiceRole()
                try await fixture.settled("work", serviceRole: "service")
                let template = Batch.LaunchTemplateSpecification(launchTemplateName: "nodes", version: "$Latest")
                try await fixture.update("work", Batch.ComputeResourceUpdate(launchTemplate: template))
            }),
        DecidedRecording(
            "error-object-exists-400",
            .refused { fixture in
                try await fixture.create()
                try await fixture.create()
            }),
        DecidedRecording(
            "error-queue-relationship",
            .refused { fixture in
                try await fixture.settled()
                try await fixture.queue()
                try await fixture.update(state: "DISABLED")
                await fixture.pass(30)
                try await fixture.delete("work")
            }),
        DecidedRecording(
            "error-still-enabled",
            .refused { fixture in
                try await fixture.settled()
                try await fixture.delete("work")
            }),
        DecidedRecording(
            "error-throttled",
            .refused { fixture in
                await fixture.account.setFaultHook { _, _ in .throttled }
                try await fixture.delete("work")
            }),
        DecidedRecording(
            "autoscaling-key-pair",
            .refused(isPassedOn: true) { fixture in
                var resources = fixture.resources()
                resources.ec2KeyPair = "oregon.pem"
                try await fixture.create("work", resources)
            }),
        DecidedRecording(
            "ec2-template-name-malformed",
            .refused { fixture in
                _ = try await fixture.caller.call(
                    EC2.CreateLaunchTemplate(
                        launchTemplateName: "nodes!",
                        launchTemplateData: EC2.RequestLaunchTemplateData(userData: Fixture.userData)))
            }),
        DecidedRecording(
            "iam-role-exists",
            .refused { fixture in
                for _ in 1...2 {
                    try await fixture.addRole("ecs_instance_role", trusts: "ec2.amazonaws.com")
                }
            }),
    ]
}

extension Fixture {
    func delete(_ name: String) async throws {
        _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: name))
    }

    func addRole(_ name: String, trusts service: String) async throws {
        _ = try await caller.call(IAM.CreateRole(roleName: name, assumeRolePolicyDocument: Self.trust(service)))
    }
}
