/// How long things take in a simulated account, in virtual seconds.
///
/// The defaults are what public reports of AWS Batch show; none is a promise of AWS.
public struct Timings: Sendable, Hashable, Codable {
    /// What one call takes.
    public var call: Double = 0.02
    /// CREATING to VALID or INVALID of a compute environment.
    public var environmentCreate: Double = 20
    /// UPDATING of a scaling update.
    public var scalingUpdate: Double = 5
    /// UPDATING of an infrastructure update on which no job has to be waited for.
    public var infrastructureUpdate: Double = 300
    /// UPDATING of a change of `state`.
    public var stateChange: Double = 5
    /// DELETING of a compute environment.
    public var environmentDelete: Double = 60
    /// CREATING of a job queue.
    public var queueCreate: Double = 5
    /// UPDATING of a job queue.
    public var queueUpdate: Double = 3
    /// DELETING of a job queue.
    public var queueDelete: Double = 30
    /// How long a DELETED record stays in Describe answers.
    public var tombstone: Double = 60
    /// How long Batch still sees a queue's relationship with an environment after it ended.
    public var relationshipLag: Double = 20
    /// Between two of Batch's own checks of an INVALID environment.
    public var healthCheck: Double = 1800
    /// How long Batch does not see a new role or instance profile yet.
    public var identityPropagation: Double = 5
    /// How long Describe calls of Batch may show what was before a write.
    public var batchStaleness: Double = 2
    /// How long reads of IAM may show what was before a write.
    public var identityStaleness: Double = 0.5
    /// How long Describe calls of EC2 may show what was before a write.
    public var ec2Staleness: Double = 0.5

    /// How long EC2 and Batch may not see a new version of a launch template, and Batch a new template. Optional, so that
    /// accounts that were saved before there was such a lag can still be read: they have none.
    public var templateVersionLag: Double? = 1

    /// The defaults.
    public init() {}

    /// Calls take no time, reads are never stale and IAM is seen at once; states keep their durations.
    public static var consistent: Timings {
        var timings = Timings()
        timings.call = 0
        timings.relationshipLag = 0
        timings.identityPropagation = 0
        timings.batchStaleness = 0
        timings.identityStaleness = 0
        timings.ec2Staleness = 0
        timings.templateVersionLag = nil
        return timings
    }
}
