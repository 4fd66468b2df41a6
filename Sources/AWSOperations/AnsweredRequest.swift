/// The facts that lower layers learn about the call of a task, for an upper layer that keeps a record of calls.
public actor AnsweredRequest {
    /// AWS's id of the last request that was answered.
    public private(set) var requestID: String?
    /// The body of the last answer, as AWS sent it; nil if it is not kept.
    public private(set) var body: [UInt8]?
    private let keepsBody: Bool

    /// Makes a record of a call that is not answered yet.
    public init(keepsBody: Bool = false) { self.keepsBody = keepsBody }

    /// The record of the call that the current task makes; nil if none is kept.
    @TaskLocal public static var current: AnsweredRequest?

    /// Notes an answered request.
    public func note(requestID: String?, body: [UInt8]) {
        self.requestID = requestID
        if keepsBody { self.body = body }
    }
}
