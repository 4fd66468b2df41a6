/// An AWS service as its published model describes it; the services are generated from `operations.yaml`.
public struct Service: Sendable, Hashable {
    /// The name in host names, such as `batch`.
    public let id: String
    /// The protocol it speaks.
    public let wireProtocol: WireProtocol
    /// The name in AWS's SDKs, such as `CloudWatch Logs`: the service id of its model.
    public let serviceID: String
    /// The model's version: the `Version` parameter of the query protocols.
    public let apiVersion: String
    /// The name in settings: `cloudwatch_logs` of `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS` and of `services` in profiles.
    public let settingsName: String
    /// The name that signatures carry.
    public let signingName: String
    /// The prefix of `X-Amz-Target` (JSON 1.1 only).
    public let targetPrefix: String
    /// True if one endpoint serves a whole partition.
    public let isGlobal: Bool
    /// The name in IAM actions, such as `batch`.
    public let actionPrefix: String

    init(
        _ id: String, _ wireProtocol: WireProtocol, _ apiVersion: String, serviceID: String,
        signingName: String? = nil, targetPrefix: String = "", isGlobal: Bool = false, actionPrefix: String? = nil
    ) {
        self.id = id
        self.wireProtocol = wireProtocol
        self.apiVersion = apiVersion
        self.serviceID = serviceID
        settingsName = String(serviceID.lowercased().map { $0 == " " ? "_" : $0 })
        self.signingName = signingName ?? id
        self.targetPrefix = targetPrefix
        self.isGlobal = isGlobal
        self.actionPrefix = actionPrefix ?? self.signingName
    }

    /// The protocols of the services used here.
    public enum WireProtocol: Sendable, Hashable {
        /// JSON bodies, the operation in the path.
        case restJSON
        /// Bodies that are not encoded, members in the path and in headers, XML errors.
        case restXML
        /// JSON bodies, the operation in `X-Amz-Target`.
        case json11
        /// Form-encoded requests with `.member.N` lists, XML answers.
        case query
        /// Form-encoded requests with flattened lists, XML answers.
        case ec2
    }
}
