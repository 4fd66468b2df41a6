public import AWSOperations

/// Virtual time: it moves only if a task sleeps or calls ``advance(by:)``.
public actor SimulatedClock: RunClock {
    /// 2026-01-01T00:00:00Z, where every new account's time begins.
    public static let epoch: Double = 1_767_225_600

    private var seconds: Double
    /// The time at which each sleeper wakes.
    private var sleepers: [Int: Double] = [:]
    private var nextSleeper = 0
    /// The sleepers that wait for earlier ones.
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// The tasks that rest. They wake when others have moved time so far.
    private var resting: [Int: (deadline: Double, wake: CheckedContinuation<Void, Never>)] = [:]

    /// Suspends until no other task can go on.
    package typealias Idleness = @Sendable () async -> Void

    /// Detects that every task of the program waits for time to move; nil if the program's executor cannot tell.
    nonisolated let untilIdle: Idleness?

    /// Detects that every task waits that runs on it; nil if the program's own executor can tell.
    private nonisolated let ownExecutor: VirtualTimeExecutor?

    /// Turns that other tasks get before time moves on for a task that runs elsewhere.
    private static let turns = 64

    /// A clock that shows `seconds` since 1970-01-01T00:00:00Z.
    public init(at seconds: Double = SimulatedClock.epoch) {
        self.init(at: seconds, untilIdle: nil)
    }

    /// Creates a clock for an executor that can tell when its tasks are idle: time moves on then and not before.
    package init(at seconds: Double = SimulatedClock.epoch, untilIdle: Idleness?) {
        self.seconds = seconds
        self.untilIdle = untilIdle
        ownExecutor = untilIdle == nil ? VirtualTimeExecutor() : nil
    }

    /// Runs work so that the same work takes the same virtual time whenever it runs.
    public nonisolated var executor: (any TaskExecutor)? { ownExecutor }

    /// Seconds since 1970-01-01T00:00:00Z.
    public func now() -> Double { seconds }

    /// Sleeps until the time has come. The sleeper with the earliest time moves it forward, so that simultaneous sleeps
    /// last as long as the longest of them. Throws `CancellationError` when the task is cancelled.
    public func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        let deadline = seconds + max(0, duration / .seconds(1))
        let sleeper = nextSleeper
        nextSleeper += 1
        sleepers[sleeper] = deadline
        defer {
            sleepers[sleeper] = nil
            wakeWaiting()
        }
        // A task that is about to sleep as well gets to do so before time moves on.
        await letOthersGo()
        while seconds < deadline {
            try Task.checkCancellation()
            guard sleepers.values.allSatisfy({ $0 >= deadline }) else {
                await untilEarlierSleepersWake()
                await letOthersGo()
                continue
            }
            // A task that rests until an earlier time gets its turn at that time, before time moves on.
            let next = min(deadline, resting.values.map(\.deadline).min() ?? deadline)
            set(max(seconds, next))
            if seconds < deadline { await letOthersGo() }
        }
    }

    private func letOthersGo() async {
        if let untilIdle { return await untilIdle() }
        if ownExecutor?.isCurrent != true { for _ in 0..<Self.turns { await Task.yield() } }
        await ownExecutor?.untilIdle()
    }

    /// Suspends until a sleeper is gone or the task is cancelled: a task that looked again and again could keep others from
    /// their turn.
    private func untilEarlierSleepersWake() async {
        guard let ownExecutor else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiting.append(continuation) }
            }
        } onCancel: {
            Task(executorPreference: ownExecutor) { await self.wakeWaiting() }
        }
    }

    private func wakeWaiting() {
        let woken = waiting
        waiting = []
        for sleeper in woken { sleeper.resume() }
    }

    /// Waits until others have moved time so far, and never moves it. Throws `CancellationError` when the task is
    /// cancelled.
    public func rest(for duration: Duration) async throws {
        try Task.checkCancellation()
        let deadline = seconds + max(0, duration / .seconds(1))
        guard deadline > seconds else { return }
        let sleeper = nextSleeper
        nextSleeper += 1
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { resting[sleeper] = (deadline, continuation) }
            }
        } onCancel: {
            Task { await self.wake(sleeper) }
        }
        try Task.checkCancellation()
    }

    /// The number of tasks that rest now.
    package var restingCount: Int { resting.count }

    private func wake(_ sleeper: Int) { resting.removeValue(forKey: sleeper)?.wake.resume() }

    private func set(_ time: Double) {
        seconds = time
        for (sleeper, rest) in resting where rest.deadline <= time { wake(sleeper) }
    }

    /// Moves time forward by `seconds` and answers the new time.
    @discardableResult
    public func advance(by seconds: Double) -> Double {
        set(self.seconds + max(0, seconds))
        return self.seconds
    }
}
