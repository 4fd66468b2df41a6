import AWSOperations

/// The caller of AWS, as STS names it.
public struct CallerIdentity: Sendable, Hashable {
    /// The account.
    public let accountID: String
    /// The caller's ARN.
    public let principal: String

    /// Names a caller.
    public init(accountID: String, principal: String) {
        self.accountID = accountID
        self.principal = principal
    }

    /// An answer of STS that may still be under way, so that other reads need not wait for it.
    public typealias Reading = Task<CallerIdentity, any Error>
}

extension StateReader {
    /// The account and the caller's ARN.
    public func identity() async throws -> CallerIdentity {
        let answer = try await access.global.call(STS.GetCallerIdentity())
        return CallerIdentity(accountID: answer.account ?? "", principal: answer.arn ?? "")
    }
}
