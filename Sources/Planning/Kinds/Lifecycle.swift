public import ResourceModel

/// How resources of a kind live among others: names, jobs, order and quotas, as data.
public struct Lifecycle: Sendable {
    /// True if a successor with the name of the next generation can replace a resource that AWS cannot change. False if
    /// others know it by its name.
    public var hasGenerations = false
    /// True if users' data is lost with a resource: it is deleted only if its name is given for that.
    public var holdsData = false
    /// What the resources have to do with jobs.
    public var jobs = Jobs.none
    /// The most that a region can hold, if AWS raises it for nobody.
    public var quota: Quota?
    /// The field that switches a resource on and off.
    public var activation: Activation?
    /// The kinds whose resources are deleted before those of this one, beside what their references say.
    public var deletedAfter: Set<ResourceKind> = []
    /// The kind whose owned resource proves, by naming it, that a resource with a free name belongs to an environment.
    /// Nil if an environment gives its resources their names.
    public var provenBy: ResourceKind?
    /// What a resource of others stands for, which an environment of the same run may create.
    public var alias: Alias?
    /// True if what files leave open is chosen from resources of the kind.
    public var isChosenFrom = false
    /// Fields that a file may leave open, and the attributes of what they are chosen from.
    public var choices: [Choice] = []
    /// Why a resource of the kind cannot be deleted while another one uses it; nil if AWS allows it.
    public var useRule: String?
    /// Attributes of a resource that change by themselves.
    public var transientAttributes: Set<String> = []

    /// Makes the lifecycle of a kind with nothing special.
    public init() {}

    /// What resources have to do with jobs.
    public enum Jobs: Sendable {
        /// Nothing.
        case none
        /// Jobs run on them.
        case run
        /// Jobs wait in them.
        case queue
    }

    /// The most resources of a kind in a region.
    public struct Quota: Sendable {
        /// The number.
        public var limit: Int
        /// The kind in the plural, as sentences have it.
        public var noun: String

        /// Makes a quota.
        public init(limit: Int, noun: String) {
            self.limit = limit
            self.noun = noun
        }
    }

    /// The field that switches a resource on and off.
    public struct Activation: Sendable {
        /// The field under AWS's name, dotted.
        public var path: String
        /// Its value if the resource is on.
        public var enabled: String

        /// Makes an activation.
        public init(path: String, enabled: String) {
            self.path = path
            self.enabled = enabled
        }
    }

    /// A field that is chosen if a file leaves it open.
    public struct Choice: Sendable {
        /// The field under AWS's name, dotted.
        public var path: String
        /// The attribute of what it is chosen from.
        public var attribute: String

        /// Makes a choice.
        public init(path: String, attribute: String) {
            self.path = path
            self.attribute = attribute
        }
    }

    /// What a resource of others stands for.
    public struct Alias: Sendable {
        /// The kind that environments create.
        public var kind: ResourceKind
        /// The name of the resource in an account and region, from a name or an ARN.
        public var name: @Sendable (_ nameOrARN: String, _ region: String, _ accountID: String) -> String

        /// Makes an alias.
        public init(
            kind: ResourceKind,
            name: @escaping @Sendable (_ nameOrARN: String, _ region: String, _ accountID: String) -> String
        ) {
            self.kind = kind
            self.name = name
        }
    }
}
