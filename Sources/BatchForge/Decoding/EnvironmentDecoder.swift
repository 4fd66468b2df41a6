import ManifestLoading
public import ResourceModel

/// Reads the fields of a file from the resources that reconcile made for it: the reverse of ``EnvironmentBuilder``.
///
/// What concerns only Nextflow is read from the script of the head job, if this version writes such a script. Some fields leave
/// no trace in AWS; the result says which.
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
        let job = DecodedHeadJob(observed["job-definition.head"], usesFargate: usesFargate)
        addIdentity()
        addStorage(script, rights, job?.configuration)
        addCapacity(work, script)
        addInstances(work, script, job?.configuration)
        addAccess(DecodedRoles(job, passed: rights.passedRoles, made: madeRoles))
        addHeadJob(job)
        addSettings(rights, job)
        addRemarks(job)
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

    private mutating func addStorage(
        _ script: DecodedUserData, _ rights: DecodedRights, _ configuration: WrittenConfiguration?
    ) {
        var allowed = rights.buckets.map { AllowedBucket($0) } + rights.folders
        switch configuration?.workDirectory {
        case .bucket(let bucket, let location):
            result.add("work-dir", text: location)
            // It is allowed without being named.
            allowed.removeAll { $0 == AllowedBucket(bucket) }
        case .mounted(let path, let spare):
            result.add("work-dir", text: path)
            // Nextflow's configuration names the first one.
            allowed = allowed.filter { $0.bucket == spare } + allowed.filter { $0.bucket != spare }
        case nil:
            // A bucket that jobs may use is no reason to have work files in it.
            result.fields.append(.unknownWorkDirectory(of: key.name))
            result.remark("work-dir", Self.unknownWorkDirectory)
        }
        result.add("allow-buckets", list: allowed.map(\.description))
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

    private static let unknownWorkDirectory =
        "The work directory is in the script of the head job, and this version of reconcile does not write such a script: "
        + "another version or another owner did, or there is none. A bucket of 'allow-buckets' may be the one: write the work "
        + "directory here"

    private mutating func addCapacity(_ work: Value, _ script: DecodedUserData) {
        let isSpot = work["type"]?.string == "SPOT"
        let model: ForgeConfiguration.ProvisioningModel = isSpot ? .spot : .ec2
        result.add("provisioning-model", text: model.rawValue)
        result.add("max-cpus", work["maxvCpus"]?.integer.map { .integer($0) })
        if let minimum = work["minvCpus"]?.integer, minimum > 0 { result.add("min-cpus", .integer(minimum)) }
        var usual = ForgeConfiguration(maxCPUs: 1)
        (usual.fastStorage, usual.graviton) = (script.usesNVMe, usesGraviton(work, script))
        let types = work["instanceTypes"]?.strings ?? []
        if types != usual.workInstanceTypes { result.add("instance-types", list: types) }
        let strategy = work["allocationStrategy"]?.string
        if strategy != AllocationStrategy.usual(for: model) { result.add("alloc-strategy", text: strategy) }
        if isSpot, let bid = work["bidPercentage"]?.integer, bid > 0 { result.add("bid-percentage", .integer(bid)) }
        let image = Self.image(of: work)
        result.add("gpu", flag: hasGPUs(work))
        result.add("ami-id", text: image?["imageIdOverride"]?.string.map(imageText))
        result.network = ["subnets": "subnets", "securityGroupIds": "security-groups"].sorted { $0.key > $1.key }
            .compactMap { member, name in
                work[member]?.strings.map { ExportedEnvironment.Field(name, .list($0.sorted())) }
            }
    }

    private static func image(of work: Value) -> Value? { work["ec2Configuration"]?.list?.first }

    private func hasGPUs(_ work: Value) -> Bool {
        Self.image(of: work)?["imageType"]?.string == ForgeConfiguration.imageType(withGPUs: true)
    }

    /// True if the file can have `graviton`. Where it can, ARM types alone give the same environment.
    private func usesGraviton(_ work: Value, _ script: DecodedUserData) -> Bool {
        let types = work["instanceTypes"]?.strings ?? []
        return usesFargate && script.usesFusion && !hasGPUs(work) && !types.isEmpty
            && types.allSatisfy { Architecture(ofType: $0) == .arm }
    }

    /// The parameter that an AMI was taken from, or else the AMI.
    private func imageText(_ id: String) -> String {
        guard let name = observed["compute-environment.work"]?.tags[OwnershipTags.image] else { return id }
        if ForgeConfiguration.isRecommendedImage(name) { return MachineImage.recommendedWord }
        return name.hasPrefix("/") ? name : "resolve:ssm:\(name)"
    }

    private mutating func addInstances(
        _ work: Value, _ script: DecodedUserData, _ configuration: WrittenConfiguration?
    ) {
        // Fusion v2 needs Wave.
        result.add("wave", flag: script.usesFusion || configuration?.usesWave == true)
        result.add("fusion-v2", flag: script.usesFusion)
        result.add("fast-storage", flag: script.usesNVMe)
        result.add("snapshots", flag: configuration?.takesSnapshots == true)
        result.add("fargate", flag: usesFargate)
        result.add("graviton", flag: usesGraviton(work, script))
        addBootDisk(script, work)
        if script.growsDisk { addGrowingDisk() }
        result.add("key-pair", text: work["ec2KeyPair"]?.string)
        if let group = script.logGroup, group != JobLogGroup.usual || logGroups.contains(group) {
            result.add("log-group", text: group)
        }
        if let path = script.cliPath, path != UserData.defaultCLIPath { result.add("cli-path", text: path) }
        result.add("ecs-config", fileText: script.ecsConfig)
    }

    private mutating func addGrowingDisk() {
        result.add("no-ebs-auto-scale", .boolean(false))
        let disks = template?["blockDeviceMappings"]?.list ?? []
        let first = disks.first { $0["deviceName"]?.string == UserData.GrowingDisk.firstName }
        let size = first?["ebs"]?["volumeSize"]?.integer
        guard let size, size != ForgeConfiguration.usualGrowingDiskSize else { return }
        if ForgeConfiguration.growingDiskSizes.contains(size) {
            result.add("ebs-blocksize", .integer(size))
        } else {
            result.remark(
                nil,
                "The launch template of the instances was changed: of the disk that grows its first size of \(size) GB is left "
                    + "out ('ebs-blocksize' takes at most \(ForgeConfiguration.growingDiskSizes.upperBound))")
        }
    }

    private mutating func addBootDisk(_ script: DecodedUserData, _ work: Value) {
        guard let disk = template?["blockDeviceMappings"]?.list?.first?["ebs"] else { return }
        var usual = ForgeConfiguration(maxCPUs: 1)
        (usual.fusionV2, usual.fastStorage) = (script.usesFusion, script.usesNVMe)
        let image = Self.image(of: work)?["imageIdOverride"]?.string.map(imageText)
        let hasOwnImage = image != nil && image != MachineImage.recommendedWord
        let decoded = DecodedBootDisk(
            disk, usual: usual, least: hasOwnImage ? BootDisk.sizes.lowerBound : BootDisk.imageSize, in: key.region)
        result.add("boot-disk-size", decoded.size.map { .integer($0) })
        if !decoded.members.isEmpty { result.set("boot-disk", .map(decoded.members)) }
        for remark in decoded.remarks { result.remark(nil, remark) }
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
        let variables = job?.variables
        result.add("env", list: variables?.items ?? [])
        for name in variables?.secrets ?? [] {
            let advice =
                name.hasPrefix("compute:") ? "add it there" : "add it there, or apply takes it from the head job"
            result.remark(nil, "'\(name)' is left out of 'env', because its value may be a secret: \(advice)")
        }
        if variables?.hasUnknownPath == true {
            result.remark("env", "AWS does not store the value of PATH for tasks, which has no effect there")
        }
        result.add("pre-run", fileText: job?.preRun)
        result.add("post-run", fileText: job?.postRun)
        result.add("nextflow-config", fileText: job?.configuration?.ownText)
    }

    private mutating func addRemarks(_ job: DecodedHeadJob?) {
        if job?.configuration == nil {
            result.remark(
                nil,
                "What concerns only Nextflow is in the script of the head job, which this version of reconcile does not "
                    + "write in this form: 'wave' without 'fusion-v2', 'snapshots', 'compute:' and 'both:' in 'env', "
                    + "'pre-run', 'post-run', 'nextflow-config'; add what you use")
        }
        result.remark(
            nil,
            "AWS does not store what changes nothing there: 'credentials', 'wait', 'overwrite', 'on_exists' and, under "
                + "'reconcile:', 'account-id', 'update-strategy', 'wait-timeout', 'max-hourly-cost' and 'compatibility'; add "
                + "what you use")
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
        required(
            "work-dir", of: name,
            "AWS does not store the work directory of this environment; write it here, such as s3://bucket/work"
        )
    }

    /// A field whose value has to be given: a variable without a value, so that no file is applied without it.
    ///
    /// - Parameter reason: the message if the variable is not set.
    public static func required(_ field: String, of environment: String, _ reason: String) -> Self {
        let letters = "\(field)_\(environment)".uppercased().unicodeScalars.map { scalar in
            ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
        }
        return Self(field, .text("${\(String(letters)):?\(reason)}"), hasVariables: true)
    }
}
