import CScheduling

/// Everything on one thread, piece by piece in the order in which it is asked for: the same case goes the same way each
/// time. Virtual time moves on when nothing else is left to do.
enum OneThread {
    // Touched by the one thread alone.
    nonisolated(unsafe) private static var sleepers: [CheckedContinuation<Void, Never>] = []

    /// Runs the work to its end; returns false if it waits for something that never happens.
    static func run(_ work: @escaping @Sendable () async -> Void) -> Bool {
        scheduling_take_over()
        Task.detached {
            await work()
            scheduling_finish()
        }
        return scheduling_run { OneThread.wakeSleepers() }
    }

    /// For clocks: suspends until nothing is left to run.
    @Sendable
    static func untilIdle() async {
        await withCheckedContinuation { unsafe sleepers.append($0) }
    }

    /// Wakes the sleeping tasks; returns true if there were any.
    private static func wakeSleepers() -> Bool {
        let woken = unsafe sleepers
        unsafe sleepers = []
        for sleeper in woken { sleeper.resume() }
        return !woken.isEmpty
    }
}
