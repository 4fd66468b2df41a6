/// One line of a simulated account's log.
public struct CallRecord: Sendable, Hashable {
    /// The result of a call.
    public enum Outcome: Sendable, Hashable {
        /// With the service's answer.
        case answered
        /// With an error of this code.
        case refused(code: String)
        /// Without an answer.
        case unanswered
    }

    /// Counts the account's calls from 0.
    public var index: Int
    /// As `batch:CreateJobQueue`.
    public var operation: String
    /// The Region that was called.
    public var region: String
    /// True if the call can change anything.
    public var isMutating: Bool
    /// Seconds since 1970-01-01T00:00:00Z.
    public var time: Double
    /// The result of the call.
    public var outcome: Outcome
}
