/// Whatever can perform an HTTP exchange: the transport, or a test's own answers.
public protocol HTTPSender: Sendable {
    /// Performs one exchange; throws ``TransportError``, or `CancellationError` at once when the task is cancelled.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
