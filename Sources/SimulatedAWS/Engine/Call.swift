import AWSOperations

/// The call that is answered now: the facts that a handler needs in addition to its input.
struct Call: Sendable {
    /// As `batch:CreateJobQueue`.
    let operation: String
    let region: String
    let now: Double
    let requestID: String
    /// True if this call's reads come from a replica that lags.
    let isLagging: Bool

    /// A refusal in the service's words.
    func refusal(_ code: String, _ message: String, status: Int = 400) -> ServiceError {
        ServiceError(operation: operation, code: code, message: message, status: status, requestID: requestID)
    }

    /// Batch's only client error, with the message unchanged.
    func clientException(_ message: String) -> ServiceError { refusal("ClientException", message) }

    /// Batch's client error as its validation words it.
    func invalidRequest(_ message: String) -> ServiceError {
        clientException("Error executing request, Exception : \(message), RequestId: \(requestID)")
    }

    /// One page of `items` that begins at `token`, and the token of the next page.
    func page<Item>(
        _ items: [Item], size: Int, token: String?, invalid: @autoclosure () -> ServiceError
    ) throws -> (items: [Item], next: String?) {
        var start = 0
        if let token {
            guard token.hasPrefix("page-"), let offset = Int(token.dropFirst(5)), offset > 0 else { throw invalid() }
            start = min(offset, items.count)
        }
        let end = min(start + size, items.count)
        return (Array(items[start..<end]), end < items.count ? "page-\(end)" : nil)
    }
}
