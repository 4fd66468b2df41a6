/// Time as the program sees it: the real one, or a simulated one that sleeping moves forward.
public protocol RunClock: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    func now() async -> Double
    /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws
    /// Waits like ``sleep(for:)``, for something that only goes along with the work: a simulated time that sleeping
    /// moves forward does not move for it.
    func rest(for duration: Duration) async throws
    /// Runs the work whose waiting moves a simulated time; nil if time moves by itself, or everything counts.
    var executor: (any TaskExecutor)? { get }
}

extension RunClock {
    /// Sleeps: if time moves by itself, resting needs nothing else.
    public func rest(for duration: Duration) async throws { try await sleep(for: duration) }
    /// None: time moves by itself.
    public var executor: (any TaskExecutor)? { nil }
}
