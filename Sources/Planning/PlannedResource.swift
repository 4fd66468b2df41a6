public import ResourceModel

/// What is to be done to one resource, and why.
public struct PlannedResource: Sendable, Hashable, Codable {
    /// Where it stands in the desired world.
    public var address: Address
    /// Its name in AWS, a compute environment's generation included.
    public var name: String
    /// What is to be done.
    public var action: Action
    /// What AWS makes of it; nil where the resource does not stand yet, or is to go.
    public var update: UpdateClass?
    /// One sentence that says why.
    public var reason: String
    /// The fields that differ.
    public var changes: [Change]
    /// What must be done before.
    public var dependsOn: [Address]
    /// What the file wants, named and tagged as AWS is to hold it; nil for what is to go.
    public var desired: Resource?
    /// What AWS holds, in the generation that stays or, on replacement, goes.
    public var observed: ObservedResource?
    /// Fields that the file leaves open and that stay as they are, by path.
    public var keptFields: Set<String> = []
    /// Tags that an earlier apply set and the file no longer has.
    public var retiredTags: [String] = []
    /// Tags of our own that follow the other changes, such as the hash of the form: kept, but not worth showing.
    public var bookkeepingTags: [String: String] = [:]
    /// What differs from the file and stays so for now, because the resource is only taken over: the next apply's work.
    public var differences: [Change] = []
    /// Whether to wait for running jobs before a compute environment or a queue goes.
    public var drains = true
    /// Whether AWS is still deleting a resource of the same name, which has to be gone before.
    public var awaitsNamesake = false
    /// Whether a step of its own takes a service role away that was restored for its deletion.
    public var leavesRestoredRole = false
    /// A maximum that AWS takes only later, because more is in use now.
    public var capacity: Capacity?
    /// What must still hold when the update is made; nil where it is made whatever runs.
    public var idleCondition: IdleCondition?

    /// More vCPUs than a new maximum allows.
    public struct Capacity: Sendable, Hashable, Codable {
        /// The vCPUs in use: Batch's desiredvCpus.
        public var inUse: Int
        /// The new maximum.
        public var limit: Int

        /// Makes a pair of figures.
        public init(inUse: Int, limit: Int) {
            self.inUse = inUse
            self.limit = limit
        }
    }

    /// An update that ends jobs is made in place only because nothing ran when it was planned.
    public struct IdleCondition: Sendable, Hashable, Codable {
        /// The queues whose jobs run there, by name.
        public var queues: [String]
        /// What the next run does where jobs run by now.
        public var otherwise: String

        /// Makes a condition.
        public init(queues: [String], otherwise: String) {
            self.queues = queues
            self.otherwise = otherwise
        }
    }

    /// What is to be done to a resource.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is as the file wants it.
        case none
        /// It does not stand yet.
        case create
        /// It is changed where it stands.
        case update
        /// A successor takes its place, then it goes.
        case replace
        /// It goes.
        case delete
        /// It stands without our tags and becomes ours.
        case adopt
    }

    /// Makes a planned resource.
    public init(
        _ address: Address, name: String, action: Action, update: UpdateClass? = nil, reason: String = "",
        changes: [Change] = [], dependsOn: [Address] = [], desired: Resource? = nil, observed: ObservedResource? = nil
    ) {
        self.address = address
        self.name = name
        self.action = action
        self.update = update
        self.reason = reason
        self.changes = changes
        self.dependsOn = dependsOn
        self.desired = desired
        self.observed = observed
    }
}
