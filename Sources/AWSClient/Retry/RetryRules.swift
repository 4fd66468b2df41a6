import AWSOperations

/// botocore's standard retry mode as pure functions (`botocore/retries/standard.py`, 1.44.5).
enum RetryRules {
    /// The class of an error, which decides if the call is sent again.
    enum Verdict: Hashable {
        /// The service asks for fewer calls.
        case throttled
        /// Something passing: another attempt may well succeed.
        case transient
        /// Another attempt would be answered alike, or might do something twice.
        case final
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]
    private static let transientCodes: Set<String> = ["RequestTimeout", "RequestTimeoutException"]

    /// Judges an error of a call.
    ///
    /// A call that makes something, got no answer and may have arrived is final. Sending it again could do its work
    /// twice, so its caller has to read back the result. A call that surely never arrived is safe to repeat. So is a
    /// call that the service answered with a throttle or a passing fault.
    static func verdict(on error: any Error, isRepeatable: Bool) -> Verdict {
        switch error {
        case let error as NoResponse:
            return error.isRefusedByProxy || (!isRepeatable && error.mayHaveArrived) ? .final : .transient
        case let error as ServiceError:
            if throttlingCodes.contains(error.code) || error.status == 429 { return .throttled }
            if transientCodes.contains(error.code) || [500, 502, 503, 504].contains(error.status) { return .transient }
            // A good status with a body that makes no sense was cut or replaced on its way.
            return error.code == ServiceError.unreadableAnswer && isRepeatable ? .transient : .final
        default: return .final
        }
    }

    /// Seconds to wait before the attempt that follows a failed one.
    ///
    /// - Parameters:
    ///   - retry: how many attempts were repeated before, from 0.
    ///   - random: between 0 and 1.
    ///   - retryAfter: what the service asks for, in seconds; it counts for at most five more than ours.
    static func delay(retry: Int, verdict: Verdict, random: Double, retryAfter: Double?) -> Double {
        let base = verdict == .throttled ? 1.0 : 0.05
        var growth = base
        for _ in 0..<retry where growth < 20 { growth *= 2 }
        let own = random * min(growth, 20)
        guard let retryAfter else { return own }
        return max(own, min(retryAfter, own + 5))
    }

    /// The amount that a retry takes from the quota.
    static func cost(of verdict: Verdict) -> Int {
        verdict == .throttled ? 5 : 14
    }
}
