/// One AWS API call as a value, in the service's own words.
///
/// A type per call holds its input and names its answer; every layer that stands between a decision and AWS
/// (wire client, simulated account, retry, read-only guard, recorder) sees the same values through ``Caller``.
public protocol Operation: Sendable, Encodable {
    /// What the service answers.
    associatedtype Output: Sendable, Codable
    /// The service that is called.
    static var service: Service { get }
    /// AWS's own name of the call, such as `CreateComputeEnvironment`.
    static var name: String { get }
    /// Whether the call can change anything in the account; `plan` refuses to send these.
    static var isMutating: Bool { get }
    /// Whether sending the call twice comes to the same as sending it once, so that a lost answer may simply be asked
    /// for again.
    static var isRepeatable: Bool { get }
    /// Where the call goes on the wire and which members leave the body for the path or the query (REST services).
    var binding: HTTPBinding { get }
}

extension Operation {
    /// The type's name, which is the operation's.
    public static var name: String { String(describing: Self.self) }
    /// Reading is; setting, tagging and deleting are; making and adding are not, unless a token makes them so.
    public static var isRepeatable: Bool { !isMutating || !(name.hasPrefix("Create") || name.hasPrefix("Add")) }
    /// `batch:CreateComputeEnvironment`, as IAM policies and logs write it.
    public static var qualifiedName: String { "\(service.actionPrefix):\(name)" }
    /// `POST /` for the query and JSON-RPC protocols, `POST /v1/<operation in lower case>` for Batch.
    public var binding: HTTPBinding {
        guard Self.service.wireProtocol == .restJSON else { return HTTPBinding(path: "/") }
        return HTTPBinding(path: "/v1/" + Self.name.lowercased())
    }
}

/// The HTTP face of a call.
public struct HTTPBinding: Sendable, Hashable {
    /// The HTTP method.
    public var method: String
    /// The path as it is sent, its labels percent-encoded already.
    public var path: String
    /// Query parameters, not encoded yet.
    public var query: [QueryItem]
    /// Whether the encoded operation is sent as the body.
    public var hasBody: Bool
    /// The bucket that the path is in: part of the host, or the path's beginning (S3).
    public var bucket: String?
    /// Headers that members of the operation go into.
    public var headers: [QueryItem] = []
    /// A member that is the body as it stands.
    public var payload: [UInt8]?

    /// A name and a value of the query string or of a header, not encoded.
    public struct QueryItem: Sendable, Hashable {
        /// The parameter's name.
        public var name: String
        /// The parameter's value.
        public var value: String

        /// Makes a parameter.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Makes a binding; the default is a POST with a body.
    public init(method: String = "POST", path: String, query: [QueryItem] = [], hasBody: Bool = true) {
        self.method = method
        self.path = path
        self.query = query
        self.hasBody = hasBody
    }
}

/// An answer whose members stand in headers and whose body is one member's bytes (REST services).
public protocol HeaderedAnswer {
    /// Reads the answer.
    ///
    /// - Parameter header: the first header of a name, compared without regard to case.
    init(header: (String) -> String?, body: [UInt8])
}

/// An answer with nothing in it that is used here.
public struct Empty: Sendable, Codable, Hashable {
    /// Makes the empty answer.
    public init() {}
}
