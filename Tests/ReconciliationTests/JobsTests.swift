import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Jobs that run and wait while their environment is changed.
struct JobsTests {
    /// An account with the SPOT environment.
    private static func account() async throws -> (SimulatedAccount, Names) {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        await account.clock.advance(by: 5)
        return (account, try await Names(account))
    }

    private static func killed(_ account: SimulatedAccount) async -> Int {
        await account.events.count { $0.kind == .jobKilled }
    }

    @Test
    func `counts waiting jobs only when the plan has changes`()
        async throws
    {
        let (account, names) = try await Self.account()
        try await account.addJobs(3, queue: names.queue, status: "PENDING", region: AccountFixture.region)
        let fixture = AccountFixture(account)
        let before = await account.log.count
        #expect(try await fixture.plan([Scenarios.spot]).environments[0].jobs == .init(running: 0, waiting: nil))
        #expect(await !fixture.calls(since: before).contains("batch:ListJobs"))
        for file in [Scenarios.wide, Scenarios.otherTypes] {
            let plan = try await fixture.plan([file])
            #expect(plan.environments[0].jobs.waiting == 3)
            #expect(plan.refusals == [])
        }
        #expect(try await fixture.destructionPlan([Scenarios.spot]).environments[0].jobs.waiting == 3)
    }

    @Test
    func `the children of an array count, and Batch's sum of them is believed`() async throws {
        let (account, names) = try await Self.account()
        let array = try await account.addJobs(1, queue: names.queue, status: "PENDING", region: AccountFixture.region)[
            0]
        for (status, count) in [("RUNNING", 4), ("RUNNABLE", 6), ("SUCCEEDED", 5)] {
            try await account.addJobs(
                count, queue: names.queue, environment: status == "RUNNING" ? names.environment : nil, status: status,
                region: AccountFixture.region, reason: status == "RUNNABLE" ? "UNDETERMINED" : nil, array: array)
        }
        let fixture = AccountFixture(account)
        #expect(try await fixture.plan([Scenarios.wide]).environments[0].jobs == .init(running: 4, waiting: 6))
        // Without the cluster the queue must know the same.
        await account.setFaultHook { _, operation in
            operation == "ecs:DescribeClusters"
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 403) : nil
        }
        #expect(try await fixture.plan([Scenarios.spot]).environments[0].jobs == .init(running: 4, waiting: 6))
    }

    @Test
    func `counts no waiting jobs when many environments change`() async throws {
        let fixture = AccountFixture()
        let names = (0..<11).map { "bench-\($0)" }
        let files = { (maximum: Int) in names.map { name in AccountFixture.environment(name) { $0.maxCPUs = maximum } }
        }
        _ = try await fixture.apply(files(100))
        await fixture.account.clock.advance(by: 60)
        let before = await fixture.account.log.count
        let plan = try await fixture.plan(files(200))
        // Each has a work environment and the configuration of a head job.
        #expect(plan.summary.update == 22 && plan.environments.allSatisfy { $0.jobs.waiting == nil })
        #expect(await !fixture.calls(since: before).contains("batch:ListJobs"))
        #expect(try await fixture.plan(Array(files(200).prefix(10))).environments.allSatisfy { $0.jobs.waiting == 0 })
    }

    @Test
    func `assumes running jobs when they cannot be counted, with a note`()
        async throws
    {
        let (account, _) = try await Self.account()
        await account.setFaultHook { _, operation in
            ["ecs:DescribeClusters", "batch:ListJobs"].contains(operation)
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 403) : nil
        }
        let observer = StateReader(AccountFixture(account).access)
        let fixture = AccountFixture(account)
        let intent = PlanRequest(.apply, fixture.requests([Scenarios.otherTypes]))
        let found = try await observer.observe(intent.resources, accountID: account.accountID, principal: "")
        let (looked, plan) = try await observer.lookingIntoQueues(found, for: intent)
        #expect(looked.notes.count { $0.contains("could not be counted") } == 3)
        #expect(plan.refusals.map(\.kind) == [.jobsAtRisk])
        #expect(plan.environments[0].jobs == .unknown)
    }

    @Test
    func `asks the queues for running jobs when ECS denies the call`() async throws {
        let (account, names) = try await Self.account()
        await account.setFaultHook { _, operation in
            operation == "ecs:DescribeClusters"
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 403) : nil
        }
        let fixture = AccountFixture(account)
        #expect(try await fixture.plan([Scenarios.otherTypes]).refusals == [])
        let plan = try await fixture.plan([Scenarios.otherTypes])
        try await account.addJobs(1, queue: names.queue, environment: names.environment, region: AccountFixture.region)
        #expect(try await fixture.plan([Scenarios.otherTypes]).refusals.map(\.kind) == [.jobsAtRisk])
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.isRefused)
    }

    @Test(arguments: ["RUNNING", "STARTING"])
    func `jobs that start after the plan block an update of instances`(
        status: String
    ) async throws {
        let (account, names) = try await Self.account()
        let fixture = AccountFixture(account)
        for (file, otherwise) in [
            (Scenarios.otherTypes, "the next run refuses while they run"),
            (Scenarios.otherTypesReplacing, "the next run replaces it behind the queue"),
        ] {
            let plan = try await fixture.plan([file])
            let jobs = try await account.addJobs(
                1, queue: names.queue, environment: names.environment, status: status, region: AccountFixture.region,
                duration: 30)
            let before = await account.log.count
            let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
            #expect(outcome.isRefused && !outcome.isPartial)
            let failure = try #require(
                outcome.results.lazy.compactMap { _, result -> StepFailure? in
                    if case .failed(let failure) = result { failure } else { nil }
                }.first)
            #expect(failure.summary.contains("1 job began since the plan was made"))
            #expect(failure.detail.contains("nothing of it was changed") && failure.detail.contains(otherwise))
            #expect(await fixture.calls(since: before, mutating: true) == [])
            await account.clock.advance(by: 40)
            #expect(await account.jobStatuses(region: AccountFixture.region)[jobs[0]] == "SUCCEEDED")
        }
    }

    @Test
    func `an apply is partial when only the template version is new`() async throws {
        let (account, names) = try await Self.account()
        let fixture = AccountFixture(account)
        let plan = try await fixture.plan([Scenarios.biggerDisk])
        try await account.addJobs(
            1, queue: names.queue, environment: names.environment, region: AccountFixture.region, duration: 30)
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.isPartial && !outcome.isRefused)
        await account.clock.advance(by: 60)
        #expect(try await fixture.apply([Scenarios.biggerDisk]).failures == [])
        #expect(try await fixture.plan([Scenarios.biggerDisk]).summary.hasChanges == false)
        #expect(await Self.killed(account) == 0)
    }

    @Test
    func `deletes a queue when its last job has ended, waiting ones too`() async throws {
        let account = try await Scenarios.destructionWithWaitingJobs.prepared()
        let outcome = try await Scenarios.destructionWithWaitingJobs.run(AccountFixture(account))
        #expect(outcome.failures == [])
        #expect(await Self.killed(account) == 0)
        #expect(await Set(account.jobStatuses(region: AccountFixture.region).values) == ["SUCCEEDED"])
    }

    @Test
    func `keeps a queue when its jobs do not end, with count and advice`() async throws {
        let (account, names) = try await Self.account()
        try await account.addJobs(2, queue: names.queue, status: "PENDING", region: AccountFixture.region)
        try await account.addJobs(1, queue: names.queue, environment: names.environment, region: AccountFixture.region)
        var file = Scenarios.spot
        file.settings.waitTimeoutSeconds = 600
        let outcome = try await AccountFixture(account).destroy([file])
        let failure = try #require(outcome.failures.first { $0.contains("after 600 s") })
        #expect(failure.contains("1 job runs and 2 jobs wait"))
        #expect(failure.contains("--wait-timeout") && failure.contains("drain: False"))
        #expect(await Self.killed(account) == 0)
        file.settings.drain = false
        #expect(try await AccountFixture(account).destroy([file]).failures == [])
        #expect(await AccountFixture(account).leftovers() == [])
        #expect(await Self.killed(account) == 3)
    }

    @Test
    func `a queue whose jobs cannot be listed is not deleted on a guess`() async throws {
        let (account, _) = try await Self.account()
        await account.setFaultHook { _, operation in
            operation == "batch:ListJobs"
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 403) : nil
        }
        let outcome = try await AccountFixture(account).destroy([Scenarios.spot])
        #expect(outcome.failures.contains { $0.contains("allow batch:ListJobs") })
        #expect(await account.jobQueues(region: AccountFixture.region).count == 2)
    }

    @Test
    func `a replaced environment stays until its starting jobs have ended`() async throws {
        let (account, names) = try await Self.account()
        let jobs = try await account.addJobs(
            1, queue: names.queue, environment: names.environment, status: "STARTING", region: AccountFixture.region,
            duration: 400)
        let fixture = AccountFixture(account)
        let plan = try await fixture.plan([Scenarios.otherTypesReplacing])
        #expect(plan.summary.replace == 1)
        #expect(try await fixture.apply([Scenarios.otherTypesReplacing]).failures == [])
        #expect(await account.jobStatuses(region: AccountFixture.region)[jobs[0]] == "SUCCEEDED")
        #expect(await Self.killed(account) == 0)
    }
}
