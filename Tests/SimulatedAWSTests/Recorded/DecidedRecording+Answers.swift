import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks

extension DecidedRecording {
    /// Members that AWS has added since the recordings of the first years.
    private static let laterMembers: Set<String> = ["tags", "containerOrchestrationType", "uuid", "ec2Configuration"]
    /// Members that the source does not show although AWS answers them.
    private static let hiddenMembers: Set<String> = [
        "computeEnvironmentName", "computeEnvironmentArn", "ecsClusterArn", "serviceRole", "uuid", "tags",
        "statusReason", "containerOrchestrationType", "subnets", "securityGroupIds", "instanceRole", "desiredvCpus",
    ]

    private static let environments: @Sendable (Fixture) async throws -> any Encodable & Sendable = { fixture in
        try await fixture.caller.call(Batch.DescribeComputeEnvironments())
    }

    private static let queues: @Sendable (Fixture) async throws -> any Encodable & Sendable = { fixture in
        try await fixture.caller.call(Batch.DescribeJobQueues())
    }

    /// The environment of cloud-custodian's recordings, brought into a state and described.
    private static func custodian(
        _ bring: @escaping @Sendable (Fixture) async throws -> Void
    ) -> Decision {
        .answered(besides: laterMembers) { fixture in
            await fixture.account.addKeyPair("test", region: "us-east-1")
            try await fixture.addServiceRole()
            var resources = fixture.plain(["optimal"])
            resources.ec2KeyPair = "test"
            resources.tags = ["Name": "c7n-test-env"]
            try await fixture.settled("c7n-test-env", resources, serviceRole: "service")
            try await bring(fixture)
            return try await environments(fixture)
        }
    }

    private static func queue(
        besides: Set<String>, _ bring: @escaping @Sendable (Fixture) async throws -> Void = { _ in }
    ) -> Decision {
        .answered(besides: besides) { fixture in
            try await fixture.settled("test-fargate", fixture.resources("FARGATE"))
            try await fixture.queue("test-queue", ["test-fargate"])
            await fixture.pass(30)
            try await bring(fixture)
            return try await queues(fixture)
        }
    }

    /// The answers that the simulated account gives.
    static let answers: [DecidedRecording] = [
        DecidedRecording(
            "answer-environments-2025",
            .answered { fixture in
                try await fixture.addServiceRole()
                var pinned = fixture.plain(["optimal"])
                pinned.launchTemplate = Batch.LaunchTemplateSpecification(
                    launchTemplateId: try await fixture.templateID())
                pinned.tags = ["Environment": "Test"]
                try await fixture.create("ComputeEnvironment-S2GHcgfanPkxYl8i", fixture.plain(["g4dn.xlarge"]))
                try await fixture.create("ComputeEnvironment-CvKLJBQdefogayVQ", pinned, serviceRole: "service")
                try await fixture.settled("TrainerComputeEnvironmentGPU", fixture.plain(["g4dn.xlarge"]))
                return try await environments(fixture)
            }),
        DecidedRecording(
            "answer-environment-2026-pinned",
            .answered(besides: hiddenMembers) { fixture in
                var resources = fixture.plain(["r7i", "m7i", "c7i"])
                resources.allocationStrategy = "BEST_FIT_PROGRESSIVE"
                resources.launchTemplate = Batch.LaunchTemplateSpecification(
                    launchTemplateId: try await fixture.templateID(), version: "1")
                try await fixture.settled("work", resources)
                return try await environments(fixture)
            }),
        DecidedRecording(
            "answer-two-environments-2022",
            .answered(besides: hiddenMembers) { fixture in
                for (name, type) in [("ci-gpu", "g4dn"), ("ci-cpu", "optimal")] {
                    var resources = fixture.plain([type])
                    resources.allocationStrategy = "BEST_FIT"
                    resources.tags = ["Name": "Batch - \(name)"]
                    try await fixture.settled(name, resources)
                }
                return try await environments(fixture)
            }),
        DecidedRecording(
            "answer-fargate-and-invalid",
            .answered { fixture in
                try await fixture.create("test-fargate", fixture.resources("FARGATE"))
                try await fixture.settled(
                    "test-environment", fixture.plain(["optimal"]),
                    serviceRole: "arn:aws:iam::123456789012:role/AWSBatchServiceRole")
                return try await environments(fixture)
            }),
        DecidedRecording("answer-environment-enabled", custodian { _ in }),
        DecidedRecording(
            "answer-environment-disabled",
            custodian { fixture in
                try await fixture.update("c7n-test-env", state: "DISABLED")
                await fixture.pass(30)
            }),
        DecidedRecording(
            "answer-environment-deleting",
            custodian { fixture in
                try await fixture.update("c7n-test-env", state: "DISABLED")
                await fixture.pass(30)
                try await fixture.delete("c7n-test-env")
            }),
        DecidedRecording(
            "answer-queues-2025",
            .answered { fixture in
                try await fixture.settled()
                for name in ["trainer-job-queue", "JobQueue-rivR3vgrh6ipJHfa"] { try await fixture.queue(name) }
                await fixture.pass(30)
                return try await queues(fixture)
            }),
        DecidedRecording("answer-queue-2017", queue(besides: ["tags", "jobStateTimeLimitActions"])),
        DecidedRecording("answer-queue-enabled", queue(besides: ["jobStateTimeLimitActions"])),
        DecidedRecording("answer-queue-tagged", queue(besides: ["jobStateTimeLimitActions"])),
        DecidedRecording(
            "answer-queue-disabled",
            queue(besides: ["jobStateTimeLimitActions"]) { fixture in
                _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "test-queue", state: "DISABLED"))
                await fixture.pass(30)
            }),
        DecidedRecording("answer-update-environment", update),
        DecidedRecording("answer-update-environment-sample", update),
        DecidedRecording(
            "answer-update-queue",
            .answered { fixture in
                try await fixture.settled()
                try await fixture.queue()
                await fixture.pass(30)
                return try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", state: "DISABLED"))
            }),
        DecidedRecording(
            "answer-delete-environment",
            .answered { fixture in
                try await fixture.settled()
                try await fixture.update(state: "DISABLED")
                await fixture.pass(30)
                return try await fixture.caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: "work"))
            }),
        DecidedRecording(
            "answer-delete-queue",
            .answered { fixture in
                try await fixture.settled()
                try await fixture.queue()
                await fixture.pass(30)
                _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", state: "DISABLED"))
                await fixture.pass(30)
                return try await fixture.caller.call(Batch.DeleteJobQueue(jobQueue: "queue"))
            }),
        DecidedRecording(
            "answer-cluster-missing",
            .answered { fixture in
                try await fixture.caller.call(
                    ECS.DescribeClusters(clusters: [
                        "arn:aws:ecs:us-east-1:123456789012:cluster/TrainerComputeEnvironmentGPU"
                    ]))
            }),
    ]

    private static let update = Decision.answered { fixture in
        try await fixture.settled()
        return try await fixture.update(state: "DISABLED")
    }
}

extension Fixture {
    /// EC2 resources with nothing that is optional.
    fileprivate func plain(_ types: [String]) -> Batch.ComputeResource {
        var resources = resources("EC2")
        resources.allocationStrategy = nil
        resources.launchTemplate = nil
        resources.instanceTypes = types
        return resources
    }

    fileprivate func templateID() async throws -> String? {
        try await caller.call(EC2.DescribeLaunchTemplates(launchTemplateNames: ["nodes"])).launchTemplates?.first?
            .launchTemplateId
    }
}
