import AWSOperations
import Planning
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// A successor that replaces a compute environment behind a queue in use.
struct ReplacementTests {
    private static var scenarios: [Scenario] { [Scenarios.replacement, Scenarios.replacementWithJobs] }

    @Test(arguments: scenarios)
    func `the queue always has a generation during a replacement`(
        scenario: Scenario
    ) async throws {
        let account = try await scenario.prepared()
        let before = try await Names(account)
        let watch = QueueWatch(account)
        let fixture = AccountFixture(account) { WatchedCaller(base: $0, watch: watch) }
        #expect(try await fixture.plan(scenario.command.file).summary.replace == 1)
        let outcome = try await scenario.run(fixture)
        #expect(outcome.failures == [])
        #expect(await watch.gaps == [])
        let shortcomings = try await scenario.shortcomings(fixture)
        #expect(shortcomings == [])
        let after = try await Names(account)
        #expect(after.queueARN == before.queueARN)
        #expect(before.environment.hasSuffix("-g1") && after.environment.hasSuffix("-g2"))
    }

    @Test
    func `a full queue takes the successor instead of the others`() async throws {
        let account = try await Scenarios.replacement.prepared()
        let names = try await Names(account)
        let caller = account.caller(region: AccountFixture.region)
        let own = await account.computeEnvironments(region: AccountFixture.region).first {
            $0.computeEnvironmentName == names.environment
        }
        var resources = try #require(own?.computeResources)
        resources.allocationStrategy = "SPOT_CAPACITY_OPTIMIZED"
        for name in ["other-1", "other-2"] {
            _ = try await caller.call(
                Batch.CreateComputeEnvironment(
                    computeEnvironmentName: name, type: "MANAGED", computeResources: resources))
        }
        await account.clock.advance(by: 60)
        let order = [names.environment, "other-1", "other-2"].enumerated().map {
            Batch.ComputeEnvironmentOrder(order: $0.offset + 1, computeEnvironment: $0.element)
        }
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, computeEnvironmentOrder: order))
        await account.clock.advance(by: 60)
        let journal = RefusalJournal()
        let fixture = AccountFixture(account) { JournalingCaller(base: $0, journal: journal) }
        #expect(try await Scenarios.replacement.run(fixture).failures == [])
        #expect(await journal.unexpected() == [])
        let queue = await account.jobQueues(region: AccountFixture.region).first { $0.jobQueueName == names.queue }
        #expect(queue?.computeEnvironmentOrder?.count == 1 && queue?.jobQueueArn == names.queueARN)
    }

    @Test
    func `running jobs block an update when the file does not allow it`() async throws {
        let account = try await Scenarios.replacementWithJobs.prepared()
        let plan = try await AccountFixture(account).plan([Scenarios.otherTypes])
        #expect(plan.refusals.map(\.kind) == [.jobsAtRisk])
    }

    @Test
    func `where AWS does not say how many jobs run, some may`() async throws {
        let account = try await Scenarios.replacementWithJobs.prepared()
        await account.setFaultHook { _, operation in
            operation == "ecs:DescribeClusters"
                ? .refused(code: "AccessDeniedException", message: "not authorized", status: 400) : nil
        }
        #expect(try await AccountFixture(account).plan([Scenarios.otherTypes]).refusals.map(\.kind) == [.jobsAtRisk])
        #expect(try await AccountFixture(account).plan(Scenarios.replacementWithJobs.command.file).summary.replace == 1)
        #expect(try await AccountFixture(account).plan([Scenarios.wide]).refusals == [])
    }
}

/// Reads the queues after every write.
actor QueueWatch {
    private let account: SimulatedAccount
    /// The writes after which a queue had no environment that takes jobs.
    private(set) var gaps: [String] = []

    init(_ account: SimulatedAccount) { self.account = account }

    func look(after operation: String) async {
        let usable = await account.computeEnvironments(region: AccountFixture.region).filter {
            $0.state == "ENABLED" && ["VALID", "UPDATING"].contains($0.status)
        }.compactMap(\.computeEnvironmentArn)
        for queue in await account.jobQueues(region: AccountFixture.region) {
            let order = (queue.computeEnvironmentOrder ?? []).map(\.computeEnvironment)
            if queue.state != "ENABLED" || !order.contains(where: { usable.contains($0) }) {
                gaps.append("\(queue.jobQueueName ?? "") after \(operation)")
            }
        }
    }
}

/// Makes the watch read the queues after every write.
struct WatchedCaller: Caller {
    let base: any Caller
    let watch: QueueWatch

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let output = try await base.call(operation)
        if O.isMutating { await watch.look(after: O.qualifiedName) }
        return output
    }
}
