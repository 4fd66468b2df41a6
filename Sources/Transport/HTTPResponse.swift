/// An HTTP answer with any status.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code.
    public var status: Int
    /// The headers in the order they came.
    public var headers: [HTTPHeader]
    /// The body.
    public var body: [UInt8]
    /// The proxy that it came through, without user and password.
    public var proxy: String?

    /// Makes an answer.
    public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], proxy: String? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.proxy = proxy
    }

    /// The first header of that name, compared without regard to case.
    public subscript(header name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
