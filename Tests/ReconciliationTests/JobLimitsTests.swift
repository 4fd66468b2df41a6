import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// `job-limits`: the time after which Batch cancels jobs that cannot start.
struct JobLimitsTests {
    private static func file(misconfiguration: Int?, capacity: Int?) -> EnvironmentDefinition {
        var file = Scenarios.spot
        file.settings.jobLimits.misconfigurationSeconds = misconfiguration
        file.settings.jobLimits.capacitySeconds = capacity
        return file
    }

    /// The limits of each queue of the account, by reason.
    private static func limits(_ account: SimulatedAccount) async -> [[String: Int]] {
        await account.clock.advance(by: 10)
        return await account.jobQueues(region: AccountFixture.region).map { queue in
            Dictionary(
                uniqueKeysWithValues: (queue.jobStateTimeLimitActions ?? []).map { ($0.reason, $0.maxTimeSeconds) })
        }
    }

    private static let misconfigurations = [
        "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
    ]

    @Test
    func `by default queues cancel jobs that never start, not for capacity`() async throws {
        let fixture = AccountFixture()
        _ = try await fixture.apply([Scenarios.spot])
        let expected = Dictionary(uniqueKeysWithValues: Self.misconfigurations.map { ($0, 3600) })
        #expect(await Self.limits(fixture.account) == [expected, expected])
    }

    @Test(arguments: [(nil, 86_400), (600, 1800), (nil, nil), (5400, nil)] as [(Int?, Int?)])
    func `each limit is set, changed and taken away in place`(misconfiguration: Int?, capacity: Int?) async throws {
        let fixture = AccountFixture()
        _ = try await fixture.apply([Scenarios.spot])
        await fixture.account.clock.advance(by: 10)
        let file = Self.file(misconfiguration: misconfiguration, capacity: capacity)
        let plan = try await fixture.plan([file])
        let changed = plan.resources.filter { $0.action != .none }
        #expect(Set(changed.map(\.address.local)) == ["job-queue.head", "job-queue.work"])
        #expect(changed.allSatisfy { $0.update == .inPlace && $0.changes.map(\.path) == ["jobStateTimeLimitActions"] })
        #expect(try await fixture.apply([file]).failures == [])
        var expected: [String: Int] = [:]
        for reason in Self.misconfigurations { expected[reason] = misconfiguration }
        expected["CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"] = capacity
        #expect(await Self.limits(fixture.account) == [expected, expected])
        #expect(try await fixture.plan([file]).summary.hasChanges == false)
    }

    @Test
    func `a limit that was changed manually is drift until apply undoes it`() async throws {
        let fixture = AccountFixture()
        _ = try await fixture.apply([Scenarios.spot])
        await fixture.account.clock.advance(by: 10)
        let names = try await Names(fixture.account)
        _ = try await fixture.access.caller(AccountFixture.region).call(
            Batch.UpdateJobQueue(jobQueue: names.queue, jobStateTimeLimitActions: []))
        await fixture.account.clock.advance(by: 60)
        let drift = Drift(try await fixture.plan([Scenarios.spot]), Kinds.catalog).resources
        #expect(drift.map(\.planned.address.local) == ["job-queue.work"])
        #expect(drift.flatMap { $0.planned.changes.map(\.path) } == ["jobStateTimeLimitActions"])
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        #expect(await Self.limits(fixture.account).allSatisfy { $0.count == 2 })
    }
}
