public import ResourceModel

/// What is to be done for one environment of the file.
public struct PlannedEnvironment: Sendable, Hashable, Codable {
    /// Which one.
    public var key: EnvironmentKey
    /// Its resources, in the order that people read them in.
    public var resources: [PlannedResource]
    /// Jobs on its compute environments and in its queues now.
    public var jobs: JobCounts
    /// Why it may not be done; carrying the plan out is refused while there is one.
    public var refusals: [Refusal]
    /// What is worth knowing before it is done.
    public var warnings: [String] = []
    /// What it keeps although the choice would be another one today.
    public var keptChoices: [KeptChoice] = []
    /// Whether apply returns only when everything is VALID and ENABLED.
    public var waitsForAvailable = false
    /// How long to wait for AWS, in seconds.
    public var waitTimeoutSeconds = 1800

    /// The queues that a manual environment names.
    public var references: [Resource] = []
    /// Those of the references that do not exist.
    public var missingReferences: [Resource] = []

    /// Whether it goes because the files no longer name it.
    public var isPruned = false

    /// Makes a planned environment.
    public init(
        _ key: EnvironmentKey, resources: [PlannedResource], jobs: JobCounts = .unknown, refusals: [Refusal] = []
    ) {
        self.key = key
        self.resources = resources
        self.jobs = jobs
        self.refusals = refusals
    }

    /// What is done to the environment as a whole: the weightiest of what is done to its resources.
    public var action: PlannedResource.Action {
        let actions = Set(resources.map(\.action))
        if actions.contains(.replace) { return .replace }
        let acting = actions.subtracting([.none])
        guard let only = acting.first else { return .none }
        // Something is made and something else stands: the environment is there and changes.
        return acting.count == 1 && (only != .create || !standsAlready) ? only : .update
    }

    private var standsAlready: Bool { resources.contains { $0.action == .none && $0.address.environment != nil } }
}
