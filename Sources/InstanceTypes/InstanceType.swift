/// An EC2 instance type, as DescribeInstanceTypes describes it.
public struct InstanceType: Sendable, Hashable {
    /// The name before the dot, such as `c6id`.
    public var family: String
    /// The part of the name after the dot, such as `8xlarge`.
    public var size: String
    /// `VCpuInfo.DefaultVCpus`
    public var vCPUs: Int
    /// `MemoryInfo.SizeInMiB`
    public var memoryMiB: Int
    /// `ProcessorInfo.SupportedArchitectures`, but for i386.
    public var architecture: Architecture
    /// `NetworkCards[].BaselineBandwidthInGbps` of the first card, in Mbps: what EC2 guarantees.
    public var baselineMbps: Int
    /// `NetworkCards[].PeakBandwidthInGbps` of the first card, in Mbps: what it may reach for a while.
    public var peakMbps: Int
    /// The number of network cards. An instance that Batch starts has one interface, on the first of them.
    public var networkCards = 1
    /// The disks of the instance, all of one size; nil if it has none.
    public var disks: Disks?
    /// The GPUs, all of one kind; nil if it has none.
    public var gpus: GPUs?
    /// `SupportedUsageClasses` has `spot`.
    public var isSoldAsSpot = true

    /// `c6id.8xlarge`
    public var name: String { "\(family).\(size)" }
    /// A whole machine, without EC2's hypervisor; Batch counts it to no family.
    public var isBareMetal: Bool { size.hasPrefix("metal") }
    /// True if it is one of EC2's first ARM instances, which Amazon Linux 2023 does not support.
    public var isFirstGraviton: Bool { family == "a1" }
    /// True if it has disks that Fusion can use.
    public var hasNVMe: Bool { disks?.isNVMe ?? false }

    /// An architecture, in EC2's words.
    public enum Architecture: String, Sendable, Hashable, CaseIterable {
        /// Intel and AMD.
        case x86 = "x86_64"
        /// Graviton.
        case arm = "arm64"
        /// A Mac of Intel's.
        case x86Mac = "x86_64_mac"
        /// A Mac of Apple's own.
        case armMac = "arm64_mac"

        /// True if Batch's images exist for it.
        public var runsLinux: Bool { self == .x86 || self == .arm }
    }

    /// Instance storage.
    public struct Disks: Sendable, Hashable {
        /// The number of disks.
        public var count: Int
        /// GB of each.
        public var sizeGB: Int
        /// True if they are connected through NVMe.
        public var isNVMe: Bool
    }

    /// Graphics processors.
    public struct GPUs: Sendable, Hashable {
        /// The number of GPUs.
        public var count: Int
        /// Manufacturer and name, such as `NVIDIA A10G`; a part of a GPU has its share after the name, such as `(1/8)`.
        public var name: String

        /// True if ECS's GPU images have drivers for it.
        public var isNVIDIA: Bool { name.hasPrefix("NVIDIA ") }
    }
}
