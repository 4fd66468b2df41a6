import ManifestLoading
public import ResourceModel

/// Reads the fields of a file from the resources that reconcile made for it: the reverse of ``EnvironmentBuilder``.
///
/// Some fields leave no trace in AWS, such as those that only concern Nextflow; the result says which.
public struct EnvironmentDecoder {
    private let key: EnvironmentKey
    private let observed: [String: ObservedResource]
    private let logGroups: Set<String>
    private var result: ExportedEnvironment

    /// Makes a decoder of what exists of an environment.
    ///
    /// - Parameter logGroups: the log groups that the environment owns.
    public init(_ key: EnvironmentKey, _ resources: [ObservedResource], logGroups: Set<String> = []) {
        self.key = key
        self.logGroups = logGroups
        // Of several generations the last one counts.
        observed = Dictionary(
            resources.filter { $0.ownership == .ours && $0.isLive }.map { ($0.address.local, $0) },
            uniquingKeysWith: { $1 })
        result = ExportedEnvironment(key)
    }

    /// The environment in the words of a file; nil if its compute environment does not exist, since without it too little
    /// is known.
    public mutating func decoded() -> ExportedEnvironment? {
        guard let work = observed["compute-environment.work"]?.properties["computeResources"] else { return nil }
        let script = DecodedUserData(template?["userData"]?.string ?? "")
        let rights = DecodedRights(observed["role.instance"])
        addIdentity()
        addStorage(script, rights)
        addCapacity(work, script)
        addInstances(work, script)
        let job = DecodedHeadJob(observed["job-definition.head"], usesFargate: usesFargate)
        addAccess(DecodedRoles(job, passed: rights.passedRoles, made: madeRoles))
        addHeadJob(job)
        addSettings(rights, job)
        result.remark(
            nil,
            "AWS does not store, or only within the script of the head job, what concerns only Nextflow and seqerakit: "
                + "'snapshots', 'compute:' and 'both:' in 'env', 'pre-run', 'post-run', 'nextflow-config', 'credentials', "
                + "'wait', 'overwrite'; add what you use"
        )
        return result
    }

    private var template: Value? { observed["launch-template"]?.properties["launchTemplateData"] }
    private var usesFargate: Bool {
        observed["compute-environment.head"]?.properties[path: "computeResources.type"]?.string == "FARGATE"
    }
    /// The ARNs of the roles that a head job on Fargate has if the file names none.
    private var madeRoles: Set<String> {
        Set(["role.fargate", "role.execution"].compactMap { observed[$0]?.attributes["arn"]?.string })
    }

    // MARK: Parts

    private mutating func addIdentity() {
        result.add("name", text: key.name)
        result.add("workspace", text: key.workspace)
        result.add("type", text: "aws-batch")
        result.add("config-mode", text: "forge")
        result.add("region", text: key.region)
        let tags = observed["launch-template"]?.tags ?? observed["compute-environment.work"]?.tags ?? [:]
        let labels = tags.filter { OwnershipTags.wasLabel($0.key, in: tags) && !OwnershipTags.isOurs($0.key) }
        result.add("labels", list: labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }

    private mutating func addStorage(_ script: DecodedUserData, _ rights: DecodedRights) {
        let mount = script.elastic?.path ?? script.lustre?.path ?? script.madeLustrePath
        var buckets = rights.buckets
        if let first = buckets.first {
            buckets.removeFirst()
            result.add("work-dir", text: "s3://\(first)")
            result.remark(
                "work-dir",
                buckets.isEmpty
                    ? "AWS knows the bucket of the work directory and not the folder: complete it"
                    : "AWS does not tell which of these buckets has the work directory, and no folder: correct it")
        } else if let mount {
            result.add("work-dir", text: mount)
            result.remark("work-dir", "AWS knows where the file system is mounted and not the folder: complete it")
        } else {
            result.fields.append(.unknownWorkDirectory(of: key.name))
        }
        result.add("allow-buckets", list: buckets.map { "s3://\($0)" } + rights.folders.map(\.description))
        let isMade =
            script.elastic?.id != nil && script.elastic?.id == observed["efs-file-system"]?.attributes["id"]?.string
        result.add("create-efs", flag: isMade)
        result.add("efs-id", text: isMade ? nil : script.elastic?.id)
        result.add("efs-mount", text: script.elastic?.path)
        result.add("fsx-dns", text: script.lustre?.dns)
        if script.madeLustrePath != nil {
            let size = observed["fsx-file-system"]?.properties["storageCapacity"]?.integer
            result.add("fsx-size", size.map { .integer($0) })
        }
        result.add("fsx-mount", text: script.lustre?.path ?? script.madeLustrePath)
    }

    private mutating func addCapacity(_ work: Value, _ script: DecodedUserData) {
        let isSpot = work["type"]?.string == "SPOT"
        let model: ForgeConfiguration.ProvisioningModel = isSpot ? .spot : .ec2
        result.add("provisioning-model", text: model.rawValue)
        result.add("max-cpus", work["maxvCpus"]?.integer.map { .integer($0) })
        if let minimum = work["minvCpus"]?.integer, minimum > 0 { result.add("min-cpus", .integer(minimum)) }
        var usual = ForgeConfiguration(maxCPUs: 1)
        usual.fastStorage = script.usesNVMe
        let types = work["instanceTypes"]?.strings ?? []
        if types != usual.workInstanceTypes { result.add("instance-types", list: types) }
        let strategy = work["allocationStrategy"]?.string
        if strategy != AllocationStrategy.usual(for: model) { result.add("alloc-strategy", text: strategy) }
        if isSpot, let bid = work["bidPercentage"]?.integer, bid > 0 { result.add("bid-percentage", .integer(bid)) }
        let image = work["ec2Configuration"]?.list?.first
        result.add("gpu", flag: image?["imageType"]?.string == ForgeConfiguration.imageType(withGPUs: true))
        result.add("ami-id", text: image?["imageIdOverride"]?.string.map(imageText))
        result.network = ["subnets": "subnets", "securityGroupIds": "security-groups"].sorted { $0.key > $1.key }
            .compactMap { member, name in
                work[member]?.strings.map { ExportedEnvironment.Field(name, .list($0.sorted())) }
            }
    }

    /// The parameter that an AMI was taken from, or else the AMI.
    private func imageText(_ id: String) -> String {
        guard let name = observed["compute-environment.work"]?.tags[OwnershipTags.image] else { return id }
        if ForgeConfiguration.isRecommendedImage(name) { return MachineImage.recommendedWord }
        return name.hasPrefix("/") ? name : "resolve:ssm:\(name)"
    }

    private mutating func addInstances(_ work: Value, _ script: DecodedUserData) {
        // Fusion v2 needs Wave, which leaves no trace itself.
        result.add("wave", flag: script.usesFusion)
        result.add("fusion-v2", flag: script.usesFusion)
        result.add("fast-storage", flag: script.usesNVMe)
        result.add("fargate", flag: usesFargate)
        addBootDisk(script)
        result.add("key-pair", text: work["ec2KeyPair"]?.string)
        if let group = script.logGroup, group != JobLogGroup.usual || logGroups.contains(group) {
            result.add("log-group", text: group)
        }
        if let path = script.cliPath, path != UserData.defaultCLIPath { result.add("cli-path", text: path) }
        if let lines = script.ecsConfig {
            result.fields.append(.init("ecs-config", .text(lines), isFileText: true))
        }
    }

    private mutating func addBootDisk(_ script: DecodedUserData) {
        guard let disk = template?["blockDeviceMappings"]?.list?.first?["ebs"] else { return }
        var usual = ForgeConfiguration(maxCPUs: 1)
        (usual.fusionV2, usual.fastStorage) = (script.usesFusion, script.usesNVMe)
        if let size = disk["volumeSize"]?.integer, size != usual.defaultBootDiskSize {
            result.add("boot-disk-size", .integer(size))
        }
        var members: [String: GivenFields.Value] = [:]
        let throughput = disk["throughput"]?.integer ?? BootDisk.throughputs.lowerBound
        if throughput != usual.defaultBootDiskThroughput { members["throughput"] = .integer(throughput) }
        members["iops"] = (disk["iops"]?.integer).map { .integer($0) }
        members["kms-key"] = (disk["kmsKeyId"]?.string).map { .text($0) }
        if !members.isEmpty { result.set("boot-disk", .map(members)) }
    }

    private mutating func addAccess(_ roles: DecodedRoles) {
        result.add("head-job-role", text: roles.head)
        result.add("compute-job-role", text: roles.compute)
        result.add("batch-execution-role", text: roles.execution)
        if let remark = roles.remark { result.remark(nil, remark) }
    }

    private mutating func addHeadJob(_ job: DecodedHeadJob?) {
        result.add("head-job-cpus", job?.vCPUs.map { .integer($0) })
        result.add("head-job-memory", job?.memoryMiB.map { .integer($0) })
        result.add("env", list: job?.variables ?? [])
        for name in job?.secretVariables ?? [] {
            result.remark(
                nil,
                "'\(name)' is left out of 'env', because its value may be a secret: add it there, or apply takes it "
                    + "from the head job")
        }
    }

    private mutating func addSettings(_ rights: DecodedRights, _ job: DecodedHeadJob?) {
        let tags = observed["compute-environment.work"]?.tags ?? [:]
        if observed["compute-environment.fallback"] != nil { result.set("fallback", .text("on-demand")) }
        if tags[OwnershipTags.protection] == "true" { result.set("protect", .boolean(true)) }
        if let word = tags[OwnershipTags.onDelete] { result.set("on-delete", .text(word)) }
        if tags[OwnershipTags.drain] == "false" { result.set("drain", .boolean(false)) }
        let usual = ReconcileSettings()
        let work = observed["compute-environment.work"]?.properties
        if let minutes = work?[path: "updatePolicy.jobExecutionTimeoutMinutes"]?.integer,
            minutes != usual.jobTimeoutMinutes
        {
            result.set("job-timeout-minutes", .integer(minutes))
        }
        let head = observed["compute-environment.head"]?.properties[path: "computeResources.maxvCpus"]?.integer
        if let head, head != usual.headMaxCPUs { result.set("head-max-cpus", .integer(head)) }
        result.set("head-image", job?.image.map { .text($0) })
        result.set("job-limits", jobLimits(usual.jobLimits))
        result.set("scheduling-policy", schedulingPolicy)
        let role = observed["role.instance"]?.properties
        let policies = (role?["attachedPolicyArns"]?.strings ?? []).filter { !EnvironmentBuilder.isInstancePolicy($0) }
        if !policies.isEmpty { result.set("policies", .list(policies)) }
        result.set("permissions-boundary", role?["permissionsBoundary"]?.string.map { .text($0) })
        if !rights.keys.isEmpty { result.set("kms-keys", .list(rights.keys)) }
    }

    /// The times after which the work queue cancels jobs that cannot start; nil if they are the usual ones.
    private func jobLimits(_ usual: JobLimits) -> GivenFields.Value? {
        guard let actions = observed["job-queue.work"]?.properties["jobStateTimeLimitActions"]?.list else { return nil }
        func seconds(_ prefix: String) -> Int? {
            actions.first { $0["reason"]?.string?.hasPrefix(prefix) == true }?["maxTimeSeconds"]?.integer
        }
        let (capacity, misconfiguration) = (seconds("CAPACITY:"), seconds("MISCONFIGURATION:"))
        guard capacity != usual.capacitySeconds || misconfiguration != usual.misconfigurationSeconds else { return nil }
        func text(_ seconds: Int?) -> GivenFields.Value { .text(seconds.map { DurationText.text($0) } ?? "off") }
        return .map(["capacity": text(capacity), "misconfiguration": text(misconfiguration)])
    }

    private var schedulingPolicy: GivenFields.Value? {
        guard let arn = observed["job-queue.work"]?.properties["schedulingPolicyArn"]?.string else { return nil }
        let own = observed["scheduling-policy"]
        guard let own, own.attributes["arn"]?.string == arn else { return .text(arn) }
        let shares = own.properties[path: "fairsharePolicy.shareDistribution"]?.stringMap ?? [:]
        return .map(["shares": .map(shares.mapValues { .text($0) })])
    }
}

extension ExportedEnvironment.Field {
    /// A work directory that is not known: a variable that has to be set, so that no file is applied without it.
    public static func unknownWorkDirectory(of name: String) -> Self {
        let letters = name.uppercased().unicodeScalars.map { scalar in
            ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
        }
        let reason =
            "AWS does not store the work directory of this environment; write it here, such as s3://bucket/work"
        return Self("work-dir", .text("${WORK_DIR_\(String(letters)):?\(reason)}"), hasVariables: true)
    }
}
