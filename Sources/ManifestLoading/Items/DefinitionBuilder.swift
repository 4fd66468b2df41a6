import Diagnostics

/// Makes the typed environment of an item.
struct DefinitionBuilder {
    let options: LoadingOptions
    var files: ReferencedFiles
    /// Problems of what the fields name.
    private var found: [Diagnostic] = []

    init(options: LoadingOptions, files: ReferencedFiles) {
        self.options = options
        self.files = files
    }

    var diagnostics: [Diagnostic] { files.diagnostics + found }

    /// The environment; nil where something that it needs could not be read, which was reported.
    mutating func build(_ item: EnvironmentItem, unbuildable: [Diagnostic]) -> EnvironmentDefinition? {
        guard let name = item.text("name"), let workDirectory = item.text("work-dir"),
            let configuration = configuration(item)
        else { return nil }
        var definition = EnvironmentDefinition(
            name: name.text, workspace: item.text("workspace")?.text,
            region: item.text("region")?.text ?? options.defaultRegion,
            credentials: item.text("credentials")?.text, workDirectory: workDirectory.text, labels: labels(item),
            waitsForAvailable: item.text("wait")?.text == "AVAILABLE", onExists: onExists(item),
            settings: settings(item), configuration: configuration, range: item.range)
        definition.variables = item.list("env").compactMap { EnvironmentVariable($0.text) }
        definition.nextflowConfiguration = fileText("nextflow-config", item)?.content
        if case .forge = configuration {
            definition.preRun = fileText("pre-run", item)?.content
            definition.postRun = fileText("post-run", item)?.content
        }
        definition.places = places(item)
        definition.given = GivenFields(item.values)
        definition.unbuildable = unbuildable
        return definition
    }

    /// Returns the places of the values. A value of the `reconcile:` map is named `reconcile.account-id`, an item of a
    /// list `instance-types.c6id`.
    private func places(_ item: EnvironmentItem) -> ValuePlaces {
        let lists = Self.placedLists.map { ($0, item.list($0)) }.filter { !$0.1.isEmpty }
        var places = ValuePlaces()
        places.list.reserveCapacity(item.values.all.count + lists.map(\.1.count).reduce(0, +))
        for index in item.values.all.indices {
            let name = item.values.all[index].field.name
            places.list.append(ValuePlaces.Place(name: name, range: item.values.all[index].range))
        }
        if case .map(let settings) = item.values.content(of: "reconcile") {
            for (name, value) in settings {
                places.list.append(ValuePlaces.Place(parent: "reconcile", name: name, range: value.range))
                switch value.content {
                case .map(let members):
                    for (member, value) in members {
                        places.list.append(
                            ValuePlaces.Place(parent: "reconcile.\(name)", name: member, range: value.range))
                    }
                case .list(let items):
                    for item in items {
                        places.list.append(
                            ValuePlaces.Place(parent: "reconcile.\(name)", name: item.text, range: item.range))
                    }
                default: continue
                }
            }
        }
        for (name, items) in lists {
            for item in items {
                places.list.append(ValuePlaces.Place(parent: name, name: item.text, range: item.range))
            }
        }
        return places
    }

    /// The lists of which each item has a separate place.
    private static let placedLists = ["instance-types", "subnets", "security-groups", "allow-buckets"]

    private mutating func configuration(_ item: EnvironmentItem) -> EnvironmentDefinition.Configuration? {
        switch item.mode {
        case .forge: return forge(item).map { .forge($0) }
        case .manual:
            guard let head = item.text("head-queue"), let compute = item.text("compute-queue") else { return nil }
            var manual = ManualConfiguration(headQueue: .given(head.text), computeQueue: .given(compute.text))
            manual.wave = item.isOn("wave")
            manual.fusionV2 = item.isOn("fusion-v2")
            manual.fastStorage = item.isOn("fast-storage")
            manual.snapshots = item.isOn("snapshots")
            manual.cliPath = (item.text("cli-path")?.text).map(Paths.normalized)
            manual.logGroup = item.text("log-group")?.text
            manual.headJobRole = item.text("head-job-role")?.text
            manual.computeJobRole = item.text("compute-job-role")?.text
            manual.batchExecutionRole = item.text("batch-execution-role")?.text
            return .manual(manual)
        }
    }

    private mutating func forge(_ item: EnvironmentItem) -> ForgeConfiguration? {
        guard let maxCPUs = item.integer("max-cpus"), let model = item.provisioningModel else { return nil }
        var forge = ForgeConfiguration(maxCPUs: maxCPUs)
        forge.provisioningModel = model
        forge.minCPUs = item.integer("min-cpus") ?? 0
        forge.instanceTypes = item.list("instance-types").map(\.text)
        forge.allocationStrategy = item.text("alloc-strategy")?.text
        forge.bidPercentage = item.integer("bid-percentage").flatMap { $0 == 0 ? nil : $0 }
        forge.wave = item.isOn("wave")
        forge.fusionV2 = item.isOn("fusion-v2")
        forge.fastStorage = item.isOn("fast-storage")
        forge.snapshots = item.isOn("snapshots")
        forge.gpu = item.isOn("gpu")
        forge.fargate = item.isOn("fargate")
        forge.graviton = item.isOn("graviton")
        forge.efsID = item.text("efs-id")?.text
        forge.createsEFS = item.isOn("create-efs")
        forge.efsMount = item.mountPoints.efs
        forge.fsxDNS = item.text("fsx-dns")?.text
        forge.fsxSize = item.integer("fsx-size")
        forge.fsxMount = item.mountPoints.fsx
        for bucket in item.list("allow-buckets").map({ AllowedBucket(location: $0.text) })
        where !forge.allowedBuckets.contains(bucket) { forge.allowedBuckets.append(bucket) }
        forge.vpcID = item.text("vpc-id")?.text
        forge.subnets = item.list("subnets").map(\.text)
        forge.securityGroups = item.list("security-groups").map(\.text)
        forge.image = (item.text("ami-id")?.text).map { MachineImage($0) }
        forge.keyPair = item.text("key-pair")?.text
        forge.bootDiskSize = item.integer("boot-disk-size")
        if Rules.wantGrowingDisk(item) {
            forge.growingDiskSize = item.integer("ebs-blocksize") ?? ForgeConfiguration.usualGrowingDiskSize
        }
        forge.logGroup = item.text("log-group")?.text
        forge.cliPath = (item.text("cli-path")?.text).map(Paths.normalized)
        forge.headJobCPUs = item.integer("head-job-cpus")
        forge.headJobMemory = item.integer("head-job-memory")
        forge.headJobRole = item.text("head-job-role")?.text
        forge.computeJobRole = item.text("compute-job-role")?.text
        forge.batchExecutionRole = item.text("batch-execution-role")?.text
        if let file = fileText("ecs-config", item) {
            forge.ecsConfig = file.content
            if let lines = forge.ecsConfig {
                let name = file.isExported ? "ecsConfig" : file.value.text
                found += item.noting(AgentSettings(lines, named: name, at: file.value.range).diagnostics)
            }
        }
        return forge
    }

    /// The value of a field that names a file, and the text of the file; nil where the item does not have the field.
    ///
    /// An export holds the text itself, a manifest the path of its file. The text is nil if it could not be read, which
    /// was reported.
    private mutating func fileText(
        _ field: String, _ item: EnvironmentItem
    ) -> (value: ExpandedText, content: String?, isExported: Bool)? {
        guard let value = item.text(field) else { return nil }
        let isExported = value.range.filename == item.export?.filename
        let content = isExported ? value.text : files.text(of: value, in: field, from: item.filename)
        return (value, content, isExported)
    }

    private func labels(_ item: EnvironmentItem) -> [EnvironmentDefinition.Label] {
        guard case .labels(let labels) = item.values.content(of: "labels") else { return [] }
        return labels.map { EnvironmentDefinition.Label($0.key, $0.value) }
    }

    private func onExists(_ item: EnvironmentItem) -> EnvironmentDefinition.OnExists {
        if let forced = options.onExists { return forced }
        let spoken = item.text("on_exists").flatMap { EnvironmentDefinition.OnExists(rawValue: $0.text) }
        return spoken ?? (item.isOn("overwrite") ? .overwrite : .fail)
    }

    private func settings(_ item: EnvironmentItem) -> ReconcileSettings {
        var settings = ReconcileSettings()
        if item.isOn("preserve-resources") { settings.onDelete = .retain }
        guard case .map(let values) = item.values.content(of: "reconcile") else { return settings }
        for (name, value) in values {
            switch (name, value.content) {
            case ("account-id", .text(let text)): settings.accountID = text.text
            case ("protect", .boolean(let flag)): settings.protect = flag
            case ("drain", .boolean(let flag)): settings.drain = flag
            case ("job-timeout-minutes", .integer(let minutes)): settings.jobTimeoutMinutes = minutes
            case ("wait-timeout", .duration(let seconds)): settings.waitTimeoutSeconds = seconds
            case ("head-max-cpus", .integer(let count)): settings.headMaxCPUs = count
            case ("max-hourly-cost", .decimal(let dollars)): settings.maxHourlyCost = dollars
            case ("fallback", .text(let text)): settings.fallback = ReconcileSettings.Fallback(rawValue: text.text)
            case ("head-image", .text(let text)): settings.headImage = text.text
            case ("scheduling-policy", .text(let text)): settings.schedulingPolicy = .existing(text.text)
            case ("scheduling-policy", .map(let members)):
                guard case .numbers(let shares) = members["shares"]?.content else { continue }
                settings.schedulingPolicy = .shares(
                    Dictionary(shares.map { ($0.name, $0.number) }, uniquingKeysWith: { _, last in last }))
            case ("update-strategy", .text(let text)):
                settings.updateStrategy = ReconcileSettings.UpdateStrategy(rawValue: text.text) ?? .auto
            case ("on-delete", .text(let text)):
                settings.onDelete = ReconcileSettings.OnDelete(rawValue: text.text) ?? .delete
            case ("policies", .list(let texts)): settings.policies = texts.map(\.text)
            case ("permissions-boundary", .text(let text)): settings.permissionsBoundary = text.text
            case ("kms-keys", .list(let texts)): settings.kmsKeys = texts.map(\.text)
            case ("boot-disk", .map(let members)): settings.bootDisk = bootDisk(members)
            case ("job-limits", .map(let limits)):
                if case .limit(let seconds) = limits["misconfiguration"]?.content {
                    settings.jobLimits.misconfigurationSeconds = seconds
                }
                if case .limit(let seconds) = limits["capacity"]?.content {
                    settings.jobLimits.capacitySeconds = seconds
                }
            default: continue
            }
        }
        return settings
    }

    private func bootDisk(_ members: [String: FieldValue]) -> BootDisk {
        var disk = BootDisk()
        if case .integer(let throughput) = members["throughput"]?.content { disk.throughput = throughput }
        if case .integer(let iops) = members["iops"]?.content { disk.iops = iops }
        if case .text(let key) = members["kms-key"]?.content { disk.key = key.text }
        return disk
    }
}
