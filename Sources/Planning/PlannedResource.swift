public import ResourceModel

/// The plan for one resource, with the reason.
public struct PlannedResource: Sendable, Hashable, Codable {
    /// Its address among the desired resources.
    public var address: Address
    /// Its name in AWS, a compute environment's generation included.
    public var name: String
    /// The action on it.
    public var action: Action
    /// The class of the change in AWS; nil if the resource does not exist yet, or is deleted.
    public var update: UpdateClass?
    /// The fact that says why.
    public var reason: Reason
    /// The fields that differ.
    public var changes: [Change]
    /// The resources whose steps come before.
    public var dependsOn: [Address]
    /// The state that the file wants, named and tagged as AWS is to have it; nil for a resource that is deleted.
    public var desired: Resource?
    /// The state in AWS, of the generation that stays or that a replacement deletes.
    public var observed: ObservedResource?
    /// Fields that the file leaves open and that stay as they are, by path.
    public var keptFields: Set<String> = []
    /// Tags that an earlier apply set and the file no longer has.
    public var retiredTags: [String] = []
    /// reconcile's own tags that follow the other changes, such as the hash of the form: written, but not shown.
    public var bookkeepingTags: [String: String] = [:]
    /// Differences from the file that stay: the resource is only taken over, and the next apply removes them, or the file
    /// says to leave it as it is.
    public var differences: [Change] = []
    /// True if running jobs are waited for before a compute environment or a queue is deleted.
    public var drains = true
    /// True if AWS is still deleting a resource of the same name, which has to be gone first.
    public var awaitsNamesake = false
    /// True if a separate step deletes a service role that was restored for the deletion.
    public var leavesRestoredRole = false
    /// A maximum that AWS accepts only later, because more is in use now.
    public var capacity: Capacity?
    /// The condition that must still be true when the update is made; nil if running jobs do not matter to it.
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
        /// True if the next run replaces the resource if jobs run by then; false if it refuses.
        public var isReplacedNext: Bool

        /// Makes a condition.
        public init(queues: [String], isReplacedNext: Bool) {
            self.queues = queues
            self.isReplacedNext = isReplacedNext
        }
    }

    /// The actions on a resource.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is as the file wants it.
        case none
        /// It does not exist yet.
        case create
        /// It is updated in place.
        case update
        /// A successor takes its place, then it is deleted.
        case replace
        /// It is deleted.
        case delete
        /// It exists without our tags and becomes owned.
        case adopt
    }

    /// True if only reconcile's own records in the tags are written, together with the changes of other resources.
    public var isBookkeeping: Bool {
        if case .choiceKept = reason { return false }
        return action == .update && changes.isEmpty
    }

    /// Makes a planned resource.
    public init(
        _ address: Address, name: String, action: Action, update: UpdateClass? = nil, reason: Reason = .matches,
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
