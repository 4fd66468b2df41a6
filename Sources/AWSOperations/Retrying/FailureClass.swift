/// The class of a failed call, which decides if the call is sent again.
public enum FailureClass: Sendable, Hashable {
    /// The service asks for fewer calls.
    case throttled
    /// A fault that passes: another attempt may well succeed.
    case transient
    /// An answer that makes no sense, cut or replaced on its way. A few attempts are worth it, and no long wait.
    case garbled
    /// A limit that is a throttle of some services and a full quota of others. It is borne as long as a throttle outside of
    /// steps, and no longer.
    case limited
    /// Another attempt would be answered alike, or might do something twice.
    case final

    /// Classifies an error of a call.
    ///
    /// A call that makes something, got no answer and may have arrived is final: sending it again could do its work
    /// twice, so its caller has to read back the result. A call that surely never arrived is safe to repeat, and so is a
    /// call that the service answered with a throttle or with one of its faults [botocore 1.44.5, retries/standard.py]. A
    /// proxy has more faults than AWS, and says nothing about what arrived behind it.
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
        if error.code == "LimitExceededException" { return .limited }
        if throttlingCodes.contains(error.code) || error.status == 429 { return .throttled }
        let isFault = isRepeatable ? error.status >= 500 : faults.contains(error.status)
        if transientCodes.contains(error.code) || isFault { return .transient }
        return error.code == ServiceError.unreadableAnswer && isRepeatable ? .garbled : .final
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "RequestThrottled", "SlowDown", "PriorRequestNotComplete",
        "EC2ThrottledException",
    ]
    private static let faults: Set<Int> = [500, 502, 503, 504]
    private static let transientCodes: Set<String> = ["RequestTimeout", "RequestTimeoutException"]
}
