import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// Jobs that a call submits to a simulated account.
struct SubmittedJobTests {
    private static let region = Fixture.region

    /// An account with a queue that takes jobs, and a job definition.
    private static func fixture() async throws -> (fixture: Fixture, definition: String) {
        let fixture = try await Fixture()
        try await fixture.settled()
        _ = try await fixture.caller.call(
            Batch.CreateJobQueue(
                jobQueueName: "queue", priority: 1, state: "ENABLED",
                computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: "work")]))
        await fixture.pass(60)
        let made = try await fixture.caller.call(
            Batch.RegisterJobDefinition(
                jobDefinitionName: "head", type: "container",
                containerProperties: Batch.ContainerProperties(
                    image: "busybox",
                    resourceRequirements: [
                        Batch.ResourceRequirement(value: "1", type: "VCPU"),
                        Batch.ResourceRequirement(value: "64", type: "MEMORY"),
                    ])))
        return (fixture, made.jobDefinitionArn ?? "")
    }

    private static func submission(_ definition: String) -> Batch.SubmitJob {
        Batch.SubmitJob(jobName: "one", jobQueue: "queue", jobDefinition: definition)
    }

    private static func job(_ id: String?, _ fixture: Fixture) async throws -> Batch.JobDetail? {
        try await fixture.caller.call(Batch.DescribeJobs(jobs: [id ?? ""])).jobs?.first
    }

    @Test func `a job goes through the states, and its log begins when it runs`() async throws {
        let (fixture, definition) = try await Self.fixture()
        let id = try await fixture.caller.call(Self.submission(definition)).jobId
        #expect(try await Self.job(id, fixture)?.status == "SUBMITTED")
        await fixture.pass(2)
        #expect(try await Self.job(id, fixture)?.status == "STARTING")
        #expect(try await Self.job(id, fixture)?.container?.logStreamName == nil)
        await fixture.pass(15)
        let running = try #require(try await Self.job(id, fixture))
        #expect(running.status == "RUNNING" && running.container?.exitCode == nil)
        let stream = try #require(running.container?.logStreamName)
        let events = Logs.GetLogEvents(logStreamName: stream, logGroupName: "/aws/batch/job", startFromHead: true)
        let first = try await fixture.caller.call(events)
        #expect(first.events?.count == 1)
        await fixture.pass(60)
        let done = try #require(try await Self.job(id, fixture))
        #expect(done.status == "SUCCEEDED" && done.container?.exitCode == 0)
        var next = events
        next.nextToken = first.nextForwardToken
        #expect(try await fixture.caller.call(next).events?.count == 1)
    }

    @Test func `a job that is terminated fails with the reason`() async throws {
        let (fixture, definition) = try await Self.fixture()
        let id = try await fixture.caller.call(Self.submission(definition)).jobId ?? ""
        await fixture.pass(20)
        _ = try await fixture.caller.call(Batch.TerminateJob(jobId: id, reason: "enough"))
        let ended = try #require(try await Self.job(id, fixture))
        #expect(ended.status == "FAILED" && ended.statusReason == "enough" && ended.container?.exitCode == 143)
    }

    @Test func `an unknown and a deregistered definition are refused`() async throws {
        let (fixture, definition) = try await Self.fixture()
        for name in ["absent", "head:7"] {
            let refusal = try await fixture.refusal { _ = try await fixture.caller.call(Self.submission(name)) }
            #expect(refusal?.message.contains(name) == true)
        }
        _ = try await fixture.caller.call(Self.submission("head"))
        _ = try await fixture.caller.call(Batch.DeregisterJobDefinition(jobDefinition: definition))
        #expect(try await fixture.refusal { _ = try await fixture.caller.call(Self.submission(definition)) } != nil)
    }

    @Test func `overrides that ECS would refuse let the job fail`() async throws {
        let (fixture, definition) = try await Self.fixture()
        var call = Self.submission(definition)
        call.containerOverrides = Batch.ContainerOverrides(
            environment: [Batch.KeyValuePair(name: "A", value: String(repeating: "x", count: 9000))])
        let id = try await fixture.caller.call(call).jobId
        await fixture.pass(60)
        let ended = try #require(try await Self.job(id, fixture))
        #expect(ended.status == "FAILED" && ended.statusReason == "Container Overrides length must be at most 8192")
        call.containerOverrides?.environment?[0].value = String(repeating: "x", count: 31 << 10)
        let refusal = try await fixture.refusal { [call] in _ = try await fixture.caller.call(call) }
        #expect(refusal?.message.contains("30 KiB") == true)
    }

    @Test func `definitions and jobs are saved with the account`() async throws {
        let (fixture, definition) = try await Self.fixture()
        let id = try await fixture.caller.call(Self.submission(definition)).jobId ?? ""
        let restored = try SimulatedAccount(restoring: try await fixture.account.snapshot())
        let jobs = try await restored.caller(region: Self.region).call(Batch.DescribeJobs(jobs: [id])).jobs
        #expect(jobs?.first?.jobDefinition == definition)
        #expect(await restored.view().jobDefinitions(region: Self.region).map(\.jobDefinitionArn) == [definition])
    }
}
