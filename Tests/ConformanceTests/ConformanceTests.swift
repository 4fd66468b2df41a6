import FoundationEssentials
import Testing

/// The same scenarios for every account, so that none of them can drift from the others.
@Suite struct ConformanceTests {
    private static let motoEndpoint = ProcessInfo.processInfo.environment["RECONCILE_MOTO_ENDPOINT"]

    @Test(arguments: LifecycleScenario.all, Consistency.allCases)
    func simulatedAccount(runs scenario: LifecycleScenario, temper: Consistency) async throws {
        try await run(scenario, to: .simulated(temper))
    }

    @Test(
        .enabled(if: motoEndpoint != nil, "RECONCILE_MOTO_ENDPOINT is not set: it says where the patched moto answers"),
        arguments: LifecycleScenario.all)
    func moto(runs scenario: LifecycleScenario) async throws {
        try await run(scenario, to: .moto(at: try #require(Self.motoEndpoint)))
    }

    @Test func storiesAndDivergencesHaveTheirOwnNames() {
        let names = LifecycleScenario.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(MotoDivergence.table.allSatisfy { names.contains($0.scenario) })
        let rows = MotoDivergence.table.map { $0.scenario + "/" + $0.check }
        #expect(Set(rows).count == rows.count)
    }

    private func run(_ scenario: LifecycleScenario, to account: AccountUnderTest) async throws {
        let runner = ScenarioRunner(scenario: scenario.name, account: account)
        try await scenario.run(runner)
        await runner.end()
    }
}
