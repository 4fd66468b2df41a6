public import ResourceModel

/// The plan for one environment of the file.
public struct PlannedEnvironment: Sendable, Hashable, Codable {
    /// Which one.
    public var key: EnvironmentKey
    /// Its resources, in the order that people read them in.
    public var resources: [PlannedResource]
    /// Jobs on its compute environments and in its queues now.
    public var jobs: JobCounts
    /// The reasons why the plan may not be applied. A single one is enough to refuse it.
    public var refusals: [Refusal]
    /// Notes for the user before the plan is applied.
    public var warnings: [Warning] = []
    /// Choices that it keeps although the choice would be another one today.
    public var keptChoices: [KeptChoice] = []
    /// True if apply returns only when everything is VALID and ENABLED.
    public var waitsForAvailable = false
    /// The longest time to wait for AWS, in seconds.
    public var waitTimeoutSeconds = 1800

    /// The queues that a manual environment names.
    public var references: [Resource] = []
    /// Those of the references that do not exist.
    public var missingReferences: [Resource] = []

    /// Its cost before and after; nil if that was not looked up or no price is known.
    public var cost: EnvironmentCost?

    /// The account that it is in; nil if the plan is about one account.
    public var accountID: String?

    /// True if it is deleted because the files no longer name it.
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

    /// The action on the environment as a whole: the weightiest of the actions on its resources.
    public var action: PlannedResource.Action {
        let actions = Set(resources.map(\.action))
        if actions.contains(.replace) { return .replace }
        let acting = actions.subtracting([.none])
        guard let only = acting.first else { return .none }
        // Something is created and something else exists: the environment exists and changes.
        return acting.count == 1 && (only != .create || !standsAlready) ? only : .update
    }

    private var standsAlready: Bool { resources.contains { $0.action == .none && $0.address.environment != nil } }
}
