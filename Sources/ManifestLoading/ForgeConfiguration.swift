/// `config-mode: forge`: what reconcile builds in AWS. Nil means that the file does not say.
public struct ForgeConfiguration: Sendable, Hashable {
    /// `provisioning-model`; SPOT where the file does not say, as `tw` has it.
    public var provisioningModel = ProvisioningModel.spot
    /// `max-cpus`: the largest number of vCPUs of the work environment.
    public var maxCPUs: Int
    /// `min-cpus`: vCPUs that are kept running, and billed, without jobs.
    public var minCPUs = 0
    /// `instance-types`: types, families or Batch's words such as `optimal`, in the file's order.
    public var instanceTypes: [String] = []
    /// `alloc-strategy`, in AWS's words.
    public var allocationStrategy: String?
    /// `bid-percentage`: the highest Spot price as a percentage of the On-Demand price; nil is AWS's default.
    public var bidPercentage: Int?
    /// `wave`
    public var wave = false
    /// `fusion-v2`
    public var fusionV2 = false
    /// `fast-storage`: NVMe instance storage for Fusion v2.
    public var fastStorage = false
    /// `snapshots`: Fusion Snapshots.
    public var snapshots = false
    /// `gpu`: the GPU-optimised AMI.
    public var gpu = false
    /// `fargate`: the head job runs on Fargate.
    public var fargate = false
    /// `graviton`: the tasks run on ARM instances.
    public var graviton = false
    /// `create-efs`: an EFS file system that reconcile makes.
    public var createsEFS = false
    /// `fsx-size`: the size in GB of an FSx for Lustre file system that reconcile makes.
    public var fsxSize: Int?
    /// `efs-id`: the file system that every instance mounts.
    public var efsID: String?
    /// The directory at which EFS is mounted; nil if it is not mounted.
    public var efsMount: String?
    /// `fsx-dns`: the FSx for Lustre file system that every instance mounts.
    public var fsxDNS: String?
    /// The directory at which FSx is mounted; nil if it is not mounted.
    public var fsxMount: String?
    /// `allow-buckets`: further buckets that jobs may use, or folders of buckets.
    public var allowedBuckets: [AllowedBucket] = []
    /// `vpc-id`
    public var vpcID: String?
    /// `subnets`
    public var subnets: [String] = []
    /// `security-groups`
    public var securityGroups: [String] = []
    /// `ami-id`
    public var image: MachineImage?
    /// `key-pair`
    public var keyPair: String?
    /// `boot-disk-size` in GB.
    public var bootDiskSize: Int?
    /// `no-ebs-auto-scale: False` and `ebs-blocksize`: the first size in GB of a disk that grows; nil if it is not wanted.
    public var growingDiskSize: Int?
    /// `log-group`
    public var logGroup: String?
    /// `ecs-config`: the text of the file that is appended to `/etc/ecs/ecs.config`.
    public var ecsConfig: String?
    /// `cli-path`: where jobs find the AWS CLI; installed there where Fusion v2 is off.
    public var cliPath: String?
    /// `head-job-cpus`: the vCPUs of the head job.
    public var headJobCPUs: Int?
    /// `head-job-memory`: the memory of the head job in MiB.
    public var headJobMemory: Int?
    /// `head-job-role`: the ARN of the role that the head job takes.
    public var headJobRole: String?
    /// `compute-job-role`: the ARN of the role that the compute jobs take.
    public var computeJobRole: String?
    /// `batch-execution-role`: the ARN of the role with which ECS starts containers.
    public var batchExecutionRole: String?

    /// GB of a disk that grows, at first, if the file does not say (the Seqera Platform's default).
    package static let usualGrowingDiskSize = 50

    /// The sizes in GB that a disk that grows can have at first, and the largest that it can grow to.
    package static let growingDiskSizes = 1...16_384

    /// The instance types of the head environment. A custom image is for one architecture, and both environments start
    /// from it.
    package static func headInstanceTypes(withOwnImage hasImage: Bool, onARM isARM: Bool) -> [String] {
        hasImage && isARM ? ["default_arm64"] : ["optimal"]
    }

    /// `provisioning-model`
    public enum ProvisioningModel: String, Sendable, Hashable, CaseIterable {
        /// Spot Instances for the work, On-Demand for the head job.
        case spot = "SPOT"
        /// On-Demand Instances for both.
        case ec2 = "EC2"
    }

    /// Makes a configuration with every default.
    public init(maxCPUs: Int) {
        self.maxCPUs = maxCPUs
    }
}
