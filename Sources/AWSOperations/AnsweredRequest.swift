/// The facts that lower layers learn about the call of a task, for an upper layer that keeps a record of calls.
public actor AnsweredRequest {
    /// AWS's id of the last request that was answered.
    public private(set) var requestID: String?

    /// Makes a record of a call that is not answered yet.
    public init() {}

    /// The record of the call that the current task makes; nil if none is kept.
    @TaskLocal public static var current: AnsweredRequest?

    /// Notes the id of an answered request.
    public func note(requestID: String?) { self.requestID = requestID }
}
