public import AWSOperations

/// Virtual time: it stands still until somebody sleeps or calls ``advance(by:)``.
public actor SimulatedClock: Timekeeper {
    /// 2026-01-01T00:00:00Z, where every new account's time begins.
    public static let epoch: Double = 1_767_225_600

    private var seconds: Double

    /// A clock that shows `seconds` since 1970-01-01T00:00:00Z.
    public init(at seconds: Double = SimulatedClock.epoch) {
        self.seconds = seconds
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    public func now() -> Double { seconds }

    /// Moves time forward at once and lets other tasks run; throws `CancellationError` when the task is cancelled.
    public func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        advance(by: duration / .seconds(1))
        await Task.yield()
    }

    /// Moves time forward by `seconds` and answers the new time.
    @discardableResult
    public func advance(by seconds: Double) -> Double {
        self.seconds += max(0, seconds)
        return self.seconds
    }
}
