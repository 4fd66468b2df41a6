/// Whether an instance can write its memory to S3 in the time that EC2 leaves a Spot Instance: advice, since a
/// snapshot holds the job's memory, which may be less than the instance's.
///
/// Source: Seqera's Fusion Snapshots documentation for AWS Batch, "Selecting an EC2 instance".
public struct SnapshotFitness: Sendable, Hashable {
    /// At the bandwidth that EC2 guarantees.
    public let guaranteed: Figures
    /// At the bandwidth that it may reach for a while.
    public let burst: Figures
    /// What follows.
    public let verdict: Verdict
    /// What else speaks against the type.
    public let drawbacks: [Drawback]
    /// The largest job, in MiB, that the guaranteed bandwidth is enough for; at most the instance's memory.
    public let largestJobMiB: Int

    /// GiB of memory for each Gbps of bandwidth that are still well.
    ///
    /// The documentation says 5:1 and calls c6id.8xlarge fit, which is at 5.12:1; so do 96 GiB at 18.75 Gbps. What
    /// EC2 rounds away of 16.667 Gbps is not to matter either.
    public static let mostGiBPerGbps = 5.13

    /// How long a Spot Instance lives on after the warning, in seconds.
    public static let warningSeconds = 120

    /// Seconds for each GiB:Gbps: the documentation has c6id.8xlarge's 5.12:1 take about 70.
    private static let secondsPerRatio = 70 / 5.12

    /// A bandwidth's.
    public struct Figures: Sendable, Hashable {
        /// GiB of memory for each Gbps.
        public let ratio: Double
        /// The estimated time to write all of the memory.
        public let seconds: Int

        init(_ type: InstanceType, mbps: Int) {
            ratio = Double(type.memoryMiB) / 1024 / (Double(max(mbps, 1)) / 1000)
            seconds = Int((ratio * secondsPerRatio).rounded())
        }
    }

    /// Whether the bandwidth is enough, the best first.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// The guaranteed bandwidth is.
        case fits
        /// Only the burst bandwidth is, which nobody guarantees.
        case fitsOnBurst = "fits-on-burst"
        /// Neither is.
        case doesNotFit = "does-not-fit"
    }

    /// Something other than bandwidth.
    public enum Drawback: String, Sendable, Hashable, CaseIterable {
        /// Fusion keeps its cache on NVMe disks.
        case noNVMe = "no-nvme"
        /// Snapshots are incremental on x86_64 only.
        case notX86 = "not-x86_64"
        /// Snapshots are taken of Spot Instances.
        case notSpot = "not-spot"
        /// Batch takes one only by its full name.
        case bareMetal = "bare-metal"
    }

    /// Judges a type.
    public init(_ type: InstanceType) {
        guaranteed = Figures(type, mbps: type.baselineMbps)
        burst = Figures(type, mbps: type.peakMbps)
        if guaranteed.ratio <= Self.mostGiBPerGbps {
            verdict = .fits
        } else {
            verdict = burst.ratio <= Self.mostGiBPerGbps ? .fitsOnBurst : .doesNotFit
        }
        var drawbacks: [Drawback] = []
        if !type.hasNVMe { drawbacks.append(.noNVMe) }
        if type.architecture != .x86 { drawbacks.append(.notX86) }
        if !type.isSoldAsSpot { drawbacks.append(.notSpot) }
        if type.isBareMetal { drawbacks.append(.bareMetal) }
        self.drawbacks = drawbacks
        let enough = Int(Self.mostGiBPerGbps * 1024 * Double(type.baselineMbps) / 1000)
        largestJobMiB = min(type.memoryMiB, enough)
    }

    /// Fit, and nothing else speaks against it.
    public var isRecommended: Bool { verdict == .fits && drawbacks.isEmpty }
}
