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
                "only Spot environments have a queue of their own for the head job; \(Self.matrix)",
                "provisioning-model")
        }
        let mounting = "a head job on Fargate cannot mount it; \(Self.matrix)"
        for names in [["create-efs", "efs-id"], ["fsx-size", "fsx-dns"]] {
            guard let value = names.compactMap({ item.effective($0) }).first else { continue }
            conflicts(value, "'\(value.field.name)' cannot go with 'fargate: True'", mounting, "fargate")
        }
        if let image = item.effective("ami-id") {
            conflicts(
                image, "'ami-id' cannot go with 'fargate: True'", "Fargate has no image of yours; \(Self.matrix)",
                "fargate")
        }
        checkFargateSize()
        limitOnFargate("subnets", to: 16)
        limitOnFargate("security-groups", to: 5)
    }

    private mutating func limitOnFargate(_ name: String, to most: Int) {
        let items = item.list(name)
        guard items.count > most, let value = item.values["fargate"] else { return }
        report(
            .error, "out-of-range", "\(items.count) '\(name)' are more than the \(most) that Fargate takes",
            "source: AWS Batch API, ComputeResource", at: items[most].range,
            [Diagnostic.Note("'fargate' is asked for here", at: value.range)])
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
        let users = ["fargate", "graviton"].filter { item.isOn($0) }
        if let gpu = on("gpu"), let user = users.last {
            let list = users.map { "'\($0): True'" }.joined(separator: " and ")
            let why = user == "graviton" ? "Graviton instances take no GPU jobs" : "Fargate has no GPUs"
            report(
                .error, "conflicting-fields", "'gpu' cannot go with \(list)", "\(why); \(Self.matrix)", at: gpu.range,
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
