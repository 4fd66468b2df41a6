public import ManifestLoading
public import ResourceModel

/// The facts from which a Nextflow configuration for an environment is written. The files are enough for them: the names
/// in AWS are known before anything exists.
public struct NextflowSettings: Sendable, Hashable {
    /// The environment.
    public let key: EnvironmentKey
    /// The queue of head jobs, by name or ARN.
    public let headQueue: String
    /// The queue of tasks, by name or ARN.
    public let workQueue: String
    /// The instances of the tasks; nil for a queue of another owner.
    public let instances: Instances?
    /// The place of work files.
    public let workDirectory: WorkDirectory
    /// True if Wave provides the containers.
    public let usesWave: Bool
    /// True if tasks reach S3 through Fusion.
    public let usesFusion: Bool
    /// True if Fusion takes snapshots.
    public let takesSnapshots: Bool
    /// Directories of instances for containers, as `path` or `path:path`.
    public let volumes: [String]
    /// The AWS CLI of the instances; nil if tasks use none of the instance's.
    public let cliPath: String?
    /// The role of tasks.
    public let jobRole: String?
    /// The role with which ECS starts containers.
    public let executionRole: String?
    /// The log group of tasks.
    public let logGroup: String?
    /// The share identifiers of the work queue's scheduling policy.
    public let shares: Shares
    /// Tags for jobs, in the order of their keys, so that another order in the file is no change.
    public let labels: [EnvironmentDefinition.Label]
    /// Variables of tasks, in the file's order.
    public let variables: [EnvironmentVariable]
    /// The text of the file that the environment names.
    public let ownText: String?

    /// The instances that tasks run on.
    public struct Instances: Sendable, Hashable {
        /// The most that a task may ask for; nil if no type is known.
        public let limits: TaskLimits?
        /// True for Spot Instances.
        public let areSpot: Bool
        /// True for ARM instances.
        public let areARM: Bool
        /// True if the image has drivers of GPUs.
        public let haveGPUs: Bool
    }

    /// The place of work files.
    public enum WorkDirectory: Sendable, Hashable {
        /// On S3.
        case bucket(String, location: String)
        /// On a file system of the instances. `spare` is a bucket that jobs may use.
        case mounted(String, spare: String?)
    }

    /// Share identifiers: a queue with a fair-share policy takes no job without one.
    public enum Shares: Sendable, Hashable {
        /// The queue has no such policy, as far as the files say.
        case none
        /// The policy has this one only.
        case one(String)
        /// The policy has several, or names that end in `*`.
        case several([String])
        /// The policy of another owner, by ARN.
        case ofPolicy(String)
    }

    /// Collects the facts about an environment.
    ///
    /// - Parameters:
    ///   - all: every environment of the files; its queues may be named by a manual one.
    ///   - builder: knows the names in AWS.
    public init(_ definition: EnvironmentDefinition, among all: [EnvironmentDefinition], _ builder: ResourceBuilder) {
        let key = EnvironmentKey(
            region: definition.region ?? "", workspace: definition.workspace, name: definition.name)
        switch definition.configuration {
        case .forge(let forge):
            self = NextflowSettings(
                key: key, definition: definition, forge: forge,
                names: PhysicalNames(key, prefix: builder.namePrefix))
        case .manual(let manual):
            self = NextflowSettings(key: key, definition: definition, manual: manual, among: all, builder)
        }
    }

    /// Collects the facts about an environment that reconcile makes.
    init(key: EnvironmentKey, definition: EnvironmentDefinition, forge: ForgeConfiguration, names: PhysicalNames) {
        self.key = key
        labels = definition.labels.sorted { $0.key < $1.key }
        variables = definition.variables.filter(\.isForTasks)
        ownText = definition.nextflowConfiguration
        let head = forge.provisioningModel == .spot ? EnvironmentBuilder.Part.head : .work
        headQueue = names.part(head.rawValue)
        workQueue = names.part(EnvironmentBuilder.Part.work.rawValue)
        instances = Instances(forge)
        workDirectory = WorkDirectory(definition, spare: forge.allowedBuckets.first?.bucket)
        (usesWave, usesFusion, takesSnapshots) = (forge.wave, forge.fusionV2, forge.snapshots)
        let script = UserData(forge)
        volumes = (forge.fastStorage ? [Self.scratchVolume] : []) + script.volumes
        cliPath = script.cliPath
        (jobRole, executionRole) = (forge.computeJobRole, forge.batchExecutionRole)
        logGroup = forge.logGroup
        shares = Shares(definition.settings.schedulingPolicy)
    }

    /// Collects the facts about an environment with queues of others.
    private init(
        key: EnvironmentKey, definition: EnvironmentDefinition, manual: ManualConfiguration,
        among all: [EnvironmentDefinition], _ builder: ResourceBuilder
    ) {
        self.key = key
        labels = definition.labels.sorted { $0.key < $1.key }
        variables = definition.variables.filter(\.isForTasks)
        ownText = definition.nextflowConfiguration
        headQueue = builder.name(of: manual.headQueue)
        workQueue = builder.name(of: manual.computeQueue)
        let maker = all.maker(of: manual.computeQueue)
        instances = maker.map { Instances($0.forge) }
        workDirectory = WorkDirectory(definition, spare: nil)
        (usesWave, usesFusion, takesSnapshots) = (manual.wave, manual.fusionV2, manual.snapshots)
        var volumes = manual.fastStorage ? [Self.scratchVolume] : []
        if let maker {
            volumes += UserData(maker.forge).volumes
        } else if case .mounted(let path, _) = workDirectory {
            volumes.append(path)
        }
        self.volumes = volumes
        cliPath = manual.cliPath ?? (manual.fusionV2 ? nil : maker.flatMap { UserData($0.forge).cliPath })
        (jobRole, executionRole) = (manual.computeJobRole, manual.batchExecutionRole)
        logGroup = manual.logGroup
        shares = Shares(maker?.settings.schedulingPolicy)
    }

    /// The place where instances mount their NVMe disks, and the one at which tasks look for temporary files.
    static let scratchVolume = "/scratch/fusion:/tmp"
}

extension NextflowSettings.Instances {
    init(_ forge: ForgeConfiguration) {
        self.init(
            limits: TaskLimits(forge), areSpot: forge.provisioningModel == .spot, areARM: forge.usesARM,
            haveGPUs: forge.gpu)
    }
}

extension NextflowSettings.WorkDirectory {
    /// Nextflow takes no bucket alone: a bucket's work files go into a folder of it (Nextflow's documentation of AWS,
    /// "Hybrid workloads").
    init(_ definition: EnvironmentDefinition, spare: String?) {
        var location = definition.workDirectory
        while location.hasSuffix("/") { location.removeLast() }
        guard let bucket = definition.workBucket else {
            self = .mounted(location, spare: spare)
            return
        }
        self = .bucket(bucket, location: location == "s3://\(bucket)" ? location + "/work" : location)
    }
}

extension NextflowSettings.Shares {
    init(_ policy: ReconcileSettings.SchedulingPolicy?) {
        switch policy {
        case nil: self = .none
        case .existing(let arn): self = .ofPolicy(arn)
        case .shares(let weights):
            let names = weights.keys.sorted()
            self = names.count == 1 && !names[0].hasSuffix("*") ? .one(names[0]) : .several(names)
        }
    }
}

extension [EnvironmentDefinition] {
    /// The environment of the files that makes a queue; nil for a queue of another owner.
    fileprivate func maker(of queue: QueueName) -> (forge: ForgeConfiguration, settings: ReconcileSettings)? {
        guard case .ofEnvironment(let reference) = queue else { return nil }
        for one in self
        where one.name == reference.environment && one.workspace == reference.workspace
            && one.region == reference.region
        {
            if case .forge(let forge) = one.configuration { return (forge, one.settings) }
        }
        return nil
    }
}
