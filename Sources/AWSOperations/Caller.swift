/// The one door to AWS: whatever can answer an ``Operation``.
///
/// Throws ``ServiceError`` when the service answered with an error, ``NoResponse`` when it did not answer, and
/// `CancellationError` when the task was cancelled.
public protocol Caller: Sendable {
    /// Performs one call.
    func call<O: Operation>(_ operation: O) async throws -> O.Output
}
