import AWSOperations
import Reconciliation
import SimulatedAWS
import Stories
import Testing

/// A program that dies at one of its writes: running the same command again ends where it would have ended.
struct CrashTests {
    @Test(arguments: Scenarios.all)
    func `a rerun a moment after a death at any write converges`(scenario: Scenario) async throws {
        let points = try await dieEverywhere(scenario, takingEffect: [false, true], restingSeconds: 10, excused: [])
        #expect(points >= 2)
    }

    @Test(arguments: Scenarios.all)
    func `a rerun at once, while reads still lag behind the dead run's writes, converges`(
        scenario: Scenario
    ) async throws {
        // What does not show yet is tried again, and what shows still is deleted again.
        let excused = [
            "already exists", "NoSuchEntity", "NotFound", "does not exist", "AlreadyExists", "has been taken",
        ]
        let points = try await dieEverywhere(scenario, takingEffect: [true], restingSeconds: 0, excused: excused)
        #expect(points >= 2)
    }

    /// Dies at each write in turn; answers how many writes there were.
    private func dieEverywhere(
        _ scenario: Scenario, takingEffect: [Bool], restingSeconds: Double, excused: [String]
    ) async throws -> Int {
        let prepared = try await scenario.prepared()
        var points = 0
        for takesEffect in takingEffect {
            var point = 1
            while let death = try await die(scenario, in: prepared, at: point, takesEffect: takesEffect) {
                await death.account.clock.advance(by: restingSeconds)
                let journal = RefusalJournal()
                let rerun = Story(death.account) { JournalingCaller(base: $0, journal: journal) }
                let place: Comment =
                    "\(scenario.name), died \(takesEffect ? "after" : "before") write \(point), \(death.write)"
                let outcome = try await scenario.run(rerun)
                #expect(outcome.failures == [], place)
                let refused = await journal.unexpected(alsoPassing: excused)
                #expect(refused == [], place)
                await death.account.clock.advance(by: 5)
                let shortcomings = try await scenario.shortcomings(rerun)
                #expect(shortcomings == [], place)
                points += 1
                point += 1
            }
        }
        return points
    }

    /// Runs the command until it dies; nil where it comes to its end before.
    private func die(
        _ scenario: Scenario, in prepared: SimulatedAccount, at point: Int, takesEffect: Bool
    ) async throws -> (account: SimulatedAccount, write: String)? {
        let account = await prepared.fork()
        let mortality = Mortality(at: point, takesEffect: takesEffect)
        let story = Story(account) { MortalCaller(base: $0, mortality: mortality) }
        _ = try await scenario.run(story)
        return await mortality.fatalWrite.map { (account, $0) }
    }
}
