import Signing

/// The HTTP face of a call.
public struct HTTPBinding: Sendable, Hashable {
    /// The HTTP method.
    public var method: String
    /// The path as it is sent, its labels percent-encoded already.
    public var path: String
    /// Query parameters, not encoded yet.
    public var query: [QueryItem] = []
    /// True if the encoded operation is sent as the body.
    public var hasBody: Bool
    /// The bucket of the path (S3): it becomes a part of the host or the beginning of the path.
    public var bucket: String?
    /// Headers that members of the operation go into.
    public var headers: [QueryItem] = []
    /// A member that is the whole body, not encoded.
    public var payload: [UInt8]?

    /// A name and a value of the query string or of a header, not encoded.
    public struct QueryItem: Sendable, Hashable {
        /// The parameter's name.
        public var name: String
        /// The parameter's value.
        public var value: String
    }

    /// Makes a binding; the default is a POST with a body.
    public init(method: String = "POST", path: String, hasBody: Bool = true) {
        self.method = method
        self.path = path
        self.hasBody = hasBody
    }
}

extension HTTPBinding {
    /// A member as one segment of the path.
    static func label(_ text: String) -> String { PercentEncoding.encode(text) }

    /// A member as the rest of the path, which keeps its slashes.
    static func path(_ text: String) -> String { PercentEncoding.encode(text, keeping: "/") }

    /// Adds a parameter that has a value.
    mutating func add(query name: String, _ value: (some LosslessStringConvertible)?) {
        if let value { query.append(QueryItem(name: name, value: String(value))) }
    }

    /// Adds a parameter for each value.
    mutating func add(query name: String, _ values: [String]?) {
        query += (values ?? []).map { QueryItem(name: name, value: $0) }
    }

    /// Adds a header that has a value.
    mutating func add(header name: String, _ value: (some LosslessStringConvertible)?) {
        if let value { headers.append(QueryItem(name: name, value: String(value))) }
    }
}
