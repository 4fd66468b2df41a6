public import AWSOperations

/// Repeats calls that failed for a passing reason, by botocore's standard formula.
///
/// Throttles, HTTP 500, 502, 503 and 504 and missing answers are tried again, up to a number of attempts and a quota.
/// A call that makes something, got no answer and may have arrived is not: its `NoResponse` is thrown for the caller to settle
/// by reading back.
public struct RetryingCaller<Base: Caller>: Caller {
    private let base: Base
    private let maximumAttempts: Int
    private let quota: RetryQuota
    private let patience: Double
    private let clock: any RunClock
    private let random: @Sendable () -> Double

    /// Makes a caller around another.
    ///
    /// - Parameters:
    ///   - maximumAttempts: how often a call is sent at most, the first time included; at least 1.
    ///   - patience: seconds after the first attempt from which no other begins; all waits of eight attempts are shorter.
    ///   - random: numbers from 0 to 1 that spread the waiting.
    public init(
        _ base: Base, maximumAttempts: Int = 8, quota: RetryQuota = RetryQuota(), patience: Double = 120,
        clock: any RunClock, random: @escaping @Sendable () -> Double
    ) {
        self.base = base
        self.maximumAttempts = max(1, maximumAttempts)
        self.quota = quota
        self.patience = patience
        self.clock = clock
        self.random = random
    }

    /// Performs one call, with as many attempts as it takes and the limits allow.
    public func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let maximumAttempts = min(self.maximumAttempts, CallPatience.maximumAttempts ?? .max)
        var lastCost: Int?
        let start = await clock.now()
        for attempt in 1... {
            do {
                let output = try await CallAttempt.$number.withValue(attempt) { try await base.call(operation) }
                await quota.giveBack(lastCost ?? 1)
                return output
            } catch {
                let verdict = RetryRules.verdict(on: error, isRepeatable: O.isRepeatable)
                let cost = RetryRules.cost(of: verdict)
                guard verdict != .final, attempt < maximumAttempts, await quota.take(cost) else { throw error }
                lastCost = cost
                let retryAfter = (error as? ServiceError)?.retryAfterMilliseconds.map { Double($0) / 1000 }
                let seconds = RetryRules.delay(
                    retry: attempt - 1, verdict: verdict, random: random(), retryAfter: retryAfter)
                // An endpoint that takes calls and never answers costs half a minute each time.
                guard await clock.now() - start + seconds < patience else { throw error }
                try await clock.sleep(for: .seconds(seconds))
            }
        }
        throw CancellationError()  // Not reached: the loop has no exit condition.
    }
}
