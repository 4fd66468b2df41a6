public import ResourceModel

/// All that a plan is made from beside AWS: what is wanted, of which environments, and what may be done for it.
///
/// A value that can be kept: the same intent over the same reading of AWS gives the same plan.
public struct PlanRequest: Sendable, Hashable, Codable {
    /// What is to come of it.
    public var goal: Goal
    /// The environments of the files.
    public var environments: [EnvironmentRequest]
    /// Environments that we own and that the files no longer name; they go.
    public var pruned: [EnvironmentRequest] = []
    /// Whether what we own and the files no longer name goes.
    public var prunes = false

    /// What of the choices that files leave open is made anew.
    public var refreshes: Set<Refresh> {
        get { Set(refreshed ?? []) }
        set { refreshed = newValue.isEmpty ? nil : newValue.sorted { $0.rawValue < $1.rawValue } }
    }
    /// Optional, so that plans that were saved before there was one can still be read.
    private var refreshed: [Refresh]?

    /// A choice that is made when an environment is made, and kept then.
    public enum Refresh: String, Sendable, Hashable, Codable, CaseIterable {
        /// Subnets and security groups.
        case network
        /// The image.
        case image
    }

    /// What a plan is to bring about.
    public enum Goal: String, Sendable, Hashable, Codable {
        /// AWS is as the files say.
        case apply
        /// Nothing of the environments is left.
        case destroy
        /// What stands without our tags becomes ours.
        case adopt
    }

    /// Makes an intent.
    public init(_ goal: Goal, _ environments: [EnvironmentRequest]) {
        self.goal = goal
        self.environments = environments
    }

    /// Everything that has to be looked up in AWS.
    public var resources: [Resource] { (environments + pruned).flatMap { $0.resources + $0.retired } }
}
