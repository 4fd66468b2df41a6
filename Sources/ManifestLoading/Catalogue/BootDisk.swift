/// The boot disk of an instance, a gp3 volume of EBS: what `boot-disk` under `reconcile:` says about it. Nil means that the
/// file does not say.
public struct BootDisk: Sendable, Hashable {
    /// `throughput` in MiB/s.
    public var throughput: Int?
    /// `iops`: operations a second.
    public var iops: Int?
    /// `kms-key`: the ARN of the key that encrypts it.
    public var key: String?

    /// Makes a disk that the file does not describe.
    public init() {}

    /// The sizes in GB that a file may give.
    package static let sizes = 8...16_384

    /// GB of the root volume of the ECS-optimised images, as their recipe (aws/amazon-ecs-ami, `block_device_size_gb`)
    /// makes them. EC2 makes no volume that is smaller than its snapshot.
    package static let imageSize = 30

    /// GB of a disk that the file gives no size.
    ///
    /// - Parameter isCache: true if Fusion v2 has its cache on it. Both are Seqera's defaults.
    package static func usualSize(asCache isCache: Bool) -> Int { isCache ? 100 : 50 }

    /// MiB/s of a disk that is Fusion's cache, if the file does not say (Seqera's default).
    package static let cacheThroughput = 325

    /// The MiB/s that gp3 takes; the first is the baseline [aws-rules: Boot disks].
    package static let throughputs = 125...2_000

    /// The operations a second that gp3 takes; the first is the baseline [aws-rules: Boot disks].
    package static let rates = 3_000...80_000

    /// The most operations a second for each GiB of the volume [aws-rules: Boot disks].
    package static let mostRatePerGB = 500

    /// The fewest operations a second for each MiB/s [aws-rules: Boot disks].
    package static let leastRatePerThroughput = 4

    /// The most operations a second that a volume of a size takes.
    package static func mostRate(ofGB size: Int) -> Int { size * mostRatePerGB }

    /// The fewest operations a second that some MiB/s need.
    package static func leastRate(for throughput: Int) -> Int { throughput * leastRatePerThroughput }
}
