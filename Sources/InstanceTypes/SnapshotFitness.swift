/// An estimate of the time in which a Spot Instance can write its memory to S3 after the warning. It is advice: a
/// snapshot holds the job's memory, which may be less than the instance's.
///
/// Source: Seqera's Fusion Snapshots documentation for AWS Batch, "Selecting an EC2 instance".
public struct SnapshotFitness: Sendable, Hashable {
    /// The figures at the bandwidth that EC2 guarantees.
    public let guaranteed: Figures
    /// The figures at the bandwidth that it may reach for a while.
    public let burst: Figures
    /// The conclusion from the figures.
    public let verdict: Verdict
    /// Other reasons against the type.
    public let drawbacks: [Drawback]
    /// The largest job, in MiB, that the guaranteed bandwidth is enough for; at most the instance's memory.
    public let largestJobMiB: Int

    /// The most GiB of memory for each Gbps of bandwidth with which a type still fits.
    ///
    /// The documentation says 5:1 and calls c6id.8xlarge fit, which has 5.12:1, as have 96 GiB at 18.75 Gbps. The limit
    /// also tolerates that EC2 rounds 16.667 Gbps.
    public static let mostGiBPerGbps = 5.13

    /// Seconds that a Spot Instance lives after the warning.
    public static let warningSeconds = 120

    /// Seconds for each GiB:Gbps: according to the documentation, c6id.8xlarge (5.12:1) takes about 70 seconds.
    private static let secondsPerRatio = 70 / 5.12

    /// The figures of one bandwidth.
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

    /// The conclusions, best first.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// The guaranteed bandwidth is enough.
        case fits
        /// Only the burst bandwidth is enough, which EC2 does not guarantee.
        case fitsOnBurst = "fits-on-burst"
        /// Neither bandwidth is enough.
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
