public import ResourceModel

/// The rules of a kind beside its fields: names, jobs, order and quotas, as data.
public struct Lifecycle: Sendable {
    /// True if a successor with the name of the next generation can replace a resource that AWS cannot change. False if
    /// others know it by its name.
    public var hasGenerations = false
    /// True if users lose data with a resource: no replacement deletes it, and plans say so before it is deleted.
    public var holdsData = false
    /// The relation of the resources to jobs.
    public var jobs = Jobs.none
    /// The quota of resources in a region; only one that AWS does not raise.
    public var quota: Quota?
    /// The field that switches a resource on and off.
    public var activation: Activation?
    /// The kinds whose resources are deleted before those of this one, in addition to the order of their references.
    public var deletedAfter: Set<ResourceKind> = []
    /// The kind whose owned resource proves, by naming it, that a resource with a free name belongs to an environment.
    /// Nil if an environment gives its resources their names.
    public var provenBy: ResourceKind?
    /// The kind that a reference to another owner's resource may also mean, because environments create such resources.
    public var alias: Alias?
    /// True if what files leave open is chosen from resources of the kind.
    public var isChosenFrom = false
    /// Fields that a file may leave open, and the attributes of what they are chosen from.
    public var choices: [Choice] = []
    /// The field that names an image; nil for kinds without one.
    public var images: ImageUse?
    /// The kind of the resource whose name a parameter of this kind holds; nil for kinds that are no parameters.
    public var holdsNameOf: ResourceKind?
    /// Why a resource of the kind cannot be deleted while another one uses it; nil if AWS allows it.
    public var useRule: String?
    /// Attributes of a resource that change by themselves.
    public var transientAttributes: Set<String> = []
    /// True if plans only warn about it: a change of it makes no plan stale.
    public var isOnlyAdvice = false
    /// True if a resource of the kind holds the prices of an environment.
    public var holdsPrices = false

    /// Makes the lifecycle of a kind with nothing special.
    public init() {}

    /// The relations of resources to jobs.
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
        /// The service whose quota it is, as sentences have it.
        public var service: String
        /// The kind in the plural, as sentences have it.
        public var noun: String

        /// Makes a quota.
        public init(limit: Int, service: String, noun: String) {
            self.limit = limit
            self.service = service
            self.noun = noun
        }
    }

    /// The field that switches a resource on and off.
    public struct Activation: Sendable {
        /// The field under AWS's name, dotted.
        public var path: String

        /// Makes an activation.
        public init(path: String) { self.path = path }

        /// Returns the state of a resource; nil if it was not read.
        package func state(of properties: Value) -> SwitchState? {
            properties[path: path]?.string.map { SwitchState($0) }
        }
    }

    /// A field that is chosen if a file leaves it open.
    public struct Choice: Sendable {
        /// The field under AWS's name, dotted.
        public var path: String
        /// The attribute of what it is chosen from.
        public var attribute: String
        /// True if the resource serves others of its environment, so that their choice is its choice.
        public var follows: Bool

        /// Makes a choice.
        public init(path: String, attribute: String, follows: Bool = false) {
            self.path = path
            self.attribute = attribute
            self.follows = follows
        }
    }

    /// The field that names the image from which the instances of a resource start.
    public struct ImageUse: Sendable {
        /// The field under AWS's name, dotted.
        public var path: String
        /// Returns the image that the file or an earlier run set; nil if AWS chooses one.
        public var held: @Sendable (_ properties: Value) -> String?
        /// True if AWS has a newer image than the one that it chose, false if not; nil if AWS does not say.
        public var hasNewer: @Sendable (ObservedResource) -> Bool?

        /// Makes a use.
        public init(
            path: String, held: @escaping @Sendable (_ properties: Value) -> String?,
            hasNewer: @escaping @Sendable (ObservedResource) -> Bool?
        ) {
            self.path = path
            self.held = held
            self.hasNewer = hasNewer
        }
    }

    /// The link from a resource of others to the kind that an environment of the same run may create.
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
