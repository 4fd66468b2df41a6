import SimulatedAWS
import Testing

@Suite struct ClockTests {
    @Test(.timeLimit(.minutes(60))) func `a resting task wakes at its time and moves no time`() async throws {
        let clock = SimulatedClock()
        let woken = Task {
            var times: [Double] = []
            for _ in 0..<3 {
                try await clock.rest(for: .seconds(30))
                times.append(await clock.now() - SimulatedClock.epoch)
            }
            return times
        }
        while await clock.restingCount == 0 { await Task.yield() }
        #expect(await clock.now() == SimulatedClock.epoch)
        try await clock.sleep(for: .seconds(100))
        #expect(try await woken.value == [30, 60, 90])
    }

    @Test(.timeLimit(.minutes(60))) func `resting ends when its task is cancelled`() async throws {
        let clock = SimulatedClock()
        let task = Task { try await clock.rest(for: .seconds(30)) }
        while await clock.restingCount == 0 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await clock.restingCount == 0)
        #expect(await clock.now() == SimulatedClock.epoch)
    }

    @Test func `time waits for the work of its executor, however many turns that takes`() async throws {
        let clock = SimulatedClock()
        let times = await withTaskExecutorPreference(clock.executor) {
            await withTaskGroup(of: Double.self) { group in
                group.addTask {
                    try? await clock.sleep(for: .seconds(10))
                    return await clock.now() - SimulatedClock.epoch
                }
                group.addTask {
                    for _ in 0..<1_000 { await Task.yield() }
                    let begun = await clock.now() - SimulatedClock.epoch
                    try? await clock.sleep(for: .seconds(3))
                    return begun
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(times == [0, 10])
    }
}
