import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

@Suite struct VirtualTimeTests {
    private static func seconds(ofEnvironments count: Int) async throws -> Double {
        let fixture = AccountFixture(SimulatedAccount())
        let outcome = try await fixture.apply((1...count).map { AccountFixture.environment("env-\($0)") })
        #expect(outcome.isComplete)
        return await fixture.account.clock.now() - SimulatedClock.epoch
    }

    @Test func `an apply takes the same virtual time in every run, however busy the machine is`() async throws {
        let quiet = try await Self.seconds(ofEnvironments: 8)
        let busy = try await withThrowingTaskGroup(of: Double.self) { group in
            for _ in 1...3 { group.addTask { try await Self.seconds(ofEnvironments: 8) } }
            return try await group.reduce(into: Set<Double>()) { $0.insert($1) }
        }
        #expect(busy == [quiet])
        // 10 s until Batch sees a new role, 20 s and 5 s for the states of the environments and their queues.
        #expect((35...45).contains(quiet))
    }
}
