/// `job-limits`: how long the job at the head of a queue may be unable to start before Batch cancels it, in seconds; nil
/// is `off`.
public struct JobLimits: Sendable, Hashable {
    /// For a job that the environment can never hold.
    public var misconfigurationSeconds: Int? = 3600
    /// For a job that EC2 has no capacity for.
    public var capacitySeconds: Int?

    /// The defaults: a shortage of capacity passes, and a day without it is no failure.
    public init() {}

    /// The range that Batch takes [aws-rules: Reasons of job time limits].
    static let range = 600...86_400
}
