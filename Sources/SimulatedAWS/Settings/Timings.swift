/// The durations in a simulated account, in virtual seconds.
///
/// The defaults are what public reports of AWS Batch show; none is a promise of AWS.
public struct Timings: Sendable, Hashable, Codable {
    /// Duration of one call.
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
    /// Time that a DELETED record stays in Describe answers.
    public var tombstone: Double = 60
    /// Time that Batch still sees a queue's relationship with an environment after it ended.
    public var relationshipLag: Double = 20
    /// Between two of Batch's own checks of an INVALID environment.
    public var healthCheck: Double = 1800
    /// Time that Batch does not see a new role or instance profile.
    public var identityPropagation: Double = 5
    /// Time that Describe calls of Batch may show the state before a write.
    public var batchStaleness: Double = 2
    /// Time that reads of IAM may show the state before a write.
    public var identityStaleness: Double = 0.5
    /// Time that Describe calls of EC2 may show the state before a write.
    public var ec2Staleness: Double = 0.5

    /// Time that EC2 and Batch may not see a new version of a launch template, and Batch a new template. Optional,
    /// because accounts that were saved before this setting existed must still load: they have no such lag.
    public var templateVersionLag: Double? = 1

    /// Time from a call to its event in CloudTrail: AWS speaks of about five minutes on average. Optional, because accounts
    /// that were saved before this setting existed must still load.
    public var trailLag: Double? = 300

    /// The durations of file systems. Optional, because accounts that were saved before this setting existed must still
    /// load.
    public var fileSystems: FileSystemTimings? = FileSystemTimings()

    /// The durations of file systems; the defaults for an older account.
    var ofFileSystems: FileSystemTimings { fileSystems ?? FileSystemTimings() }

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
