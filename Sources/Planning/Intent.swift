public import ResourceModel

/// All that a plan is made from beside AWS: what is wanted, of which environments, and what may be done for it.
///
/// A value that can be kept: the same intent over the same reading of AWS gives the same plan.
public struct Intent: Sendable, Hashable, Codable {
    /// What is to come of it.
    public var goal: Goal
    /// The environments of the files.
    public var environments: [EnvironmentRequest]
    /// Environments that we own and that the files no longer name; they go.
    public var pruned: [EnvironmentRequest] = []
    /// Whether what we own and the files no longer name goes.
    public var prunes = false

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
