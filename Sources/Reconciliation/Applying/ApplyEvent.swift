public import Planning

/// The events of an apply.
public enum ApplyEvent: Sendable {
    /// A step begins.
    case started(StepGraph.Step)
    /// A step is waiting for something.
    case progress(StepGraph.Step, status: String, seconds: Double)
    /// A step is done.
    case completed(StepGraph.Step, seconds: Double)
    /// A step failed.
    case failed(StepGraph.Step, StepFailure, seconds: Double)
    /// A step is not begun, because a step that it depends on is not done.
    case skipped(StepGraph.Step, because: String)
    /// Every step is done; the run waits until an environment is available.
    case awaiting(environment: PlannedEnvironment, status: String)
}

/// The reason why a step failed, in words for people.
public struct StepFailure: Error, Sendable, Hashable {
    /// The problem, in one line.
    public var summary: String
    /// A likely cause and what to do; may be empty.
    public var detail: String
    /// True if AWS may have carried the step out all the same.
    public var isUnknown: Bool
    /// True if a guard refused the step before any of it was done.
    public var isRefusal = false
    /// True if the step changed something before it failed, or may have.
    public var hasWritten = false
    /// The meaning of AWS's text, if AWS gave one.
    public var cause: Cause?
    /// AWS's request id, which is not in the summary.
    public var requestID: String?
    /// The call that failed, as `batch:CreateJobQueue`, if one did.
    public var operation: String?
    /// True if AWS refused it for a reason that stays until the user changes something: another run meets it again.
    public var isDefinite = false

    /// Makes a failure.
    public init(_ summary: String, detail: String = "", isUnknown: Bool = false) {
        self.summary = summary
        self.detail = detail
        self.isUnknown = isUnknown
    }

    /// The summary with the request id; printed once for each failure.
    public var fullSummary: String { requestID.map { "\(summary) (request id \($0))" } ?? summary }

    /// Makes a guard's refusal.
    package static func refusal(_ summary: String, detail: String) -> StepFailure {
        var failure = StepFailure(summary, detail: detail)
        failure.isRefusal = true
        return failure
    }
}
