public import ResourceModel

/// The changes that were made in AWS outside of the file since the last apply.
public struct Drift: Sendable, Hashable {
    /// The account that was read; nil if there are several, of which each environment has its own.
    public var accountID: String?
    /// The environments, in the file's order.
    public var environments: [Environment]

    /// One environment.
    public struct Environment: Sendable, Hashable {
        /// Which one.
        public var key: EnvironmentKey
        /// The account that it is in; nil if the environments are all in one.
        public var accountID: String?
        /// The resources that were changed.
        public var resources: [DriftedResource]
        /// True if anything of it exists. If nothing does, it is not known if it was deleted or never applied.
        public var exists: Bool
        /// True if the file only names resources that others make.
        public var isManual: Bool

        /// Makes an environment.
        public init(key: EnvironmentKey, resources: [DriftedResource], exists: Bool, isManual: Bool = false) {
            self.key = key
            self.resources = resources
            self.exists = exists
            self.isManual = isManual
        }
    }

    /// The regions it is about, sorted.
    public var regions: [String] { environments.map(\.key).regions }

    /// Finds the drift in a plan that contains every difference.
    public init(_ plan: Plan, _ kinds: KindCatalog) {
        accountID = plan.accountID
        environments = plan.environments.map { environment in
            let finder = DriftFinder(environment: environment, kinds: kinds)
            var found = Environment(
                key: environment.key, resources: finder.resources, exists: finder.exists, isManual: finder.isManual)
            found.accountID = environment.accountID
            return found
        }
    }

    /// Makes one drift of those of several accounts.
    public init(of parts: [Drift]) {
        accountID = parts.count == 1 ? parts[0].accountID : nil
        environments = parts.flatMap(\.environments)
    }

    /// The accounts that it is about, sorted.
    public var accountIDs: [String] {
        let named = Set(environments.compactMap(\.accountID))
        return named.isEmpty ? [accountID].compactMap(\.self) : named.sorted()
    }

    /// The account; nil if the environments are in several.
    public var onlyAccountID: String? { environments.contains { $0.accountID != nil } ? nil : accountID }

    /// True if every environment exists and nothing of any was changed.
    public var isEmpty: Bool { environments.allSatisfy { $0.exists && $0.resources.isEmpty } }

    /// The environments of which nothing exists.
    public var missing: [Environment] { environments.filter { !$0.exists } }

    /// Every resource that was changed.
    public var resources: [DriftedResource] { environments.flatMap(\.resources) }
}

/// A resource that has changed since the last apply.
public struct DriftedResource: Sendable, Hashable {
    /// The planned resource, with only those of its changes that undo changes from outside.
    public var planned: PlannedResource
    /// The way in which it was changed.
    public var event: Event
    /// Paths of the changes whose field was edited in the file as well, so that its value is not the one last applied.
    public var edited: Set<String>
    /// True if the file says to leave the resource as it is: apply undoes nothing and records nothing.
    public var isLeft: Bool { event == .changed && planned.action == .none }
    /// The authors of the changes by their paths; nothing of a change whose author was not looked up.
    public var authors: [String: Authorship] = [:]
    /// The author of the deletion; nil if nothing was deleted, or if the author was not looked up.
    public var deletion: Authorship?

    /// The ways in which a resource can be changed outside.
    public enum Event: String, Sendable, Hashable {
        /// Fields or tags have other values.
        case changed
        /// It does not exist, although the last apply made it or the file expects it to exist.
        case deleted
        /// The tags that mark it as owned are missing.
        case disowned
    }

    /// Makes a drifted resource.
    public init(_ planned: PlannedResource, _ event: Event, edited: Set<String> = []) {
        self.planned = planned
        self.event = event
        self.edited = edited
    }
}
