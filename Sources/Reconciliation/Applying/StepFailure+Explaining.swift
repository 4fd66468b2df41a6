public import AWSOperations
public import Planning
import ResourceModel

extension StepFailure {
    /// Explains an error to the user.
    ///
    /// - Parameter step: the step that failed; nil outside of a run.
    public init(explaining error: any Error, about step: StepGraph.Step? = nil) {
        switch error {
        case let failure as StepFailure: self = failure
        case let error as WaitFailed:
            let cause = Cause(error.reason)
            self.init("\(error.name): \(error.reason)", detail: cause.remedy)
            self.cause = cause
            isDefinite = error.isFinal && !cause.passes
        case let error as ServiceError:
            let cause = Cause(error, about: step.map { "\($0.planned.address.kind.rawValue) '\($0.name)'" })
            let sentence = error.sentence(of: cause.deniedAction)
            let unknown = "AWS may have done it all the same; the next run finds out and goes on"
            self.init(
                sentence, detail: error.isAmbiguous ? unknown : cause.remedy, isUnknown: error.isAmbiguous)
            self.cause = cause
            if let id = error.statedRequestID, !sentence.contains(id) { requestID = id }
            operation = error.operation
            isDefinite = !error.isAmbiguous && !cause.passes
        case let error as NoResponse:
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
    /// Explains a service's error.
    ///
    /// - Parameter subject: what the call was about, for texts that name no resource.
    public init(_ error: ServiceError, about subject: String? = nil) {
        // The name that the plan has shown tells more than an id.
        let isID = error.subject?.hasPrefix("lt-") == true
        self.init(
            error.message, code: error.code, httpStatus: error.status, operation: error.operation,
            subject: isID ? subject ?? error.subject : error.subject ?? subject)
    }

    /// The action that the caller lacks, in AWS's words; nil if the text denies none.
    var deniedAction: String? { [.permissionMissing, .scpDenied].contains(kind) ? names.action : nil }
}

extension ServiceError {
    /// One line: the denied action or else the call, then the code, the sentence, the request id.
    package var explained: String {
        let sentence = sentence(of: Cause(self).deniedAction)
        guard let id = statedRequestID, !sentence.contains(id) else { return sentence }
        return "\(sentence) (request id \(id))"
    }
}
