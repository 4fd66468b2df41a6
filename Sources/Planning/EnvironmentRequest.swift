public import ResourceModel

/// One environment of the file as planning takes it: what it wants, and what it permits.
public struct EnvironmentRequest: Sendable, Hashable, Codable {
    /// Which environment.
    public var key: EnvironmentKey
    /// What it wants.
    public var resources: [Resource]
    /// What only another form of the environment would want: looked up, so that what stands of it is not forgotten.
    public var retired: [Resource]
    /// What the file permits.
    public var policy: Policy

    /// What the file permits to be done to an environment.
    public struct Policy: Sendable, Hashable, Codable {
        /// Whether a compute environment may be replaced where AWS cannot update it (`overwrite`).
        public var allowsReplacement = false
        /// Whether what stands is left as it is (`on_exists: ignore`).
        public var leavesExisting = false
        /// Whether nothing may be deleted or replaced (`protect`).
        public var isProtected = false
        /// Whether deleting leaves the resources in AWS (`on-delete: retain`).
        public var retainsOnDelete = false
        /// How updates that replace instances are made.
        public var updateStrategy = UpdateStrategy.auto
        /// Whether to wait for running jobs before a compute environment goes.
        public var drains = true
        /// Whether apply returns only when everything is VALID and ENABLED.
        public var waitsForAvailable = false
        /// How long to wait for AWS, in seconds.
        public var waitTimeoutSeconds = 1800
        /// The names in AWS of resources that hold data and may be deleted nevertheless.
        public var deletableData: Set<String> = []
        /// The account that the file names; any other is refused.
        public var accountID: String?

        /// How updates that replace instances are made.
        public enum UpdateStrategy: String, Sendable, Hashable, Codable {
            /// In place, whatever runs.
            case inPlace
            /// Behind a successor.
            case blueGreen
            /// In place where nothing runs, else behind a successor where the file permits it.
            case auto
        }

        /// The file's defaults.
        public init() {}
    }

    /// Makes a request.
    public init(
        key: EnvironmentKey, resources: [Resource], retired: [Resource] = [], policy: Policy = Policy()
    ) {
        self.key = key
        self.resources = resources
        self.retired = retired
        self.policy = policy
    }
}
