/// Sends a call again while it fails for a reason that passes: the one place that decides how often a call is sent.
///
/// ``FailureClass`` says which failures pass, ``CallPatience`` how long they are borne, and the waits follow the formula of
/// botocore's standard mode.
public struct RetryingCaller: Caller {
    private let base: any Caller
    private let maximumAttempts: Int
    private let quota: RetryQuota
    private let clock: any RunClock
    private let random: @Sendable () -> Double

    /// Makes a caller around another.
    ///
    /// - Parameters:
    ///   - maximumAttempts: the most times that a call is sent if its patience does not say it; at least 1.
    ///   - random: numbers from 0 to 1 that spread the waits.
    public init(
        _ base: any Caller, maximumAttempts: Int = 8, quota: RetryQuota = RetryQuota(), clock: any RunClock,
        random: @escaping @Sendable () -> Double
    ) {
        self.base = base
        self.maximumAttempts = max(1, maximumAttempts)
        self.quota = quota
        self.clock = clock
        self.random = random
    }

    /// Performs one call, with as many attempts as it takes and the limits allow.
    public func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let patience = CallPatience.current
        let start = await clock.now()
        var attempt = 1
        var lastCost: Int?
        while true {
            do {
                let output = try await CallAttempt.$number.withValue(attempt) { try await base.call(operation) }
                if patience.isBoundByQuota { await quota.giveBack(lastCost ?? 1) }
                return output
            } catch {
                let failure = FailureClass(error, isRepeatable: O.isRepeatable)
                guard failure != .final, attempt < mostAttempts(at: failure, patience) else { throw error }
                if patience.isBoundByQuota {
                    guard await quota.take(failure.cost) else { throw error }
                    lastCost = failure.cost
                }
                let seconds = failure.wait(
                    retry: attempt - 1, random: random(), longest: patience.longestWait,
                    requested: (error as? ServiceError)?.retryAfterMilliseconds.map { Double($0) / 1000 })
                // An endpoint that takes calls and never answers costs half a minute each time.
                guard await clock.now() - start + seconds < patience.seconds else { throw error }
                if let pause = patience.pause {
                    try await pause(seconds, error)
                } else {
                    try await clock.sleep(for: .seconds(seconds))
                }
                attempt += 1
            }
        }
    }

    private func mostAttempts(at failure: FailureClass, _ patience: CallPatience) -> Int {
        let most = patience.maximumAttempts ?? maximumAttempts
        return failure.isDoubtful ? min(most, maximumAttempts) : most
    }
}

/// The waits and costs of botocore's standard mode [botocore 1.44.5, retries/standard.py].
extension FailureClass {
    /// Returns the seconds to wait before the attempt that follows a failed one.
    ///
    /// - Parameters:
    ///   - retry: how many attempts were repeated before, from 0.
    ///   - random: between 0 and 1.
    ///   - longest: the most seconds, unless the service asks for more.
    ///   - requested: what the service asks for, in seconds; it counts for at most five more than ours.
    package func wait(retry: Int, random: Double, longest: Double, requested: Double?) -> Double {
        let base = isThrottle ? 1.0 : 0.05
        var growth = base
        for _ in 0..<retry where growth < longest { growth *= 2 }
        let own = random * min(growth, longest)
        guard let requested else { return own }
        return max(own, min(requested, own + 5))
    }

    /// The amount that a retry takes from the quota.
    fileprivate var cost: Int { isThrottle ? 5 : 14 }

    private var isThrottle: Bool { self == .throttled || self == .limited }

    /// True if more attempts than the user's settings allow would be in vain.
    fileprivate var isDoubtful: Bool { self == .garbled || self == .limited }
}
