import Locking

/// A request in flight as both sides see it: the task that waits and the engine that works.
///
/// The first to settle it, the engine with an outcome or the task with its cancellation, resumes the task; the
/// other does nothing. So a cancelled task returns at once, even while the engine is busy.
final class PendingExchange: Sendable {
    typealias Continuation = CheckedContinuation<HTTPResponse, any Error>

    let request: HTTPRequest
    private let state = LockedValue(State.new)

    private enum State {
        case new
        case waiting(Continuation)
        case settled
    }

    init(_ request: HTTPRequest) {
        self.request = request
    }

    var isSettled: Bool {
        state.withLock { if case .settled = $0 { true } else { false } }
    }

    /// Hands over the waiting task; `false` when the exchange was cancelled before it began.
    func wait(with continuation: Continuation) -> Bool {
        state.withLock { state in
            guard case .new = state else { return false }
            state = .waiting(continuation)
            return true
        }
    }

    func settle(_ outcome: Result<HTTPResponse, any Error>) {
        let continuation: Continuation? = state.withLock { state in
            defer { state = .settled }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(with: outcome)
    }
}
