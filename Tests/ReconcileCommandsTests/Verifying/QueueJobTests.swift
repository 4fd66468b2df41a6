import AWSOperations
import BatchForge
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// The jobs of `apply --verify` in a simulated account.
struct QueueJobTests {
    private static let fargate = "    wave: True\n    fusion-v2: True\n    fargate: True\n"
    private static let work = QueueJob.Work(command: VerificationJob.command, memoryMiB: VerificationJob.memoryMiB)

    /// The result of a run.
    private struct Outcome {
        let jobs: [QueueJob]
        let results: [QueueJobRunner.Result]
        let events: [String]
    }

    private actor Events {
        private(set) var all: [String] = []
        func add(_ event: String) { all.append(event) }
    }

    /// Applies a file and runs the jobs of its queues.
    private static func verify(
        _ fields: String, limit: Int = 1800, in bench: Workbench, stoppedAfter last: Int = .max
    ) async throws -> Outcome {
        try await bench.apply(Workbench.item + fields)
        // Batch has finished its work by then.
        await bench.account.clock.advance(by: 3600)
        let request = EnvironmentRequest(
            try bench.definition(Workbench.item + fields), builder: bench.forge, waitTimeout: limit)
        let observation = try await StateReader(bench.access).observe(
            request.resources, accountID: bench.account.accountID, principal: "p")
        let jobs = request.jobs(in: observation, work).compactMap(\.job)
        let events = Events()
        let runner = QueueJobRunner(
            caller: bench.caller, clock: bench.account.clock,
            isStopped: { await events.all.count > last },
            report: { event, number in await events.add("\(jobs[number].part) \(Self.word(event))") })
        return Outcome(jobs: jobs, results: await runner.run(jobs), events: await events.all)
    }

    private static func word(_ event: QueueJobRunner.Event) -> String {
        switch event {
        case .submitted: "submitted"
        case .waiting(let status, _, _): status ?? "unseen"
        case .ended(let result, _): result.status ?? "ended"
        case .forgotten: "forgotten"
        case .unended: "unended"
        case .left: "left"
        }
    }

    private static func definitions(in bench: Workbench) async throws -> [String] {
        // A read may lag.
        await bench.account.clock.advance(by: 60)
        return try await bench.caller.call(Batch.DescribeJobDefinitions(status: "ACTIVE")).jobDefinitions?
            .map(\.jobDefinitionName) ?? []
    }

    private static func statuses(in bench: Workbench) async throws -> [String] {
        let queues = try await bench.caller.call(Batch.DescribeJobQueues()).jobQueues ?? []
        var found: [String] = []
        for status in ["SUBMITTED", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED"] {
            for queue in queues {
                let jobs = try await bench.caller.call(
                    Batch.ListJobs(jobQueue: queue.jobQueueName, jobStatus: status)
                ).jobSummaryList
                found += (jobs ?? []).map { _ in status }
            }
        }
        return found
    }

    @Test(arguments: [
        ("", ["head", "work"]), ("    provisioning-model: EC2\n", ["work"]), (Self.fargate, ["head", "work"]),
        (Self.fargate + "    graviton: True\n", ["head", "work"]), ("    instance-types: m6g\n", ["head", "work"]),
        ("    reconcile: {fallback: on-demand}\n", ["head", "work"]),
        ("    reconcile: {scheduling-policy: {shares: {labA: 1}}}\n", ["head", "work"]),
    ])
    func `each queue of every form runs its job, and nothing is left`(fields: String, parts: [String]) async throws {
        let bench = try await Workbench()
        let outcome = try await Self.verify(fields, in: bench)
        #expect(outcome.jobs.map(\.part) == parts)
        #expect(outcome.results.allSatisfy { $0.problem == nil && $0.status == "SUCCEEDED" }, "\(outcome.results)")
        #expect(outcome.events.contains("work submitted") && outcome.events.contains("work RUNNING"))
        #expect(try await Self.definitions(in: bench).allSatisfy { $0.hasSuffix("-head") })
        #expect(try await Self.statuses(in: bench) == parts.map { _ in "SUCCEEDED" })
        #expect(try await bench.plan(Workbench.item + fields).summary.hasChanges == false)
    }

    /// An environment whose queues run nothing, their jobs, and the definition of its head job.
    private static func full() async throws -> (bench: Workbench, jobs: [QueueJob], definition: String) {
        let bench = try await Workbench()
        try await bench.apply(Workbench.item)
        await bench.account.clock.advance(by: 3600)
        for environment in await bench.account.computeEnvironments(region: Workbench.region) {
            try await bench.account.changeComputeEnvironment(
                environment.computeEnvironmentName ?? "", region: Workbench.region
            ) { $0.computeResources?.maxvCpus = 0 }
        }
        let request = EnvironmentRequest(try bench.definition(Workbench.item), builder: bench.forge, waitTimeout: 120)
        let observation = try await StateReader(bench.access).observe(
            request.resources, accountID: bench.account.accountID, principal: "p")
        let head = observation.resources[Address(request.key, .jobDefinition, "head")]?.last
        let definition = try #require(head?.attributes["arn"]?.string)
        return (bench, request.jobs(in: observation, work).compactMap(\.job), definition)
    }

    @Test func `a job that finds no room is late, and does not start later`() async throws {
        let (bench, jobs, _) = try await Self.full()
        let runner = QueueJobRunner(
            caller: bench.caller, clock: bench.account.clock, isStopped: { false }, report: { _, _ in })
        let results = await runner.run(jobs)
        #expect(results == jobs.map { _ in .late(status: "RUNNABLE", reason: nil) })
        #expect(results[0].problem?.contains("RUNNABLE") == true && results[0].remedy.contains("--wait-timeout"))
        #expect(try await Self.statuses(in: bench) == ["FAILED", "FAILED"])
    }

    @Test func `a job has the tags of ownership`() async throws {
        let outcome = try await Self.verify("", in: try await Workbench())
        #expect(outcome.jobs.count == 2)
        for job in outcome.jobs {
            #expect(job.call.tags?["reconcile:resource"] == "job/\(job.queue)")
            #expect(job.call.tags?["reconcile:owner"] == job.environment.owner)
        }
    }

    @Test func `the job that a killed run left is ended`() async throws {
        let (bench, jobs, definition) = try await Self.full()
        for name in [QueueJob.name, "of-others"] {
            _ = try await bench.caller.call(
                Batch.SubmitJob(jobName: name, jobQueue: jobs[0].queue, jobDefinition: definition))
        }
        await bench.account.clock.advance(by: 7200)
        let events = Events()
        let runner = QueueJobRunner(
            caller: bench.caller, clock: bench.account.clock, isStopped: { false },
            report: { event, number in await events.add("\(jobs[number].part) \(Self.word(event))") })
        _ = await runner.run(jobs)
        #expect(await events.all.filter { $0.hasSuffix(" forgotten") } == ["head forgotten"])
        #expect(try await Self.statuses(in: bench).sorted() == ["FAILED", "FAILED", "FAILED", "RUNNABLE"])
    }

    @Test func `a job whose submission is not answered is found by its name`() async throws {
        let bench = try await Workbench()
        await bench.account.setFaultHook { _, operation in operation == "batch:SubmitJob" ? .lostAnswer : nil }
        let outcome = try await Self.verify("", in: bench)
        #expect(outcome.results.allSatisfy { $0.problem == nil }, "\(outcome.results)")
        #expect(try await Self.statuses(in: bench) == ["SUCCEEDED", "SUCCEEDED"])
    }

    @Test func `a look that fails for a reason that passes costs one look`() async throws {
        let bench = try await Workbench()
        await bench.account.setFaultHook { index, operation in
            operation == "batch:DescribeJobs" && index.isMultiple(of: 2) ? .serverError(applied: false) : nil
        }
        let outcome = try await Self.verify("", in: bench)
        #expect(outcome.results.allSatisfy { $0.problem == nil }, "\(outcome.results)")
    }

    @Test func `a job that AWS does not show is reported all the same`() async throws {
        let bench = try await Workbench()
        await bench.account.setFaultHook { _, operation in
            operation == "batch:DescribeJobs" ? .serverError(applied: false) : nil
        }
        let outcome = try await Self.verify("    provisioning-model: EC2\n", limit: 70, in: bench)
        #expect(outcome.events.count { $0 == "work unseen" } == 2)
        #expect(outcome.results == [.late(status: "", reason: nil)])
    }

    @Test func `a job that cannot be ended is named`() async throws {
        let bench = try await Workbench()
        await bench.account.setFaultHook { _, operation in operation == "batch:TerminateJob" ? .lostAnswer : nil }
        let outcome = try await Self.verify("", in: bench, stoppedAfter: 2)
        #expect(outcome.results == [.stopped, .stopped])
        #expect(outcome.events.count { $0.hasSuffix(" unended") } == 2)
    }

    @Test func `without queues nothing is said to be verified`() {
        #expect([QueueVerification.Queue]().summary.hasPrefix("Nothing was verified: "))
    }

    @Test func `a signal ends the jobs and removes what they needed`() async throws {
        let bench = try await Workbench()
        let outcome = try await Self.verify(Self.fargate, in: bench, stoppedAfter: 2)
        #expect(outcome.results == [.stopped, .stopped])
        #expect(try await Self.statuses(in: bench) == ["FAILED", "FAILED"])
        #expect(try await Self.definitions(in: bench).count == 1)
    }

    @Test func `the definition that a killed run left goes with the next job or prune`() async throws {
        let bench = try await Workbench()
        let text = Workbench.item + Self.fargate
        try await bench.apply(text)
        let request = EnvironmentRequest(try bench.definition(text), builder: bench.forge, waitTimeout: 60)
        let own = try #require(request.temporary)
        try await Self.register(own, in: bench)
        // A plan that is not to remove it does not look for it, so that a run of --verify makes no plan stale.
        let plan = try await bench.plan(text)
        #expect(plan.summary.hasChanges == false && plan.environments.flatMap(\.warnings).isEmpty)
        let pruning = try await bench.plan(text, prunes: true).resources.filter { $0.action == .delete }
        #expect(pruning.map(\.reason) == [.leftByVerification])
        var destruction = PlanRequest(.destroy, [request])
        #expect(!destruction.resources.contains { $0.name == own.name })
        destruction.retireTemporary()
        #expect(destruction.resources.contains { $0.name == own.name })
        _ = try await Self.verify(Self.fargate, in: bench)
        #expect(try await Self.definitions(in: bench).count == 1)
    }

    /// Makes a revision as another run does.
    @discardableResult
    private static func register(_ own: Resource, in bench: Workbench) async throws -> String {
        let call = Batch.RegisterJobDefinition(
            jobDefinitionName: own.name, type: "container",
            containerProperties: Batch.ContainerProperties(
                image: "i",
                resourceRequirements: [
                    Batch.ResourceRequirement(value: "1", type: "VCPU"),
                    Batch.ResourceRequirement(value: "512", type: "MEMORY"),
                ]), tags: own.tags)
        return try await bench.caller.call(call).jobDefinitionArn ?? ""
    }

    @Test func `a definition that a job uses is not said to be deleted`() async throws {
        let bench = try await Workbench()
        let text = Workbench.item + Self.fargate
        try await bench.apply(text)
        let request = EnvironmentRequest(try bench.definition(text), builder: bench.forge, waitTimeout: 60)
        let arn = try await Self.register(try #require(request.temporary), in: bench)
        let plan = try await bench.plan(text, prunes: true)
        let queue = try #require(request.ownQueues.first { $0.address.part == "work" }?.name)
        _ = try await bench.caller.call(Batch.SubmitJob(jobName: "other", jobQueue: queue, jobDefinition: arn))
        let outcome = await Applier(bench.access) { _ in }.apply(plan, interruption: Interruption())
        let failures = outcome.results.compactMap { _, result -> String? in
            if case .failed(let failure) = result { failure.summary } else { nil }
        }
        #expect(failures.count == 1 && failures.first?.contains("-verify:1") == true, "\(failures)")
        #expect(try await Self.definitions(in: bench).count == 2)
        // Once the job has ended, it goes.
        let again = await Applier(bench.access) { _ in }.apply(
            try await bench.plan(text, prunes: true), interruption: Interruption())
        #expect(again.isComplete)
        #expect(try await Self.definitions(in: bench).count == 1)
    }

    @Test func `the revision of another run at the same time stays`() async throws {
        let bench = try await Workbench()
        let text = Workbench.item + Self.fargate
        try await bench.apply(text)
        await bench.account.clock.advance(by: 3600)
        let request = EnvironmentRequest(try bench.definition(text), builder: bench.forge, waitTimeout: 1800)
        let own = try #require(request.temporary)
        let observation = try await StateReader(bench.access).observe(
            request.resources, accountID: bench.account.accountID, principal: "p")
        let runner = QueueJobRunner(
            caller: bench.caller, clock: bench.account.clock, isStopped: { false },
            report: { event, number in
                guard number == 1, case .submitted = event else { return }
                _ = try? await Self.register(own, in: bench)
            })
        let results = await runner.run(request.jobs(in: observation, Self.work).compactMap(\.job))
        #expect(results.allSatisfy { $0.problem == nil })
        #expect(try await Self.definitions(in: bench).count { $0 == own.name } == 1)
    }

    @Test func `a definition of others under its name is left alone`() async throws {
        let bench = try await Workbench()
        let text = Workbench.item + Self.fargate
        let request = EnvironmentRequest(try bench.definition(text), builder: bench.forge, waitTimeout: 60)
        let own = try #require(request.temporary)
        _ = try await bench.caller.call(
            Batch.RegisterJobDefinition(
                jobDefinitionName: own.name, type: "container",
                containerProperties: Batch.ContainerProperties(
                    image: "i",
                    resourceRequirements: [
                        Batch.ResourceRequirement(value: "1", type: "VCPU"),
                        Batch.ResourceRequirement(value: "512", type: "MEMORY"),
                    ])))
        let outcome = try await Self.verify(Self.fargate, in: bench)
        #expect(outcome.results[0].problem == nil)
        #expect(outcome.results[1].problem?.contains("no tags of reconcile") == true)
        #expect(try await Self.definitions(in: bench).contains(own.name))
    }
}
