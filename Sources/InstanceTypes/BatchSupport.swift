/// The families of instance types that AWS Batch never starts, although EC2 has them.
///
/// Batch's refusal of a wrong type lists what it takes: no burstable family and none of the first generation is among
/// them. Sources: the lists in Netflix/metaflow#70 (2019), aws/amazon-genomics-cli#209 (2021) and
/// aws-samples/aws-genomics-workflows#196 (2022), and the refusals of t3 and t3a in opensupplyhub/open-supply-hub#1058
/// (2026). A family that is younger than these lists is not refused here.
public enum BatchSupport: String, Sendable, Hashable, CaseIterable {
    /// Instances that save up credits for bursts.
    case burstable = "burstable"
    /// The first families of EC2.
    case firstGeneration = "of EC2's first generation"

    /// Families whose GPUs Batch's image with GPU drivers, ECS_AL2023_NVIDIA, does not support (AWS Batch API,
    /// Ec2Configuration.imageType).
    public static let familiesWithOldGPUs = ["g3", "g3s", "p3"]

    /// Why Batch takes no instances of a family; nil if it does, or if that is not known.
    public static func refusal(ofFamily family: some StringProtocol) -> BatchSupport? {
        allCases.first { $0.families.contains(String(family)) }
    }

    /// The families that are meant.
    public var families: [String] {
        switch self {
        case .burstable: ["t2", "t3", "t3a", "t4g"]
        case .firstGeneration: ["c1", "cc1", "cc2", "cg1", "cr1", "hi1", "hs1", "m1", "m2", "t1"]
        }
    }
}
