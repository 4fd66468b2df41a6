import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// A plan for an environment whose deletion another owner begins after it was read.
struct GoingEnvironmentTests {
    @Test
    func `the next generation replaces one whose deletion is stuck`() async throws {
        var settings = SimulationSettings()
        settings.timings.environmentDelete = 20_000
        let account = SimulatedAccount(settings: settings)
        let fixture = AccountFixture(account)
        _ = try await fixture.apply([Scenarios.onDemand])
        let names = try await Names(account)
        let caller = fixture.access.caller(AccountFixture.region)
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
        await account.clock.advance(by: 120)
        _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: names.queue))
        await account.clock.advance(by: 600)
        let changed = AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
            $0.maxCPUs = 2000
        }
        let plan = try await fixture.plan([changed])
        #expect(Set(plan.environments[0].resources.map(\.action)).isSuperset(of: [.update, .create]))
        _ = try await caller.call(
            Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "DISABLED"))
        await account.clock.advance(by: 60)
        _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: names.environment))
        await account.clock.advance(by: 10)
        let start = await account.clock.now()
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.isComplete, "\(outcome.results.map(\.result))")
        #expect(await account.clock.now() - start < 1800)
        let queue = await account.jobQueues(region: AccountFixture.region).first { $0.jobQueueName == names.queue }
        let used = queue?.computeEnvironmentOrder?.map(\.computeEnvironment)
        #expect(used?.count == 1 && used?.first?.hasSuffix("-g2") == true, "\(used ?? [])")
    }
}
