/// One HTTP request.
public struct HTTPRequest: Sendable, Hashable {
    /// The method, such as `POST`.
    public var method: String
    /// The absolute `http` or `https` URL, percent-encoded; it is sent as it stands.
    public var url: String
    /// The headers, sent in this order; `Host`, `Content-Length` and `User-Agent` are added where absent.
    public var headers: [HTTPHeader]
    /// The body; `nil` sends none, an empty one sends `Content-Length: 0`.
    public var body: [UInt8]?
    /// How long the connection may take; the transport's own limit where `nil`.
    public var connectTimeout: Duration?
    /// How long the whole exchange may take; the transport's own limit where `nil`.
    public var timeout: Duration?
    /// Whether a configured proxy is left out, as link-local metadata endpoints need.
    public var bypassesProxy: Bool

    /// Makes a request.
    public init(
        method: String, url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil, connectTimeout: Duration? = nil,
        timeout: Duration? = nil, bypassesProxy: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.bypassesProxy = bypassesProxy
    }
}

/// A header's name and value.
public struct HTTPHeader: Sendable, Hashable {
    /// The name; compared without regard to case.
    public var name: String
    /// The value.
    public var value: String
    /// Makes a header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
