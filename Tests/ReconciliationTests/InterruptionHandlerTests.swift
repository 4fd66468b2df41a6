import Testing

@testable import Reconciliation

/// The wish to stop, among several that hear of it.
struct InterruptionHandlerTests {
    private actor Counter {
        private(set) var count = 0

        func add() { count += 1 }
    }

    @Test func `a handler that is removed leaves the others`() async {
        let (interruption, first, second) = (Interruption(), Counter(), Counter())
        let handler = await interruption.whenRequested { await first.add() }
        await interruption.whenRequested { await second.add() }
        await interruption.forget(handler)
        await interruption.request()
        #expect(await first.count == 0)
        #expect(await second.count == 1)
    }
}
