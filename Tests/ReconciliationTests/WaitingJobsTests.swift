import AWSOperations
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// The reasons why jobs wait, as far as AWS gives them, and the state after an apply that stopped.
struct WaitingJobsTests {
    private static func account() async throws -> (SimulatedAccount, Names) {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        await account.clock.advance(by: 5)
        return (account, try await Names(account))
    }

    /// The status of the SPOT environment, with the notes that come with it.
    private static func status(_ account: SimulatedAccount) async throws -> (EnvironmentStatus, notes: [String]) {
        let fixture = AccountFixture(account)
        let requests = fixture.requests([Scenarios.spot])
        let observer = StateReader(fixture.access)
        let found = try await observer.observe(
            PlanRequest(.apply, requests).resources, accountID: account.accountID, principal: "")
        let observation = try await observer.lookingIntoEveryQueue(found)
        return (EnvironmentStatus(requests[0], in: observation, Kinds.catalog), observation.notes)
    }

    private static let tooLarge = "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - The job resource requirement is higher."

    @Test
    func `jobs of head and work queue are grouped by the code of AWS's reason`() async throws {
        let (account, names) = try await Self.account()
        let head = names.queue.replacing("-work", with: "-head")
        for (queue, count, reason) in [
            (names.queue, 3, Self.tooLarge), (head, 1, Self.tooLarge), (names.queue, 2, "UNDETERMINED – blocked"),
            (names.queue, 1, "Something new"),
        ] {
            try await account.addJobs(
                count, queue: queue, status: "RUNNABLE", region: AccountFixture.region, reason: reason)
        }
        try await account.addJobs(4, queue: names.queue, status: "PENDING", region: AccountFixture.region)
        let (status, notes) = try await Self.status(account)
        #expect(
            status.waiting.map(\.reason) == [
                "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", "UNDETERMINED", "Something new",
            ])
        #expect(status.waiting.map(\.count) == [4, 2, 1])
        #expect(status.jobs == .init(running: 0, waiting: 11, starting: 0))
        #expect(notes == [] && status.isAvailable)
    }

    @Test
    func `jobs without a reason are counted and nothing is said of them`() async throws {
        let (account, names) = try await Self.account()
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
            $0.state = "DISABLED"
        }
        try await account.addJobs(250, queue: names.queue, status: "RUNNABLE", region: AccountFixture.region)
        await account.clock.advance(by: 10)
        let (status, _) = try await Self.status(account)
        #expect(status.waiting == [] && status.jobs.waiting == 250)
        #expect(status.word == "DISABLED")
    }

    @Test
    func `reads every page, and waiting jobs cost no more requests`() async throws {
        let (account, names) = try await Self.account()
        try await account.addJobs(
            2500, queue: names.queue, status: "RUNNABLE", region: AccountFixture.region, reason: Self.tooLarge)
        let before = await account.log.count
        let (status, _) = try await Self.status(account)
        #expect(status.waiting.map(\.count) == [2500] && status.jobs.waiting == 2500)
        #expect(await AccountFixture(account).calls(since: before).count { $0 == "batch:ListJobs" } == 12)
    }

    @Test
    func `children of arrays tell their reasons, of a few arrays only`() async throws {
        let (account, names) = try await Self.account()
        for _ in 0..<7 {
            let array = try await account.addJobs(
                1, queue: names.queue, status: "PENDING", region: AccountFixture.region)[0]
            try await account.addJobs(
                10, queue: names.queue, status: "RUNNABLE", region: AccountFixture.region, reason: Self.tooLarge,
                array: array)
        }
        let before = await account.log.count
        let (status, _) = try await Self.status(account)
        #expect(status.waiting.map(\.count) == [50] && status.jobs.waiting == 70)
        #expect(await AccountFixture(account).calls(since: before).count { $0 == "batch:ListJobs" } == 15)
    }

    @Test
    func `a queue that cannot be listed is unknown, with a note`() async throws {
        let (account, names) = try await Self.account()
        try await account.addJobs(1, queue: names.queue, environment: names.environment, region: AccountFixture.region)
        await account.setFaultHook { _, operation in
            operation == "batch:ListJobs"
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 403) : nil
        }
        let (status, notes) = try await Self.status(account)
        #expect(status.jobs == .init(running: 1, waiting: nil) && status.waiting == [])
        #expect(notes.count == 2 && status.isAvailable)
    }

    @Test
    func `is PARTIAL when an apply stopped, and another apply goes on`() async throws {
        let fixture = AccountFixture()
        await fixture.account.setFaultHook { _, operation in
            operation == "batch:CreateComputeEnvironment"
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 403) : nil
        }
        #expect(try await fixture.apply([Scenarios.spot]).isComplete == false)
        await fixture.account.clock.advance(by: 60)
        let (status, _) = try await Self.status(fixture.account)
        #expect(status.word == "PARTIAL" && !status.existing.isEmpty)
        #expect(
            status.missing.map(\.local).sorted() == [
                "compute-environment.head", "compute-environment.work", "job-definition.head", "job-queue.head",
                "job-queue.work",
            ])
        #expect(status.jobs == .none)
        await fixture.account.setFaultHook(nil)
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        #expect(try await Self.status(fixture.account).0.isAvailable)
    }
}
