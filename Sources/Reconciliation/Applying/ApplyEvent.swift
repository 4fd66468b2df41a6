public import Planning

/// What happens while a plan is carried out.
public enum ApplyEvent: Sendable {
    /// A step begins.
    case started(StepGraph.Step)
    /// A step is waiting for something.
    case progress(StepGraph.Step, status: String, seconds: Double)
    /// A step is done.
    case completed(StepGraph.Step, seconds: Double)
    /// A step failed.
    case failed(StepGraph.Step, StepFailure, seconds: Double)
    /// A step is not begun, because one that it depends on is not done.
    case skipped(StepGraph.Step, because: String)
    /// Everything is done, and an environment is waited for until it is available.
    case awaiting(environment: PlannedEnvironment, status: String)
}

/// Why a step failed, in words for people.
public struct StepFailure: Error, Sendable, Hashable {
    /// What happened, in one line.
    public var summary: String
    /// A likely cause and what to do; may be empty.
    public var detail: String
    /// Whether AWS may have done it all the same.
    public var isUnknown: Bool
    /// Whether a guard kept it from being done, and nothing of it was.
    public var isRefusal = false
    /// True if the step changed something before it failed, or may have.
    public var hasWritten = false
    /// What AWS's text means, if AWS gave one.
    public var cause: Cause?
    /// AWS's request id, which is not in the summary.
    public var requestID: String?
    /// The call that failed, as `batch:CreateJobQueue`, if one did.
    public var operation: String?
    /// True if AWS refused it for a reason that stays until something is mended: running again meets it again.
    public var isDefinite = false

    /// Makes a failure.
    public init(_ summary: String, detail: String = "", isUnknown: Bool = false) {
        self.summary = summary
        self.detail = detail
        self.isUnknown = isUnknown
    }

    /// The summary with the request id: said once of each failure.
    public var fullSummary: String { requestID.map { "\(summary) (request id \($0))" } ?? summary }

    /// Makes a guard's refusal.
    package static func refusal(_ summary: String, detail: String) -> StepFailure {
        var failure = StepFailure(summary, detail: detail)
        failure.isRefusal = true
        return failure
    }
}
