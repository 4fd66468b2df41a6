import AWSOperations
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import TestScenarios
import Testing

/// Versions of launch templates that EC2 and Batch show only after a while.
struct TemplateVersionLagTests {
    private static func fixture(lag: Double) -> AccountFixture {
        var timings = Timings()
        timings.templateVersionLag = lag
        return AccountFixture(SimulatedAccount(settings: SimulationSettings(timings: timings)))
    }

    @Test(arguments: [1.0, 60.0]) func `outlasts the lag of a new version`(lag: Double) async throws {
        let fixture = Self.fixture(lag: lag)
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        #expect(try await fixture.apply([Scenarios.biggerDisk]).failures == [])
        await fixture.account.clock.advance(by: 5)
        #expect(try await fixture.plan([Scenarios.biggerDisk]).summary.hasChanges == false)
    }

    @Test func `makes no second version while the first one lags`() async throws {
        let fixture = Self.fixture(lag: 100)
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        var plan = try await fixture.plan([Scenarios.biggerDisk])
        for index in plan.environments.indices {
            plan.environments[index].resources.removeAll { $0.address.kind != .launchTemplate }
        }
        _ = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        await fixture.account.clock.advance(by: 5)
        let changed = try await fixture.plan([Scenarios.biggerDisk]).resources.filter { $0.action != .none }
        #expect(Set(changed.map(\.address.kind)) == [.computeEnvironment])
    }
}
