/// A read that a step will make, and that planning may not have made.
enum StepRead: Sendable, Hashable {
    /// The jobs on a cluster of ECS, by its ARN: a compute environment is drained before it goes.
    case cluster(String, region: String)
    /// The jobs in a queue, by its name: it is drained before it goes.
    case jobs(inQueue: String, region: String)
    /// A role, by its name.
    case role(String)
    /// The managed policies of a role, by its name.
    case attachedPolicies(ofRole: String)
    /// The versions of a managed policy, by its ARN: only the last one goes with the policy itself.
    case policyVersions(String)
}
