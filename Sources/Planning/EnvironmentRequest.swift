public import ResourceModel

/// One environment of the file as input of a plan: the resources that it wants, and what it permits.
public struct EnvironmentRequest: Sendable, Hashable, Codable {
    /// Which environment.
    public var key: EnvironmentKey
    /// The resources that it wants.
    public var resources: [Resource]
    /// Resources that only another form of the environment would want. They are read too, so that none is left behind.
    public var retired: [Resource]
    /// The resource that a command makes for a while. A plan does not look for it: it would change with every run of that
    /// command. A run that was killed leaves it; the command itself, `--prune` and `destroy` find it then.
    public var temporary: Resource?
    /// The permissions that the file gives.
    public var policy: Policy

    /// The permissions that the file gives for changes of an environment.
    public struct Policy: Sendable, Hashable, Codable {
        /// True if a compute environment may be replaced if AWS cannot update it (`overwrite`).
        public var allowsReplacement = false
        /// True if an environment that exists is left as it is (`on_exists: ignore`).
        public var leavesExisting = false
        /// True if nothing may be deleted or replaced (`protect`).
        public var isProtected = false
        /// True if deleting leaves the resources in AWS (`on-delete: retain`).
        public var retainsOnDelete = false
        /// The way in which updates that replace instances are made.
        public var updateStrategy = UpdateStrategy.auto
        /// True if a compute environment is deleted only after its running jobs have ended.
        public var drains = true
        /// True if apply returns only when everything is VALID and ENABLED.
        public var waitsForAvailable = false
        /// The longest time to wait for AWS, in seconds.
        public var waitTimeoutSeconds = 1800
        /// The most USD that an hour may cost; nil if the file sets no limit.
        public var maxHourlyCost: Double?
        /// The account that the file names; any other is refused.
        public var accountID: String?

        /// The ways in which updates that replace instances are made.
        public enum UpdateStrategy: String, Sendable, Hashable, Codable {
            /// In place, even if jobs run.
            case inPlace
            /// By a successor.
            case blueGreen
            /// In place if nothing runs; else by a successor, if the file permits it.
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
