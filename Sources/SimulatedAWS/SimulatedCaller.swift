public import AWSOperations

/// A door to one Region of a simulated account.
public struct SimulatedCaller: Caller {
    package let account: SimulatedAccount
    /// The Region that is called.
    public let region: String
    /// The caller.
    public let principal: SimulatedPrincipal

    /// Performs one call on the account.
    public func call<O: Operation>(_ operation: O) async throws -> O.Output {
        try await account.answer(operation, region: region, from: principal)
    }
}
