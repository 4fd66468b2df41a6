public import ResourceModel

/// What was changed in AWS behind the file's back since the last apply.
public struct Drift: Sendable, Hashable {
    /// The account that was read.
    public var accountID: String
    /// The environments, in the file's order.
    public var environments: [Environment]

    /// One environment.
    public struct Environment: Sendable, Hashable {
        /// Which one.
        public var key: EnvironmentKey
        /// What was changed of it.
        public var resources: [DriftedResource]
        /// True if anything of it exists. Of one that is missing nothing tells whether it was deleted or never applied.
        public var exists: Bool
        /// True if the file only names what others make.
        public var isManual: Bool

        /// Makes an environment.
        public init(key: EnvironmentKey, resources: [DriftedResource], exists: Bool, isManual: Bool = false) {
            self.key = key
            self.resources = resources
            self.exists = exists
            self.isManual = isManual
        }
    }

    /// Finds it in a plan that has everything in it that differs.
    public init(_ plan: Plan, _ kinds: KindCatalog) {
        accountID = plan.accountID
        environments = plan.environments.map { environment in
            let finder = DriftFinder(environment: environment, kinds: kinds)
            return Environment(
                key: environment.key, resources: finder.resources, exists: finder.exists, isManual: finder.isManual)
        }
    }

    /// True if every environment exists and nothing of any was changed.
    public var isEmpty: Bool { environments.allSatisfy { $0.exists && $0.resources.isEmpty } }

    /// The environments of which nothing exists.
    public var missing: [Environment] { environments.filter { !$0.exists } }

    /// Every resource that was changed.
    public var resources: [DriftedResource] { environments.flatMap(\.resources) }
}

/// A resource that is not any more as the last apply left it.
public struct DriftedResource: Sendable, Hashable {
    /// The resource as the plan has it, with only those of its changes that put back what was changed outside.
    public var planned: PlannedResource
    /// What happened to it.
    public var event: Event
    /// Paths of the changes whose field the file has changed as well, so that its value is not the one last applied.
    public var edited: Set<String>

    /// What happened to a resource.
    public enum Event: String, Sendable, Hashable {
        /// Fields or tags have other values.
        case changed
        /// It does not exist, though the last apply made it or the file takes it for granted.
        case deleted
        /// The tags that make it ours are not there any more.
        case disowned
    }

    /// Makes a drifted resource.
    public init(_ planned: PlannedResource, _ event: Event, edited: Set<String> = []) {
        self.planned = planned
        self.event = event
        self.edited = edited
    }
}
