public import ResourceModel

/// The input of a plan beside AWS: what is wanted, of which environments, and what may be done for it.
///
/// A value that can be saved: the same request over the same reading of AWS gives the same plan.
public struct PlanRequest: Sendable, Hashable, Codable {
    /// The result that the plan is to reach.
    public var goal: Goal
    /// The environments of the files.
    public var environments: [EnvironmentRequest]
    /// Environments that we own and that the files no longer name. They are deleted.
    public var pruned: [EnvironmentRequest] = []
    /// True if resources that we own and that the files no longer name are deleted.
    public var prunes = false

    /// The choices that are made again, of those that the files leave open.
    public var refreshes: Set<Refresh> {
        get { Set(refreshed ?? []) }
        set { refreshed = newValue.isEmpty ? nil : newValue.sorted { $0.rawValue < $1.rawValue } }
    }
    /// Optional, so that plans that were saved before there was one can still be read.
    private var refreshed: [Refresh]?

    /// A choice that is made when an environment is created, and kept then.
    public enum Refresh: String, Sendable, Hashable, Codable, CaseIterable {
        /// Subnets and security groups.
        case network
        /// The image.
        case image
    }

    /// The result that a plan is to reach.
    public enum Goal: String, Sendable, Hashable, Codable {
        /// AWS is as the files say.
        case apply
        /// Nothing of the environments is left.
        case destroy
        /// Resources that exist without our tags become owned.
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
