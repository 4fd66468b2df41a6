public import ResourceModel

/// The work of plans for a kind beside comparing fields.
public struct PlanHooks: Sendable {
    /// The update that repairs a resource that AWS does not accept; nil if no update does.
    public var repair: Repair?
    /// Why a resource that exists cannot be adopted; nil if it can.
    public var adoptionObstacle: @Sendable (ObservedResource) -> Obstacle? = { _ in nil }
    /// Fits what the file wants to what exists and to the network, after open choices are made.
    public var fit: @Sendable (inout Value, ObservedResource?, NetworkState?) -> Void = { _, _, _ in }
    /// Returns a value for a reference that was not resolved, taken from the existing resource that refers.
    public var fallback: @Sendable (Value.Reference, ObservedResource?) -> Value? = { _, _ in nil }
    /// Notes on a planned resource what AWS decides from its current state; returns what the user should know.
    public var note: @Sendable (inout PlannedResource, ObservedResource, EnvironmentRequest.Policy) -> [Warning] = {
        _, _, _ in []
    }
    /// Returns the change that takes over a newer choice of AWS's, if a refresh asks for it and there may be one.
    public var refresh: @Sendable (PlanRequest.Refresh, ObservedResource, _ desired: Value) -> Refresh? = { _, _, _ in
        nil
    }
    /// Returns the capacity that a resource in a state may buy; nil if it buys none.
    public var demand: @Sendable (_ state: Value) -> CapacityDemand? = { _ in nil }
    /// The attributes that only AWS gives once the changes are made.
    public var attributesGiven: @Sendable ([Change]) -> Set<String> = { _ in [] }
    /// The deletion of a helper that an earlier run left for an environment, after what is planned for it.
    public var cleanup: (@Sendable (EnvironmentRequest, Observation, inout [PlannedResource]) -> PlannedResource?)?

    /// Makes hooks that do nothing.
    public init() {}

    /// An update that repairs a resource.
    public struct Repair: Sendable {
        /// The page that says so.
        public var source: String
        /// True if no update repairs a resource that is invalid for this reason of AWS.
        public var needsReplacement: @Sendable (_ reason: String) -> Bool
        /// The effect of an update of an invalid resource.
        public var effect: String

        /// Makes a repair.
        public init(source: String, effect: String, needsReplacement: @escaping @Sendable (_ reason: String) -> Bool) {
            self.source = source
            self.effect = effect
            self.needsReplacement = needsReplacement
        }
    }

    /// A newer choice of AWS's, which an update takes over.
    public struct Refresh: Sendable {
        /// The change.
        public var change: Change
        /// True if AWS says that there is a newer choice; false if it says nothing.
        public var isKnown: Bool

        /// Makes a refresh.
        public init(_ change: Change, isKnown: Bool) {
            self.change = change
            self.isKnown = isKnown
        }
    }

    /// Why something is not done.
    public struct Obstacle: Sendable {
        /// The problem with the resource.
        public var reason: String
        /// The advice.
        public var remedy: String

        /// Makes an obstacle.
        public init(reason: String, remedy: String) {
            self.reason = reason
            self.remedy = remedy
        }
    }
}
