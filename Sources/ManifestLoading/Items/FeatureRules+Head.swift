import Diagnostics

/// The head job on Fargate, and the tasks on ARM.
extension FeatureRules {
    mutating func checkFargate() {
        guard let fargate = on("fargate") else { return }
        if item.isOff("fusion-v2") {
            needs(
                fargate, "'fargate' needs 'fusion-v2: True'",
                "a head job on Fargate reaches its files through Fusion; \(Self.matrix)", "fusion-v2")
        }
        if item.provisioningModel == .ec2 {
            conflicts(
                fargate, "'fargate' needs 'provisioning-model: SPOT'",
                "only Spot environments have a separate queue for the head job; \(Self.matrix)",
                "provisioning-model")
        }
        let mounting = "a head job on Fargate cannot mount it; \(Self.matrix)"
        for names in [["create-efs", "efs-id"], ["fsx-size", "fsx-dns"]] {
            guard let value = names.compactMap({ item.effective($0) }).first else { continue }
            conflicts(value, "'\(value.field.name)' cannot go with 'fargate: True'", mounting, "fargate")
        }
        if let image = item.effective("ami-id") {
            tasksOnly(image, "Fargate takes no image of yours", fargate)
        }
        if let gpu = on("gpu"), !item.isOn("graviton") { tasksOnly(gpu, "Fargate has no GPUs", fargate) }
        checkFargateSize()
        limitOnFargate("subnets", to: 16)
        limitOnFargate("security-groups", to: 5)
    }

    /// A field that Seqera's matrix excludes with a head job on Fargate, and that its present page no longer does.
    private mutating func tasksOnly(_ value: FieldValue, _ why: String, _ fargate: FieldValue) {
        let name = value.field.name
        let notes = [Diagnostic.Note("'fargate' is given here", at: fargate.range)]
        guard !item.isRelaxed else {
            report(
                .warning, "conflicting-fields", "'\(name)' is for the tasks only: the head job runs on Fargate",
                "\(why); \(Self.presentPage)", at: value.range, notes)
            return
        }
        report(
            .error, "conflicting-fields", "'\(name)' cannot go with 'fargate: True'",
            "\(why); if only the tasks are to have it, set 'compatibility: relaxed' under 'reconcile:'; \(Self.matrix)",
            at: value.range, notes)
    }

    private static let presentPage = "source: Seqera's AWS Batch documentation, Fargate for the head job"

    private mutating func limitOnFargate(_ name: String, to most: Int) {
        let items = item.list(name)
        guard items.count > most, let value = item.values["fargate"] else { return }
        report(
            .error, "out-of-range", "\(items.count) '\(name)' are more than the \(most) that Fargate takes",
            "source: AWS Batch API, ComputeResource", at: items[most].range,
            [Diagnostic.Note("'fargate' is asked for here", at: value.range)])
    }

    /// The head environment's vCPUs, against those of one head job.
    mutating func checkHeadRoom() {
        guard item.mode == .forge, let model = item.provisioningModel else { return }
        let setting = item.setting("head-max-cpus")
        if model == .ec2, let setting {
            report(
                .warning, "ignored-field", "'head-max-cpus' has no effect with 'provisioning-model: EC2'",
                "there head jobs run in the work environment, which 'max-cpus' limits; remove it", at: setting.range)
        }
        guard let cpus = item.integer("head-job-cpus"), let value = item.values["head-job-cpus"] else { return }
        if model == .ec2 {
            guard let most = item.integer("max-cpus"), cpus > most else { return }
            conflicts(
                value, "'head-job-cpus' (\(cpus)) is more than 'max-cpus' (\(most))",
                "no head job could ever start; raise 'max-cpus', or ask for fewer; source: AWS Batch API, ComputeResource",
                "max-cpus")
        } else {
            var most = ReconcileSettings().headMaxCPUs
            if let setting {
                guard case .integer(let count) = setting.content else { return }
                most = count
            }
            guard cpus > most else { return }
            report(
                .error, "out-of-range",
                "'head-job-cpus: \(cpus)' is more than the \(most) vCPUs of the head environment",
                "no head job could ever start; set 'head-max-cpus' under 'reconcile:' to \(cpus) or more, or ask for fewer; "
                    + "source: AWS Batch API, ComputeResource", at: value.range,
                setting.map { [Diagnostic.Note("'head-max-cpus' is given here", at: $0.range)] } ?? [])
        }
    }

    mutating func checkFargateSize() {
        guard let cpus = item.integer("head-job-cpus"), let value = item.values["head-job-cpus"] else { return }
        guard let size = FargateSize.all.first(where: { $0.vCPUs == cpus }) else {
            conflicts(
                value, "'head-job-cpus: \(cpus)' cannot go with 'fargate: True'",
                "Fargate gives a head job \(FargateSize.words) vCPUs; source: Seqera's and AWS's documentation of Fargate",
                "fargate")
            return
        }
        guard let memory = item.integer("head-job-memory"), let value = item.values["head-job-memory"],
            !size.memory.contains(memory)
        else { return }
        conflicts(
            value, "'head-job-memory: \(memory)' cannot go with 'head-job-cpus: \(cpus)' on Fargate",
            "Fargate gives a job of \(cpus) vCPU\(cpus == 1 ? "" : "s") \(size.smallest) to \(size.largest) MiB in steps of "
                + "\(size.step); source: AWS Batch API, ResourceRequirement",
            "head-job-cpus", "fargate")
    }

    mutating func checkGraviton() {
        if let gpu = on("gpu"), item.isOn("graviton") {
            let users = ["fargate", "graviton"].filter { item.isOn($0) }
            let list = users.map { "'\($0): True'" }.joined(separator: " and ")
            report(
                .error, "conflicting-fields", "'gpu' cannot go with \(list)",
                "Graviton instances take no GPU jobs; \(Self.matrix)", at: gpu.range,
                users.compactMap { name in
                    item.values[name].map { Diagnostic.Note("'\(name)' is given here", at: $0.range) }
                })
        }
        // Where 'fargate' is on, it and 'fusion-v2' say themselves what they lack.
        guard let graviton = on("graviton"), item.isOff("fargate") else { return }
        let missing = ["fargate", "wave", "fusion-v2"].filter { item.isOff($0) }
        // 'fusion-v2' without 'wave' is reported there.
        let own = missing.filter { $0 != "wave" || item.isOff("fusion-v2") }
        report(
            .error, "missing-requirement",
            "'graviton' needs \(own.map { "'\($0): True'" }.joined(separator: ", "))", Self.matrix, at: graviton.range,
            own.compactMap { name in
                item.values[name].map { Diagnostic.Note("'\(name)' is off here", at: $0.range) }
            })
    }
}
