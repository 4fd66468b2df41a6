/// The number of attempts and the time that a call is worth while it fails for a reason that passes: for the task that makes
/// the call and its children. ``RetryingCaller`` takes them from here alone.
public struct CallPatience: Sendable {
    /// The most times that a call is sent; nil leaves it to the user's settings.
    let maximumAttempts: Int?
    /// Seconds after the first attempt from which no other begins.
    let seconds: Double
    /// The longest wait between two attempts that the service does not ask for, in seconds.
    let longestWait: Double
    /// The most seconds of one attempt; nil leaves it to the transport.
    public let attemptSeconds: Double?
    /// True if retries take from the quota of the run, which keeps a broken service from being asked over and over.
    let isBoundByQuota: Bool
    /// Waits some seconds because of an error; nil sleeps by the clock.
    let pause: (@Sendable (_ seconds: Double, _ error: any Error) async throws -> Void)?

    /// Up to two minutes, as often as the user's settings say.
    public static let standard = CallPatience(
        maximumAttempts: nil, seconds: 120, longestWait: 20, attemptSeconds: nil, isBoundByQuota: true, pause: nil)

    /// At most two attempts, for reads that the work can do without.
    public static let optional = CallPatience(
        maximumAttempts: 2, seconds: 120, longestWait: 20, attemptSeconds: nil, isBoundByQuota: true, pause: nil)

    /// One attempt, for callers that repeat the call themselves.
    public static let single = CallPatience(
        maximumAttempts: 1, seconds: 120, longestWait: 20, attemptSeconds: nil, isBoundByQuota: true, pause: nil)

    /// For calls of a step of a plan that may be sent twice. A step that has begun gets more retries than the quota of the
    /// run, which a bad quarter of an hour uses up.
    ///
    /// - Parameters:
    ///   - seconds: the time in which an attempt may begin.
    ///   - pause: waits between two attempts, and throws if the run is to stop.
    public static func step(
        seconds: Double, pause: @escaping @Sendable (_ seconds: Double, _ error: any Error) async throws -> Void
    ) -> CallPatience {
        CallPatience(
            maximumAttempts: .max, seconds: seconds, longestWait: 5, attemptSeconds: nil, isBoundByQuota: false,
            pause: pause)
    }

    /// For reads from an endpoint that may be out of reach and then swallows what is sent.
    public static func brief(attempts: Int, ofSeconds seconds: Double) -> CallPatience {
        CallPatience(
            maximumAttempts: attempts, seconds: 120, longestWait: 20, attemptSeconds: seconds, isBoundByQuota: true,
            pause: nil)
    }

    /// The patience of the task.
    @TaskLocal public static var current = CallPatience.standard
}
