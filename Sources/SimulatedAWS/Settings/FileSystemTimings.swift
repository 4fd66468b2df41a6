/// The durations of file systems, in virtual seconds. None is a promise of AWS: those of mount targets and of FSx are what
/// the user guides call minutes.
public struct FileSystemTimings: Sendable, Hashable, Codable {
    /// "creating" of an EFS file system.
    public var elasticCreate: Double = 5
    /// "deleting" of an EFS file system.
    public var elasticDelete: Double = 10
    /// "creating" of a mount target.
    public var targetCreate: Double = 90
    /// "deleting" of a mount target.
    public var targetDelete: Double = 30
    /// CREATING of an FSx for Lustre file system.
    public var lustreCreate: Double = 300
    /// UPDATING of one that grows.
    public var lustreUpdate: Double = 120
    /// DELETING of one.
    public var lustreDelete: Double = 120

    /// The defaults.
    public init() {}
}
