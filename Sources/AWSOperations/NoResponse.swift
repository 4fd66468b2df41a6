/// A call that got no answer: refused connection, reset, timeout, name not found.
public struct NoResponse: Error, Sendable, Hashable, CustomStringConvertible {
    /// The call, as `batch:CreateJobQueue`.
    public var operation: String
    /// The endpoint that the call was sent to, such as `https://batch.eu-west-1.amazonaws.com`.
    public var endpoint: String
    /// The reason in the transport's words.
    public var reason: String
    /// True if the call changes something, and the service may have carried it out all the same.
    public var mayHaveArrived: Bool
    /// The proxy on the way, without user and password.
    public var proxy: String?
    /// The status with which the proxy refused to connect.
    public var proxyStatus: Int?

    /// Makes an error.
    public init(
        operation: String, endpoint: String, reason: String, mayHaveArrived: Bool, proxy: String? = nil,
        proxyStatus: Int? = nil
    ) {
        self.operation = operation
        self.endpoint = endpoint
        self.reason = reason
        self.mayHaveArrived = mayHaveArrived
        self.proxy = proxy
        self.proxyStatus = proxyStatus
    }

    /// One line: the call, the endpoint, the reason.
    public var description: String { "\(operation): no answer from \(endpoint): \(reason)" }

    /// Says what to check before the call is made again.
    public var remedy: String {
        guard let proxy else { return "check the network and the endpoint" }
        let variable = endpoint.hasPrefix("http:") ? "http_proxy" : "HTTPS_PROXY"
        return switch proxyStatus {
        case 407: "give a user and a password that the proxy accepts in \(variable)"
        case .some: "have the proxy \(proxy) allow this host, or name the host in NO_PROXY if it is reached without"
        case nil: "check \(variable), NO_PROXY and the network"
        }
    }

    /// True if the proxy refused on purpose, so that another attempt would be answered alike.
    public var isRefusedByProxy: Bool {
        proxyStatus.map { (400..<500).contains($0) && ![408, 429].contains($0) } ?? false
    }
}
