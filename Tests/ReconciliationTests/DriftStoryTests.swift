import AWSOperations
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import TestScenarios
import Testing

/// Drift in an account that behaves as AWS does.
struct DriftStoryTests {
    static func drifted(_ plan: Plan) -> [String] {
        Drift(plan, Kinds.catalog).resources.flatMap { resource in
            resource.planned.changes.isEmpty
                ? ["\(resource.event) \(resource.planned.address.local)"] : resource.planned.changes.map(\.path)
        }
    }

    @Test(arguments: Scenarios.life.filter { $0.command.goal == .apply })
    func `an edit of the file is no drift, before it is applied and after`(scenario: Scenario) async throws {
        let fixture = AccountFixture(try await scenario.prepared())
        let before = Self.drifted(try await scenario.plan(fixture))
        #expect(before == (scenario.name == "replace" ? ["computeResources.allocationStrategy"] : []))
        _ = try await scenario.run(fixture)
        #expect(Self.drifted(try await scenario.plan(fixture)) == [])
    }

    /// An environment that became INVALID is no change of the applied state: status reports it.
    @Test(arguments: ExternalChange.repairable.filter { !$0.name.contains("INVALID") })
    func `a change outside of the file is drift until apply undoes it`(
        disturbance: ExternalChange
    ) async throws {
        let fixture = AccountFixture()
        _ = try await fixture.apply([Scenarios.spot])
        try await disturbance.happen(Names(fixture.account), fixture.account)
        // Reads lag behind writes, here and below.
        await fixture.account.clock.advance(by: 5)
        #expect(!Self.drifted(try await fixture.plan([Scenarios.spot])).isEmpty)
        _ = try await fixture.apply([Scenarios.spot])
        await fixture.account.clock.advance(by: 5)
        #expect(Self.drifted(try await fixture.plan([Scenarios.spot])) == [])
    }

    @Test
    func `what the file has new is no drift, what was deleted is`() async throws {
        let fixture = AccountFixture(
            try await Scenario(name: "", before: [Scenarios.onDemand], command: .apply([])).prepared())
        // SPOT has a head environment and a queue besides, and a log group.
        #expect(Self.drifted(try await fixture.plan([Scenarios.spot])) == [])
        _ = try await fixture.apply([Scenarios.spot])
        #expect(Self.drifted(try await fixture.plan([Scenarios.spot])) == [])
        let group = "/nextflow/bench"
        _ = try await fixture.access.caller(AccountFixture.region).call(Logs.DeleteLogGroup(logGroupName: group))
        #expect(Self.drifted(try await fixture.plan([Scenarios.spot])) == ["deleted log-group"])
    }

    @Test
    func `a run that dies after a new template version leaves no drift`() async throws {
        let fixture = AccountFixture(
            try await Scenario(name: "", before: [Scenarios.spot], command: .apply([])).prepared())
        var plan = try await fixture.plan([Scenarios.biggerDisk])
        for index in plan.environments.indices {
            plan.environments[index].resources.removeAll { $0.address.kind != .launchTemplate }
        }
        _ = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        let rest = try await fixture.plan([Scenarios.biggerDisk])
        #expect(
            rest.resources.filter { $0.action != .none }.map(\.address.kind.rawValue).contains("compute-environment"))
        #expect(Self.drifted(rest) == [])
    }

    @Test
    func `two readings of an unchanged account are equal`() async throws {
        let fixture = AccountFixture(
            try await Scenario(name: "", before: [Scenarios.spot], command: .apply([])).prepared())
        let first = try await fixture.plan([Scenarios.wide])
        await fixture.account.clock.advance(by: 3600)
        #expect(try await fixture.plan([Scenarios.wide]).id == first.id)
    }
}
