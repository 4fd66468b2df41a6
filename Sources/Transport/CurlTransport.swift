import Locking

/// HTTP by libcurl: one engine thread, one connection pool and one DNS cache for all requests.
///
/// Redirects are not followed, and a request is never sent twice. The thread starts with the first request and
/// ends with the transport.
public final class CurlTransport: HTTPSender {
    private let options: TransportOptions
    private let engine = LockedValue<CurlEngine?>(nil)

    /// Makes a transport; nothing is opened yet.
    public init(options: TransportOptions = TransportOptions()) {
        self.options = options
    }

    deinit {
        engine.withLock { $0 }?.stop()
    }

    /// Performs one exchange; any status is an answer. Throws ``TransportError``, or `CancellationError` at once.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let engine = try startedEngine(for: request)
        let exchange = PendingExchange(request)
        defer { withExtendedLifetime(self) {} }  // The transport's end is the engine's.
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if exchange.wait(with: continuation) {
                    engine.start(exchange)
                } else {
                    continuation.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            exchange.settle(.failure(CancellationError()))
            engine.noteCancellation()
        }
    }

    private func startedEngine(for request: HTTPRequest) throws -> CurlEngine {
        let scheme = request.url.lowercased()
        guard scheme.hasPrefix("https://") || scheme.hasPrefix("http://") else {
            // libcurl knows two dozen more protocols, files among them.
            throw TransportError(
                code: 1, message: "'\(request.url)' is neither an http nor an https URL", requestMayHaveBeenSent: false)
        }
        let headers = request.headers
        guard !headers.contains(where: { ($0.name + $0.value).unicodeScalars.contains { $0.value < 32 } }) else {
            throw TransportError(
                code: 43, message: "a header holds a control character", requestMayHaveBeenSent: false)
        }
        return try engine.withLock { engine in
            if let engine { return engine }
            let started = try CurlEngine(options: options)
            engine = started
            return started
        }
    }
}
