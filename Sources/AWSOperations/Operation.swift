/// One AWS API call as a value, in the service's own words.
///
/// A type per call holds its input and names its answer; every layer between a decision and AWS (wire client, simulated
/// account, retry, read-only guard, recorder) receives the same values through ``Caller``. The types are generated from
/// `operations.yaml`.
public protocol Operation: Sendable, Encodable {
    /// The answer of the service.
    associatedtype Output: Sendable, Codable
    /// The service that is called.
    static var service: Service { get }
    /// AWS's own name of the call, such as `CreateComputeEnvironment`.
    static var name: String { get }
    /// True if the call can change anything in the account; `plan` refuses to send these.
    static var isMutating: Bool { get }
    /// True if sending the call twice has the effect of sending it once: a call without an answer may be sent again.
    static var isRepeatable: Bool { get }
    /// The members that an answer of AWS always has, as they are named on the wire; an answer without one is refused.
    static var promisedMembers: [String] { get }
    /// The root element of an answer of S3; those of the other services are named after the call.
    static var answerElement: String? { get }
    /// The method and the path of the call, and the members that are sent in the path, the query or headers.
    var binding: HTTPBinding { get }
}

extension Operation {
    /// The type's name, which is the operation's.
    public static var name: String { String(describing: Self.self) }
    /// None, since most answers to writes have no member that is used here.
    public static var promisedMembers: [String] { [] }
    /// None, since only S3 has them.
    public static var answerElement: String? { nil }
    /// `batch:CreateComputeEnvironment`, as IAM policies and logs write it.
    public static var qualifiedName: String { "\(service.actionPrefix):\(name)" }
    /// `POST /`, as the query and JSON-RPC protocols require.
    public var binding: HTTPBinding { HTTPBinding(path: "/") }
}
