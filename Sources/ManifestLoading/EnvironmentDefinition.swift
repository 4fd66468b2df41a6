public import Diagnostics

/// One item of a `compute-envs:` list, typed, its variables expanded and its values checked.
public struct EnvironmentDefinition: Sendable, Hashable {
    /// The `name` field.
    public var name: String
    /// The `workspace` field (`organization/workspace`); part of the identity, never sent to AWS but as a tag.
    public var workspace: String?
    /// The AWS region; nil where the file leaves it to `--region` or the AWS configuration.
    public var region: String?
    /// The `credentials` field: an AWS profile's name where one of that name exists.
    public var credentials: String?
    /// The `work-dir` field, such as `s3://bucket/work`.
    public var workDirectory: String
    /// The `labels` field: tags for everything that takes tags, in the file's order.
    public var labels: [Label]
    /// True if the file asks for `wait: AVAILABLE`.
    public var waitsForAvailable: Bool
    /// The action to take if the environment exists already.
    public var onExists: OnExists
    /// The `reconcile:` map.
    public var settings: ReconcileSettings
    /// The configuration that the environment is made from.
    public var configuration: Configuration
    /// The `env` field: variables of the head job and of the tasks.
    public var variables: [EnvironmentVariable] = []
    /// The text of the file that the `nextflow-config` field names.
    public var nextflowConfiguration: String?
    /// The text of the file that the `pre-run` field names.
    public var preRun: String?
    /// The text of the file that the `post-run` field names.
    public var postRun: String?
    /// The whole item.
    public var range: SourceRange
    /// The place of each field's value, by field name. A value of the `reconcile:` map is named `reconcile.account-id`,
    /// an instance type `instance-types.c6id`.
    public var valueRanges: [String: SourceRange] {
        get { places.ranges }
        set { places = ValuePlaces(newValue) }
    }
    var places: ValuePlaces
    /// The fields as the file gives them.
    public internal(set) var given = GivenFields()
    /// Errors about valid fields that this version cannot build. They matter only if the environment is built.
    public var unbuildable: [Diagnostic] = []

    /// Values of variables whose names say that they hold secrets.
    var secrets: [String] { variables.filter(\.isSecret).map(\.value) }

    /// A key and a value.
    public struct Label: Sendable, Hashable {
        /// The tag's key.
        public var key: String
        /// The tag's value.
        public var value: String

        /// Makes a label.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// `on_exists`, or its older form `overwrite`.
    public enum OnExists: String, Sendable, Hashable, CaseIterable {
        /// Update in place; refuse what needs a new compute environment.
        case fail
        /// Leave what exists.
        case ignore
        /// Replace where AWS cannot update.
        case overwrite
    }

    /// Built by reconcile, or in place already.
    public enum Configuration: Sendable, Hashable {
        /// `config-mode: forge`
        case forge(ForgeConfiguration)
        /// `config-mode: manual`
        case manual(ManualConfiguration)
    }

    /// Makes a definition.
    public init(
        name: String, workspace: String? = nil, region: String? = nil, credentials: String? = nil,
        workDirectory: String, labels: [Label] = [], waitsForAvailable: Bool = false, onExists: OnExists = .fail,
        settings: ReconcileSettings = ReconcileSettings(), configuration: Configuration, range: SourceRange,
        valueRanges: [String: SourceRange] = [:]
    ) {
        self.name = name
        self.workspace = workspace
        self.region = region
        self.credentials = credentials
        self.workDirectory = workDirectory
        self.labels = labels
        self.waitsForAvailable = waitsForAvailable
        self.onExists = onExists
        self.settings = settings
        self.configuration = configuration
        self.range = range
        places = ValuePlaces(valueRanges)
    }
}

/// `config-mode: manual`: queues that exist already and are only checked.
public struct ManualConfiguration: Sendable, Hashable {
    /// The `head-queue` field.
    public var headQueue: QueueName
    /// The `compute-queue` field.
    public var computeQueue: QueueName
    /// `wave`
    public var wave = false
    /// `fusion-v2`
    public var fusionV2 = false
    /// `fast-storage`
    public var fastStorage = false
    /// `snapshots`
    public var snapshots = false
    /// The `cli-path` field.
    public var cliPath: String?
    /// The `log-group` field.
    public var logGroup: String?
    /// The `head-job-role` field.
    public var headJobRole: String?
    /// The `compute-job-role` field.
    public var computeJobRole: String?
    /// The `batch-execution-role` field.
    public var batchExecutionRole: String?

    /// Makes a configuration.
    public init(headQueue: QueueName, computeQueue: QueueName) {
        self.headQueue = headQueue
        self.computeQueue = computeQueue
    }
}

/// The `reconcile:` map of an environment.
public struct ReconcileSettings: Sendable, Hashable {
    /// Refuse to touch any other account; twelve digits.
    public var accountID: String?
    /// Refuse to delete or replace.
    public var protect = false
    /// The way in which an update that replaces instances is made.
    public var updateStrategy = UpdateStrategy.auto
    /// Batch's `updatePolicy.jobExecutionTimeoutMinutes`.
    public var jobTimeoutMinutes = 30
    /// True if replacing and deleting wait for running jobs first.
    public var drain = true
    /// The action that `destroy` and `--prune` take on the environment.
    public var onDelete = OnDelete.delete
    /// The most vCPUs of the head environment.
    public var headMaxCPUs = 64
    /// The instances that take the tasks for which there are no Spot Instances.
    public var fallback: Fallback?
    /// The container image of the head job.
    public var headImage = ReconcileSettings.usualHeadImage
    /// The work queue's scheduling policy.
    public var schedulingPolicy: SchedulingPolicy?
    /// The time to wait for AWS, in seconds; nil is the command's `--wait-timeout`.
    public var waitTimeoutSeconds: Int?
    /// When Batch cancels jobs that cannot start.
    public var jobLimits = JobLimits()
    /// The most USD that an hour may cost.
    public var maxHourlyCost: DecimalNumber?
    /// The speed and the key of the boot disks.
    public var bootDisk = BootDisk()
    /// ARNs of managed policies for the roles that reconcile makes.
    public var policies: [String] = []
    /// The ARN of the permissions boundary of the roles that reconcile makes.
    public var permissionsBoundary: String?
    /// ARNs of the KMS keys that jobs may use.
    public var kmsKeys: [String] = []

    /// `fallback`
    public enum Fallback: String, Sendable, Hashable, CaseIterable {
        /// On-Demand Instances of the same types.
        case onDemand = "on-demand"
    }

    /// `scheduling-policy`
    public enum SchedulingPolicy: Sendable, Hashable {
        /// The ARN of one that exists.
        case existing(String)
        /// The weights of share identifiers, for one that reconcile makes.
        case shares([String: DecimalNumber])
    }

    /// `update-strategy`
    public enum UpdateStrategy: String, Sendable, Hashable, CaseIterable {
        /// Update the existing compute environment.
        case inPlace = "in-place"
        /// Set a successor beside it and move the queue over.
        case blueGreen = "blue-green"
        /// In place where no jobs run.
        case auto
    }

    /// `on-delete`
    public enum OnDelete: String, Sendable, Hashable, CaseIterable {
        /// Delete the resources.
        case delete
        /// Leave them in AWS.
        case retain
    }

    /// Nextflow's image, of the version that this version of reconcile is made for.
    public static let usualHeadImage = "nextflow/nextflow:25.10.4"

    /// The defaults.
    public init() {}
}
