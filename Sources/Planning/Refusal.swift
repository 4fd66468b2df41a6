public import ResourceModel

/// The reason why a guard does not let a plan be applied.
public struct Refusal: Sendable, Hashable, Codable {
    /// Which guard.
    public var kind: Kind
    /// The environment it is about.
    public var environment: EnvironmentKey?
    /// The resource it is about, if it is about one.
    public var address: Address?
    /// The fields whose change is refused, under AWS's names.
    public var paths: [String] = []
    /// The problem, with the names.
    public var summary: String
    /// The ways out.
    public var detail: String

    /// A guard.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The resource exists and is not owned.
        case foreignResource = "foreign-resource"
        /// The file protects the environment.
        case protected = "protected"
        /// The file does not permit the replacement that the change takes.
        case replacementRefused = "replacement-refused"
        /// Jobs run that the update could end.
        case jobsAtRisk = "jobs-at-risk"
        /// The credentials lead to another account than the file names.
        case wrongAccount = "wrong-account"
        /// More would be deleted than was allowed.
        case tooManyDeletions = "too-many-deletions"
        /// The region's quotas have no room for what would be made.
        case quotaExceeded = "quota-exceeded"
        /// A queue that reconcile does not own uses what would be deleted.
        case foreignQueue = "foreign-queue"
    }

    /// Makes a refusal.
    public init(
        _ kind: Kind, environment: EnvironmentKey? = nil, address: Address? = nil, paths: [String] = [],
        _ summary: String, detail: String
    ) {
        self.kind = kind
        self.environment = environment
        self.address = address
        self.paths = paths
        self.summary = summary
        self.detail = detail
    }
}
