public import AWSOperations
public import Planning

extension StepFailure {
    /// What an error means to whoever runs the program.
    public init(explaining error: any Error) {
        switch error {
        case let failure as StepFailure: self = failure
        case let error as WaitFailed:
            let cause = Cause(error.reason)
            self.init("\(error.name): \(error.reason)", detail: cause.remedy)
            self.cause = cause
            isDefinite = error.isFinal && !cause.passes
        case let error as ServiceError:
            let cause = Cause(error)
            let unknown = "AWS may have done it all the same; the next run finds out and goes on"
            self.init(
                error.sentence, detail: error.isAmbiguous ? unknown : cause.remedy, isUnknown: error.isAmbiguous)
            self.cause = cause
            if let id = error.statedRequestID, !error.sentence.contains(id) { requestID = id }
            operation = error.operation
            isDefinite = !error.isAmbiguous && !cause.passes
        case let error as NoAnswer:
            self.init(
                "\(error)",
                detail: error.mayHaveArrived
                    ? "AWS may have done it all the same; the next run finds out and goes on from there"
                    : "nothing was changed by this call; \(error.remedy), then run again",
                isUnknown: error.mayHaveArrived)
            operation = error.operation
        case let error as DeniedCalls:
            self.init(error.summary, detail: error.detail)
            cause = error.errors.first.map { Cause($0) }
            isDefinite = true
        case let error as ReconciliationError:
            self.init(error.summary, detail: error.detail)
        default:
            self.init("\(error)")
        }
    }
}

extension Cause {
    /// What a service's error means.
    public init(_ error: ServiceError) {
        self.init(error.message, code: error.code, httpStatus: error.status, operation: error.operation)
    }
}
