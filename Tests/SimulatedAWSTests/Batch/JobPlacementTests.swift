import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// Tests of how Batch places jobs on environments.
@Suite struct JobPlacementTests {
    private static func account(_ environments: [String] = ["work"], maxvCpus: Int = 8) async throws -> Fixture {
        let fixture = try await Fixture()
        for name in environments {
            var resources = fixture.resources()
            resources.maxvCpus = maxvCpus
            try await fixture.settled(name, resources)
        }
        try await fixture.queue("queue", environments)
        await fixture.pass(10)
        return fixture
    }

    private static func statuses(_ fixture: Fixture, _ jobs: [String]) async -> [String] {
        let statuses = await fixture.account.jobStatuses(region: Fixture.region)
        return jobs.compactMap { statuses[$0] }
    }

    @Test func placesWhatHasRoomAndTheRestWhenRoomIsFree() async throws {
        let fixture = try await Self.account()
        let jobs = try await fixture.account.addJobs(
            3, queue: "queue", status: "RUNNABLE", region: Fixture.region, duration: 50)
        #expect(await Self.statuses(fixture, jobs) == ["RUNNING", "RUNNING", "RUNNABLE"])
        await fixture.pass(51)
        #expect(await Self.statuses(fixture, jobs) == ["SUCCEEDED", "SUCCEEDED", "RUNNING"])
        await fixture.pass(50)
        #expect(await Self.statuses(fixture, jobs) == ["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"])
    }

    @Test func goesOnWithADisabledQueueAndNotOnADisabledEnvironment() async throws {
        let fixture = try await Self.account()
        try await fixture.update("work", state: "DISABLED")
        await fixture.pass(10)
        let jobs = try await fixture.account.addJobs(
            1, queue: "queue", status: "SUBMITTED", region: Fixture.region, duration: 50)
        await fixture.pass(100)
        #expect(await Self.statuses(fixture, jobs) == ["RUNNABLE"])
        _ = try await fixture.caller.call(Batch.UpdateJobQueue(jobQueue: "queue", state: "DISABLED"))
        try await fixture.update("work", state: "ENABLED")
        await fixture.pass(10)
        #expect(await Self.statuses(fixture, jobs) == ["RUNNING"])
    }

    @Test func takesTheFirstOfTheOrderWithRoom() async throws {
        let fixture = try await Self.account(["first", "second"], maxvCpus: 4)
        try await fixture.account.addJobs(2, queue: "queue", status: "RUNNABLE", region: Fixture.region)
        for name in ["first", "second"] {
            let arn = try #require(try await fixture.environment(name)?.ecsClusterArn)
            let clusters = try await fixture.caller.call(ECS.DescribeClusters(clusters: [arn])).clusters
            #expect(clusters?.map(\.runningTasksCount) == [1])
        }
    }

    @Test func refusesOverridesOfTypesThatTheEnvironmentHasNot() async throws {
        let fixture = try await Fixture()
        var resources = fixture.resources()
        for (targets, refusal) in [
            (["c7i"], "must be within instanceTypes"), (["c6id.large", "c6id.large"], "the same targetInstanceTypes"),
        ] {
            resources.launchTemplate?.overrides = [
                Batch.LaunchTemplateSpecificationOverride(
                    launchTemplateName: "nodes", version: "1", targetInstanceTypes: targets)
            ]
            let refused = try await fixture.refusal { [resources] in try await fixture.create("work", resources) }
            #expect(refused?.message.contains(refusal) == true)
        }
    }
}
