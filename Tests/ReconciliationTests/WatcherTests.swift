import Kinds
import ManifestLoading
import Planning
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// The calls and the reports of waits.
struct WatcherTests {
    /// The times of the reports of each step.
    private actor Reports {
        private(set) var times: [Int: [Double]] = [:]

        func note(_ step: Int, _ time: Double) { times[step, default: []].append(time) }
    }

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

    @Test(arguments: [false, true])
    func `no wait is silent for more than 30 s`(isThrottled: Bool) async throws {
        var settings = SimulationSettings()
        settings.timings.environmentCreate = 300
        let account = SimulatedAccount(settings: settings)
        let fixture = AccountFixture(account)
        let plan = try await fixture.plan([Scenarios.onDemand])
        if isThrottled {
            // Sixteen polls in a row fail.
            await account.setFaultHook { index, operation in
                operation.hasPrefix("batch:Describe") && index % 20 > 3 ? .throttled : nil
            }
        }
        let reports = Reports()
        let outcome = await Applier(fixture.access) { event in
            let now = await account.clock.now()
            switch event {
            case .started(let step), .progress(let step, _, _), .completed(let step, _):
                await reports.note(step.id, now)
            default: break
            }
        }.apply(plan, interruption: Interruption())
        #expect(outcome.failures == [])
        let times = await reports.times.values
        #expect(times.contains { ($0.last ?? 0) - ($0.first ?? 0) > 250 })
        for times in times {
            for (one, next) in zip(times, times.dropFirst()) { #expect(next - one <= 30) }
            // Nor is every poll reported.
            #expect(isThrottled || times.count < 30)
        }
    }

    @Test
    func `waits for ten environments take about as many calls as for one`() async throws {
        let one = try await describeCalls(environments: 1)
        let ten = try await describeCalls(environments: 10)
        #expect(ten < 4 * one, "\(ten) for ten, \(one) for one")
    }
}
