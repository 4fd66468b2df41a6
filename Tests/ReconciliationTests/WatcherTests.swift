import Reconciliation
import SimulatedAWS
import Stories
import Testing

/// What waiting costs.
struct WatcherTests {
    /// Describe calls that an apply of so many environments makes.
    private func describeCalls(environments: Int) async throws -> Int {
        let story = Story()
        let file = (1...environments).map { Story.environment("bench\($0)") }
        #expect(try await story.apply(file).failures == [])
        return await story.calls().count { $0.hasPrefix("batch:Describe") }
    }

    @Test
    func `ten environments that are waited for take about as many Describe calls as one`() async throws {
        let one = try await describeCalls(environments: 1)
        let ten = try await describeCalls(environments: 10)
        #expect(ten < 4 * one, "\(ten) for ten, \(one) for one")
    }
}
