/// Time as the program sees it: the real one, or a simulated one that sleeping moves forward.
public protocol Timekeeper: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    func now() async -> Double
    /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws
}
