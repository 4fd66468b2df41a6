import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@Suite struct JobQueueTests {
    static let action = Batch.JobStateTimeLimitAction(
        reason: "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", state: "RUNNABLE", maxTimeSeconds: 600, action: "CANCEL")

    static func changed(_ change: (inout Batch.JobStateTimeLimitAction) -> Void) -> Batch.JobStateTimeLimitAction {
        var action = action
        change(&action)
        return action
    }

    private func create(
        _ fixture: Fixture, name: String = "queue", environments: [String] = ["work"], priority: Int = 1,
        state: String? = nil, policy: String? = nil, actions: [Batch.JobStateTimeLimitAction]? = nil
    ) async throws {
        _ = try await fixture.caller.call(
            Batch.CreateJobQueue(
                jobQueueName: name, priority: priority, state: state, schedulingPolicyArn: policy,
                computeEnvironmentOrder: environments.enumerated().map {
                    Batch.ComputeEnvironmentOrder(order: $0.offset, computeEnvironment: $0.element)
                }, jobStateTimeLimitActions: actions))
    }

    @Test func createdQueueShowsWhatWasSentAndNamesEnvironmentsByARN() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await create(fixture, priority: 7, actions: [Self.action])
        #expect(try await fixture.queueDetail()?.status == "CREATING")
        await fixture.pass(5.1)
        let detail = try #require(try await fixture.queueDetail())
        #expect(detail.status == "VALID")
        #expect(detail.state == "ENABLED")
        #expect(detail.priority == 7)
        #expect(detail.jobStateTimeLimitActions == [Self.action])
        #expect(
            detail.computeEnvironmentOrder?.map(\.computeEnvironment)
                == ["arn:aws:batch:eu-west-1:123456789012:compute-environment/work"])
    }

    @Test(arguments: [
        (["absent"], "compute-environment/absent does not exist"),
        ([], "At least 1 compute environment must be provided"),
        (["work", "w2", "w3", "w4"], "at most 3 compute environments"), (["work", "fargate"], "can't be mixed"),
        (["work", "arm"], "must share the same architecture"), (["new"], "must be created and valid before attaching"),
        (["work", "work"], "the same compute environment twice"),
    ]) func refusesTheOrder(_ environments: [String], message: String) async throws {
        let fixture = try await Fixture()
        var arm = fixture.resources()
        arm.instanceTypes = ["c7gd"]
        try await fixture.create("arm", arm)
        try await fixture.create("fargate", fixture.resources("FARGATE"))
        for name in ["work", "w2", "w3", "w4"] { try await fixture.create(name) }
        await fixture.pass(30)
        try await fixture.create("new")
        let error = try await fixture.refusal { try await create(fixture, environments: environments) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "answered")")
        try await create(fixture)
        await fixture.pass(10)
        let onUpdate = try await fixture.refusal {
            _ = try await fixture.caller.call(
                Batch.UpdateJobQueue(
                    jobQueue: "queue",
                    computeEnvironmentOrder: environments.enumerated().map {
                        Batch.ComputeEnvironmentOrder(order: $0.offset, computeEnvironment: $0.element)
                    }))
        }
        #expect(onUpdate?.message.contains(message) == true)
    }

    @Test(arguments: [
        changed { $0.reason = "too slow" }, changed { $0.reason = "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS" },
        changed { $0.state = "RUNNING" }, changed { $0.maxTimeSeconds = 599 }, changed { $0.maxTimeSeconds = 86_401 },
        changed { $0.action = "TERMINATE" },
    ]) func refusesTimeLimitActions(_ action: Batch.JobStateTimeLimitAction) async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        let error = try await fixture.refusal { try await create(fixture, actions: [action]) }
        let isKnown = action.reason == "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"
        let words = isKnown ? "jobStateTimeLimitActions" : "Invalid job reason"
        #expect(error?.message.contains(words) == true)
    }

    @Test func refusesTheRest() async throws {
        let fixture = try await Fixture { $0.queueQuota = 1 }
        try await fixture.settled()
        func message(_ body: () async throws -> Void) async throws -> String {
            try await fixture.refusal(body)?.message ?? "answered"
        }
        #expect(try await message { try await create(fixture, name: "a b") }.contains("must match the pattern"))
        #expect(try await message { try await create(fixture, priority: -1) }.contains("priority"))
        #expect(try await message { try await create(fixture, state: "MAYBE") }.contains("ENABLED or DISABLED"))
        #expect(try await message { try await create(fixture, policy: "arn:x") }.contains("does not exist"))
        try await create(fixture)
        #expect(try await message { try await create(fixture) }.contains("already exists"))
        let second = try await message { try await create(fixture, name: "second") }
        #expect(second.contains("Limits Error : Only 1 Job Queues allowed"))
        let creating = try await message {
            _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", priority: 2))
        }
        #expect(creating.contains("is being modified"))
        await fixture.pass(10)
        let fair = try await message {
            _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", schedulingPolicyArn: "arn:x"))
        }
        #expect(fair == "Only fairshare queue can have scheduling policy")
        let enabled = try await message {
            _ = try await fixture.caller.call(Batch.DeleteJobQueue(jobQueue: "queue"))
        }
        #expect(enabled.contains("DISABLED first"))
        let unknown = try await message {
            _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "absent", priority: 2))
        }
        #expect(unknown.contains("job-queue/absent does not exist"))
    }

    @Test func deletionTakesItsTimeAndEndsTheJobs() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await create(fixture)
        await fixture.pass(10)
        let jobs = try await fixture.account.addJobs(2, queue: "queue", status: "RUNNABLE", region: Fixture.region)
        _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", state: "DISABLED"))
        let busy = try await fixture.refusal {
            _ = try await fixture.caller.call(Batch.DeleteJobQueue(jobQueue: "queue"))
        }
        #expect(busy?.message == "Cannot delete, resource is being modified")
        await fixture.pass(5)
        _ = try await fixture.caller.call(Batch.DeleteJobQueue(jobQueue: "queue"))
        await fixture.pass(29)
        #expect(try await fixture.queueDetail()?.status == "DELETING")
        await fixture.pass(2)
        #expect(try await fixture.queueDetail()?.status == "DELETED")
        #expect(await fixture.account.events.filter { $0.kind == .jobKilled }.map(\.subject) == jobs)
        await fixture.pass(60)
        #expect(try await fixture.queueDetail() == nil)
        // Deleting a queue that does not exist succeeds.
        _ = try await fixture.caller.call(Batch.DeleteJobQueue(jobQueue: "queue"))
    }

    @Test func replacingAnEnvironmentKeepsTheRelationshipForAWhile() async throws {
        var timings = Timings.consistent
        timings.relationshipLag = 20
        let fixture = try await Fixture(timings: timings)
        try await fixture.create("old")
        try await fixture.settled("new")
        try await create(fixture, environments: ["old"])
        await fixture.pass(10)
        try await fixture.update("old", state: "DISABLED")
        await fixture.pass(10)
        let delete = Batch.DeleteComputeEnvironment(computeEnvironment: "old")
        let named = try await fixture.refusal { _ = try await fixture.caller.call(delete) }
        #expect(named?.message == "Cannot delete, found existing JobQueue relationship")
        _ = try await fixture.caller.call(
            Batch.UpdateJobQueue(
                jobQueue: "queue",
                computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: "new")]))
        await fixture.pass(19)
        let lagging = try await fixture.refusal { _ = try await fixture.caller.call(delete) }
        #expect(lagging?.message == "Cannot delete, found existing JobQueue relationship")
        await fixture.pass(2)
        _ = try await fixture.caller.call(delete)
    }

    @Test func listsJobsByStatusAndPage() async throws {
        let fixture = try await Fixture()
        try await fixture.settled()
        try await create(fixture)
        await fixture.pass(10)
        let running = try await fixture.account.addJobs(
            3, queue: "queue", environment: "work", region: Fixture.region, duration: 50)
        try await fixture.account.addJobs(1, queue: "queue", status: "PENDING", region: Fixture.region)
        let first = try await fixture.caller.call(Batch.ListJobs(jobQueue: "queue", maxResults: 2))
        let second = try await fixture.caller.call(Batch.ListJobs(jobQueue: "queue", nextToken: first.nextToken))
        #expect((first.jobSummaryList ?? []).count == 2)
        #expect(((first.jobSummaryList ?? []) + (second.jobSummaryList ?? [])).map(\.jobId) == running)
        #expect(second.nextToken == nil)
        let waiting = try await fixture.caller.call(Batch.ListJobs(jobQueue: "queue", jobStatus: "PENDING"))
        #expect(waiting.jobSummaryList?.count == 1)
        let host = try #require(try await fixture.environment())
        // Batch scales up without a request, and refuses requests to scale back.
        #expect(host.computeResources?.desiredvCpus == 12)
        let lowered = try await fixture.refusal {
            try await fixture.update("work", Batch.ComputeResourceUpdate(desiredvCpus: 4))
        }
        #expect(lowered?.message.contains("Manually scaling down compute environment is not supported") == true)
        let arn = try #require(host.ecsClusterArn)
        let cluster = try await fixture.caller.call(ECS.DescribeClusters(clusters: [arn, "absent"]))
        #expect(cluster.clusters?.map(\.runningTasksCount) == [3])
        #expect(cluster.failures?.map(\.reason) == ["MISSING"])
        await fixture.pass(60)
        #expect(try await fixture.caller.call(Batch.ListJobs(jobQueue: "queue")).jobSummaryList == [])
    }
}
