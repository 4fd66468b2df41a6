/// One HTTP request.
public struct HTTPRequest: Sendable, Hashable {
    /// The method, such as `POST`.
    public var method: String
    /// The absolute `http` or `https` URL, percent-encoded; it is sent unchanged.
    public var url: String
    /// The headers, sent in this order; `Host`, `Content-Length` and `User-Agent` are added if they are missing.
    public var headers: [HTTPHeader]
    /// The body; `nil` sends none, an empty one sends `Content-Length: 0`.
    public var body: [UInt8]?
    /// The longest time for the connection; `nil` means the transport's limit.
    public var connectTimeout: Duration?
    /// The longest time for the whole exchange; `nil` means the transport's limit.
    public var timeout: Duration?
    /// True if a configured proxy is not used, as link-local metadata endpoints need.
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
