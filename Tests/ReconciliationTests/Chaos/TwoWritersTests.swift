import AWSOperations
import Reconciliation
import SimulatedAWS
import Stories
import Testing

/// Two runs of the same command at the same time end like one.
struct TwoWritersTests {
    @Test(arguments: Scenarios.all)
    func `a run that another one overtakes at any write ends like one`(scenario: Scenario) async throws {
        let prepared = try await scenario.prepared()
        for point in 1... {
            let account = await prepared.fork()
            let overtaking = Overtaking(at: point) { try await scenario.run(Story(account)).failures }
            let story = Story(account) { OvertakenCaller(base: $0, overtaking: overtaking) }
            let outcome = try await scenario.run(story)
            guard let others = await overtaking.failures else { break }
            let place: Comment = "\(scenario.name), overtaken at write \(point)"
            #expect(others == [], place)
            #expect(outcome.failures == [], place)
            await account.clock.advance(by: 5)
            let shortcomings = try await scenario.shortcomings(story)
            #expect(shortcomings == [], place)
        }
    }

    @Test(arguments: Scenarios.all)
    func `two runs side by side end like one`(scenario: Scenario) async throws {
        let account = try await scenario.prepared()
        let story = Story(account)
        async let first = scenario.run(story)
        async let second = scenario.run(story)
        #expect(try await first.failures == [])
        #expect(try await second.failures == [])
        await account.clock.advance(by: 5)
        let shortcomings = try await scenario.shortcomings(story)
        #expect(shortcomings == [])
    }
}
