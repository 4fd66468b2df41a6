/// A kind of AWS resource, by the name that plans print.
public struct ResourceKind: RawRepresentable, Sendable, Hashable, Codable, Comparable {
    /// The name, such as `job-queue`.
    public var rawValue: String

    /// The name for sentences, such as `job queue`.
    public var noun: String { rawValue.replacing("-", with: " ") }

    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A managed policy that reconcile keeps for one of its roles; a part of the role, without an address.
    public static let managedPolicy = ResourceKind(rawValue: "managed-policy")
    /// EC2 launch template.
    public static let launchTemplate = ResourceKind(rawValue: "launch-template")
    /// IAM role with its inline and attached policies.
    public static let role = ResourceKind(rawValue: "role")
    /// IAM instance profile.
    public static let instanceProfile = ResourceKind(rawValue: "instance-profile")
    /// Batch compute environment.
    public static let computeEnvironment = ResourceKind(rawValue: "compute-environment")
    /// Batch job queue.
    public static let jobQueue = ResourceKind(rawValue: "job-queue")
    /// CloudWatch Logs log group.
    public static let logGroup = ResourceKind(rawValue: "log-group")
    /// A role that an AWS service links to the account; shared by all its users, never deleted.
    public static let serviceLinkedRole = ResourceKind(rawValue: "service-linked-role")
    /// A service role that was deleted before its compute environment, restored until the environment is gone.
    public static let restoredRole = ResourceKind(rawValue: "restored-role")
    /// VPC, subnets and security groups that exist already; only read.
    public static let network = ResourceKind(rawValue: "network")
    /// A job queue that another owner keeps; only checked.
    public static let externalJobQueue = ResourceKind(rawValue: "external-job-queue")

    /// An AMI that a file names.
    public static let image = ResourceKind(rawValue: "image")
    /// An EC2 key pair that a file names.
    public static let keyPair = ResourceKind(rawValue: "key-pair")
    /// An EFS file system that a file names.
    public static let namedElasticFileSystem = ResourceKind(rawValue: "named-efs-file-system")
    /// An FSx for Lustre file system that a file names.
    public static let namedLustreFileSystem = ResourceKind(rawValue: "named-fsx-file-system")
    /// An S3 bucket that a file names.
    public static let bucket = ResourceKind(rawValue: "bucket")
    /// An IAM role that a file names.
    public static let namedRole = ResourceKind(rawValue: "named-role")
    /// A managed policy of IAM that a file names.
    public static let namedPolicy = ResourceKind(rawValue: "named-policy")
    /// A scheduling policy of Batch that a file names.
    public static let namedSchedulingPolicy = ResourceKind(rawValue: "named-scheduling-policy")
    /// A key of KMS that a file names.
    public static let encryptionKey = ResourceKind(rawValue: "encryption-key")

    /// Orders kinds by name.
    public static func < (left: ResourceKind, right: ResourceKind) -> Bool { left.rawValue < right.rawValue }
}
