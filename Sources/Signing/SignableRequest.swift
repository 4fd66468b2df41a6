/// The parts of a request that a SigV4 header signature covers.
public struct SignableRequest: Sendable, Hashable {
    /// A name and a value.
    public struct Field: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value, not encoded.
        public var value: String
        /// Makes a field.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The HTTP method.
    public var method: String
    /// The path as it is sent: percent-encoded once.
    public var path: String
    /// The query parameters, not encoded.
    public var query: [Field]
    /// The headers to sign, `Host` among them.
    public var headers: [Field]
    /// The body.
    public var body: [UInt8]
    /// True if `.`, `..` and doubled slashes in the path are resolved before signing (every service but S3).
    public var normalizesPath: Bool
    /// True if signing encodes the path once more (every service but S3).
    public var encodesPathAgain: Bool

    /// Makes a request to sign.
    public init(
        method: String, path: String, query: [Field] = [], headers: [Field], body: [UInt8] = [],
        normalizesPath: Bool = true, encodesPathAgain: Bool = true
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.normalizesPath = normalizesPath
        self.encodesPathAgain = encodesPathAgain
    }
}
