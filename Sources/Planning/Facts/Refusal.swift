public import ResourceModel

/// The reason why a guard does not let a plan be applied, as a fact: views make the sentences.
public struct Refusal: Sendable, Hashable, Codable {
    /// The finding of the guard.
    public var fact: Fact
    /// The environment it is about.
    public var environment: EnvironmentKey?
    /// The resource it is about, if it is about one.
    public var address: Address?
    /// The fields whose change is refused, under AWS's names.
    public var paths: [String] = []

    /// The guard.
    public var kind: Kind { fact.kind }

    /// The finding of a guard.
    public enum Fact: Sendable, Hashable, Codable {
        /// The resource exists and is not owned.
        case foreignResource(name: String, Unowned)
        /// The file protects the environment.
        case protected(Threat)
        /// The file does not permit the replacement that a change of the paths needs, or none is possible.
        case replacementRefused(name: String, isPossible: Bool)
        /// The file wants a replacement for a change that AWS makes in place, and does not permit it.
        case blueGreenRefused(name: String)
        /// The resource is INVALID, and the file does not permit the replacement that alone repairs it.
        case incurable(name: String, statusReason: String)
        /// Jobs run that the update could end.
        case jobsAtRisk(name: String, PlannedEnvironment.JobCounts)
        /// The credentials lead to another account than the file names.
        case wrongAccount(wanted: String, actual: String)
        /// More environments would be deleted than was allowed; nil if nothing was allowed and no person is asked.
        case tooManyDeletions(count: Int, allowed: Int?)
        /// Resources that hold data would be deleted, and neither an option nor a person agrees; true if no file defines
        /// their environment any more.
        case dataLoss(names: [String], isPruned: Bool)
        /// The region's quotas have no room for the resources to be created.
        case quotaExceeded(Shortage)
        /// A resource would have more tags than AWS allows.
        case tooManyTags(Tags)
        /// A resource that reconcile does not own uses the one that would be deleted; `rule` is AWS's.
        case foreignUser(name: String, user: ResourceKind, userName: String, rule: String)
        /// Another environment of the files uses the one that would be deleted.
        case namedElsewhere(name: String, owner: String)
        /// An hour may cost more USD than the file allows.
        case costAboveLimit(atMost: Double, limit: Double)
        /// The file limits the cost of an hour, which is not known.
        case unknownCost(UnknownCost)
    }

    /// The reason why a resource is not ours.
    public enum Unowned: Sendable, Hashable, Codable {
        /// Another owner's tags say that it is theirs; true if it carries no owner's tag of a third one.
        case other(owner: String, isFree: Bool)
        /// It has no tags of ours; true if it can be adopted.
        case untagged(isFree: Bool)
        /// It carries the tag of an owner that may not exist.
        case claimed(owner: String)
        /// It is of a sort that cannot be adopted.
        case obstacle(reason: String, remedy: String)
    }

    /// The harm from which the file protects an environment.
    public enum Threat: Sendable, Hashable, Codable {
        /// All of it would be deleted; true if no file defines it any more.
        case destruction(isPruned: Bool)
        /// Resources of an earlier form of the file would be deleted.
        case pruning(names: [String])
        /// A change of the paths needs a successor.
        case replacement
        /// The file wants a successor for a change of the paths.
        case blueGreen
        /// Jobs run, or may run, that a change of the paths in place could end.
        case jobsRun
        /// It is INVALID, and only a successor repairs it.
        case incurable(name: String, statusReason: String)
    }

    /// Resources of a kind that a region has no room for.
    public struct Shortage: Sendable, Hashable, Codable {
        /// The region.
        public var region: String
        /// The account.
        public var accountID: String
        /// The most that the service allows.
        public var limit: Int
        /// The service.
        public var service: String
        /// The kind in the plural.
        public var noun: String
        /// The number of resources now.
        public var existing: Int
        /// The number that the plan creates.
        public var created: Int
        /// The number that the plan replaces, each beside its predecessor.
        public var replaced: Int
        /// The number that the plan deletes.
        public var deleted: Int

        /// Makes a shortage.
        public init(
            region: String, accountID: String, limit: Int, service: String, noun: String, existing: Int, created: Int,
            replaced: Int, deleted: Int
        ) {
            self.region = region
            self.accountID = accountID
            self.limit = limit
            self.service = service
            self.noun = noun
            self.existing = existing
            self.created = created
            self.replaced = replaced
            self.deleted = deleted
        }

        /// The number that the region would have.
        public var needed: Int { existing + created + replaced - deleted }
    }

    /// Tags of a resource that AWS has no room for.
    public struct Tags: Sendable, Hashable, Codable {
        /// The resource.
        public var name: String
        /// The number of tags that it has.
        public var held: Int
        /// The number that the plan adds.
        public var added: Int
        /// The number that the plan removes, after it has added the others.
        public var removed: Int
        /// The number that AWS allows.
        public var limit: Int
        /// The tags that others set.
        public var others: [String]

        /// Makes the figures of a resource's tags.
        public init(name: String, held: Int, added: Int, removed: Int, limit: Int, others: [String]) {
            self.name = name
            self.held = held
            self.added = added
            self.removed = removed
            self.limit = limit
            self.others = others
        }
    }

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
        /// Data would be deleted that the command does not name.
        case dataLoss = "data-loss"
        /// AWS's quotas have no room for the plan.
        case quotaExceeded = "quota-exceeded"
        /// A resource that stays uses one that would be deleted.
        case foreignQueue = "foreign-queue"
        /// An hour may cost more than the file allows, or its cost is not known.
        case costLimit = "cost-limit"
    }

    /// Makes a refusal.
    public init(_ fact: Fact, environment: EnvironmentKey? = nil, address: Address? = nil, paths: [String] = []) {
        self.fact = fact
        self.environment = environment
        self.address = address
        self.paths = paths
    }
}

extension Refusal.Fact {
    /// The guard that found it.
    public var kind: Refusal.Kind {
        switch self {
        case .foreignResource: .foreignResource
        case .protected: .protected
        case .replacementRefused, .blueGreenRefused, .incurable: .replacementRefused
        case .jobsAtRisk: .jobsAtRisk
        case .wrongAccount: .wrongAccount
        case .tooManyDeletions: .tooManyDeletions
        case .dataLoss: .dataLoss
        case .quotaExceeded, .tooManyTags: .quotaExceeded
        case .foreignUser, .namedElsewhere: .foreignQueue
        case .costAboveLimit, .unknownCost: .costLimit
        }
    }
}
