import Kinds
import ManifestLoading
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// The number of calls that waits make.
struct WatcherTests {
    /// Returns the number of Describe calls that an apply of `environments` environments makes.
    private func describeCalls(environments: Int) async throws -> Int {
        let fixture = AccountFixture()
        let file = (1...environments).map { AccountFixture.environment("bench\($0)") }
        #expect(try await fixture.apply(file).failures == [])
        return await fixture.calls().count { $0.hasPrefix("batch:Describe") }
    }

    @Test(arguments: [Fault.throttled, .serverError(applied: false), .unreachable, .lostAnswer])
    func `polls that fail in passing cost a tick, and no wait`(fault: Fault) async throws {
        let account = SimulatedAccount()
        let fixture = AccountFixture(account)
        let plan = try await fixture.plan([Scenarios.spot])
        // Each second and third poll fails, without a caller between that retries.
        await account.setFaultHook { index, operation in
            operation.hasPrefix("batch:Describe") && index % 3 != 0 ? fault : nil
        }
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.failures == [])
    }

    @Test
    func `a poll that never comes through ends each wait at its own deadline`() async throws {
        let account = SimulatedAccount()
        let fixture = AccountFixture(account)
        var file = Scenarios.onDemand
        file.settings.waitTimeoutSeconds = 300
        let plan = try await fixture.plan([file])
        await account.setFaultHook { _, operation in operation.hasPrefix("batch:Describe") ? .throttled : nil }
        let began = await account.clock.now()
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.failures.contains { $0.contains("AWS did not say how it is for 300 s") })
        #expect(await account.clock.now() - began < 700)
    }

    @Test
    func `waits for ten environments take about as many calls as for one`() async throws {
        let one = try await describeCalls(environments: 1)
        let ten = try await describeCalls(environments: 10)
        #expect(ten < 4 * one, "\(ten) for ten, \(one) for one")
    }
}
