/// The effect of a fault hook on one call.
public enum Fault: Sendable, Hashable {
    /// The call never arrives: connection refused.
    case unreachable
    /// The call may have arrived and did not; no answer.
    case lostRequest
    /// The call takes effect; no answer.
    case lostAnswer
    /// Refused for its rate, with the service's code.
    case throttled
    /// A 503 that took effect, or did not.
    case serverError(applied: Bool)
    /// Refused with these words.
    case refused(code: String, message: String, status: Int)

    var appliesFirst: Bool {
        switch self {
        case .lostAnswer, .serverError(applied: true): true
        default: false
        }
    }
}
