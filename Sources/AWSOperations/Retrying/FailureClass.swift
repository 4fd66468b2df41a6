/// The class of a failed call, which decides if the call is sent again.
public enum FailureClass: Sendable, Hashable {
    /// The service asks for fewer calls.
    case throttled
    /// A fault that passes: another attempt may well succeed.
    case transient
    /// An answer that makes no sense, cut or replaced on its way. A few attempts are worth it, and no long wait.
    case garbled
    /// Another attempt would be answered alike, or might do something twice.
    case final

    /// Classifies an error of a call.
    ///
    /// A call that makes something, got no answer and may have arrived is final: sending it again could do its work
    /// twice, so its caller has to read back the result. A call that surely never arrived is safe to repeat, and so is a
    /// call that the service answered with a throttle or with a fault of the service [botocore 1.44.5, retries/standard.py, for the
    /// codes; the status of a fault is any of 500 to 599, because proxies have more of them than AWS].
    public init(_ error: any Error, isRepeatable: Bool) {
        self =
            switch error {
            case let error as NoResponse:
                error.isRefusedByProxy || (!isRepeatable && error.mayHaveArrived) ? .final : .transient
            case let error as ServiceError: Self.answered(error, isRepeatable)
            default: .final
            }
    }

    /// True if a call failed for a reason that passes and has nothing to do with its content. It does not say that the call
    /// may be sent again.
    public static func passes(_ error: any Error) -> Bool {
        [.throttled, .transient].contains(FailureClass(error, isRepeatable: true))
    }

    private static func answered(_ error: ServiceError, _ isRepeatable: Bool) -> FailureClass {
        if throttlingCodes.contains(error.code) || error.status == 429 { return .throttled }
        if transientCodes.contains(error.code) || (500..<600).contains(error.status) { return .transient }
        return error.code == ServiceError.unreadableAnswer && isRepeatable ? .garbled : .final
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]
    private static let transientCodes: Set<String> = ["RequestTimeout", "RequestTimeoutException"]
}
