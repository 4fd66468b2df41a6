import Transport

/// The address that a trace is posted to.
struct TraceReceiver: Sendable, Hashable {
    let url: String
    /// Names and values; values may be keys to the receiver.
    var headers: [HTTPHeader] = []
    /// A PEM file of certificate authorities.
    var certificates: String?
}
