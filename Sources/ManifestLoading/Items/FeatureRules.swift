import Diagnostics

/// What must and must not go together in one environment, each with its source.
struct FeatureRules {
    let item: EnvironmentItem
    private(set) var diagnostics: [Diagnostic] = []

    private static let matrix = "source: the feature compatibility matrix of Seqera's AWS Batch documentation"

    init(_ item: EnvironmentItem) {
        self.item = item
        checkFusion()
        checkFastStorage()
        checkSnapshots()
        checkCPUs()
        checkBid()
        checkStrategy()
        checkManners()
    }

    private mutating func checkFusion() {
        guard let value = on("fusion-v2"), item.isOff("wave") else { return }
        needs(value, "'fusion-v2' needs 'wave: True'", "Wave puts Fusion into the containers; \(Self.matrix)", "wave")
    }

    private mutating func checkFastStorage() {
        guard let value = on("fast-storage") else { return }
        if item.isOff("fusion-v2") {
            needs(
                value, "'fast-storage' needs 'fusion-v2: True'", "only Fusion v2 uses the NVMe disks; \(Self.matrix)",
                "fusion-v2")
        }
    }

    private mutating func checkSnapshots() {
        guard let value = on("snapshots") else { return }
        if item.isOff("fusion-v2") {
            needs(value, "'snapshots' needs 'fusion-v2: True'", "Fusion v2 takes them; \(Self.matrix)", "fusion-v2")
        }
        if item.mode == .forge, item.provisioningModel == .ec2 {
            conflicts(
                value, "'snapshots' needs 'provisioning-model: SPOT'",
                "they save jobs from the reclamation of Spot Instances, which never happens to On-Demand ones; "
                    + "source: Seqera's Fusion Snapshots documentation", "provisioning-model")
        }
    }

    private mutating func checkCPUs() {
        guard let minimum = item.integer("min-cpus"), let value = item.values["min-cpus"] else { return }
        if let maximum = item.integer("max-cpus"), minimum > maximum {
            conflicts(
                value, "'min-cpus' (\(minimum)) is more than 'max-cpus' (\(maximum))",
                "AWS Batch demands minvCpus ≤ maxvCpus", "max-cpus")
        } else if minimum > 0 {
            report(
                .warning, "cost", "\(minimum) vCPUs are billed all the time, jobs or not",
                "with 'min-cpus: 0' instances run only while there is work", at: value.range)
        }
    }

    private mutating func checkBid() {
        guard let value = item.values["bid-percentage"], item.provisioningModel == .ec2 else { return }
        conflicts(
            value, "'bid-percentage' needs 'provisioning-model: SPOT'", "On-Demand Instances have one price",
            "provisioning-model")
    }

    private mutating func checkStrategy() {
        guard let strategy = item.text("alloc-strategy"), let model = item.provisioningModel else { return }
        let allowed = AllocationStrategy.allowed(for: model)
        guard !allowed.contains(strategy.text) else { return }
        let list = allowed.map { "'\($0)'" }.joined(separator: ", ")
        let why: String
        if strategy.text == "BEST_FIT" {
            why =
                "AWS Batch cannot update such an environment in place: every change would replace it; use one of \(list)"
        } else {
            why = "with 'provisioning-model: \(model.rawValue)' AWS Batch takes \(list)"
        }
        report(
            .error, "unsupported-value", "'alloc-strategy' cannot be '\(strategy.text)'", why, at: strategy.range, [])
    }

    private mutating func checkManners() {
        if let overwrite = item.boolean("overwrite"), let exists = item.text("on_exists"),
            let value = item.values["overwrite"], overwrite != (exists.text == "overwrite")
        {
            conflicts(
                value, "'overwrite: \(overwrite ? "True" : "False")' contradicts 'on_exists: \(exists.text)'",
                "'on_exists' says it all; remove 'overwrite'", "on_exists")
        }
        if item.isOn("preserve-resources"), let value = item.values["preserve-resources"],
            case .map(let settings) = item.values["reconcile"]?.content, let onDelete = settings["on-delete"],
            case .text(let text) = onDelete.content, text.text == "delete"
        {
            report(
                .error, "conflicting-fields", "'on-delete: delete' contradicts 'preserve-resources: True'",
                "remove one of them", at: onDelete.range,
                [Diagnostic.Note("the resources are to be preserved", at: value.range)])
        }
    }

    // MARK: Reporting

    private func on(_ name: String) -> FieldValue? {
        item.isOn(name) ? item.values[name] : nil
    }

    private mutating func needs(_ value: FieldValue, _ summary: String, _ why: String, _ other: String) {
        let note = item.values[other].map { Diagnostic.Note("'\(other)' is off here", at: $0.range) }
        report(.error, "missing-requirement", summary, why, at: value.range, note.map { [$0] } ?? [])
    }

    private mutating func conflicts(_ value: FieldValue, _ summary: String, _ why: String, _ other: String) {
        let note = item.values[other].map { Diagnostic.Note("'\(other)' is given here", at: $0.range) }
        report(.error, "conflicting-fields", summary, why, at: value.range, note.map { [$0] } ?? [])
    }

    private mutating func report(
        _ severity: Diagnostic.Severity, _ kind: String, _ summary: String, _ detail: String, at range: SourceRange,
        _ notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(Diagnostic(severity, kind, summary, detail: detail, at: range, notes: notes))
    }
}
