/// The place of a resource among the desired resources, independent of its name in AWS.
public struct Address: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// The region it is in; of global resources the region of the environment that wants them.
    public var region: String
    /// The environment it belongs to; nil for a resource that the whole account shares.
    public var environment: EnvironmentKey?
    /// The kind of the resource.
    public var kind: ResourceKind
    /// Tells it from others of its kind in the environment, such as `head` or `work`; empty if there is only one.
    public var part: String

    /// The address of an environment's resource.
    public init(_ environment: EnvironmentKey, _ kind: ResourceKind, _ part: String = "") {
        self.region = environment.region
        self.environment = environment
        self.kind = kind
        self.part = part
    }

    /// The address of a resource that the account shares.
    public init(sharedIn region: String, _ kind: ResourceKind, _ part: String = "") {
        self.region = region
        self.environment = nil
        self.kind = kind
        self.part = part
    }

    /// `job-queue.work`: the address inside its environment.
    public var local: String { part.isEmpty ? kind.rawValue : "\(kind.rawValue).\(part)" }

    /// `eu-west-1/acme/research/rnaseq/job-queue.work`
    public var description: String {
        guard let environment else { return kind == .serviceLinkedRole ? "account/\(local)" : "\(region)/\(local)" }
        return "\(region)/\(environment.owner)/\(local)"
    }

    /// Orders addresses by their text.
    public static func < (left: Address, right: Address) -> Bool { left.description < right.description }
}
