import AWSClient
import AWSOperations
import Reconciliation
import SimulatedAWS
import Stories
import Testing

/// Throttles, passing errors, lost requests, lost answers and stale reads, mixed by seed.
struct FaultTests {
    private static let seeds: ClosedRange<UInt64> = 1...2
    private static let reruns = 2

    @Test(arguments: Scenarios.all, [0, 0.5, 1])
    func `whatever goes wrong on the way, at most two reruns end where a calm run ends`(
        scenario: Scenario, staleProbability: Double
    ) async throws {
        for seed in Self.seeds {
            var settings = SimulationSettings()
            settings.staleProbability = staleProbability
            settings.refusesYoungProfiles = seed.isMultiple(of: 2)
            settings.seed = seed
            let prepared = try await scenario.prepared(settings)
            let calm = await prepared.fork()
            _ = try await scenario.run(Story(calm))

            await prepared.setFaultHook { index, _ in FaultMix(seed: seed).fault(at: index) }
            let story = Story(prepared) { base in
                RetryingCaller(AnyCaller(base), timekeeper: prepared.clock) { 0.5 }
            }
            var failures = ["not run"]
            for _ in 0...Self.reruns where !failures.isEmpty {
                do { failures = try await scenario.run(story).failures } catch { failures = ["\(error)"] }
                await prepared.clock.advance(by: 5)
            }
            await prepared.setFaultHook(nil)
            let place: Comment = "\(scenario.name), seed \(seed), stale \(staleProbability)"
            #expect(failures == [], place)
            let shortcomings = try await scenario.shortcomings(Story(prepared))
            #expect(shortcomings == [], place)
            let (held, wanted) = await (prepared.inventory(), calm.inventory())
            #expect(held == wanted, place)
        }
    }
}
