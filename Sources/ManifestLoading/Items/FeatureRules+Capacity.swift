import Diagnostics

/// Rules for the amount of capacity, its price, and the strategy of its allocation.
extension FeatureRules {
    mutating func checkCPUs() {
        guard let minimum = item.integer("min-cpus"), let value = item.values["min-cpus"] else { return }
        if let maximum = item.integer("max-cpus"), minimum > maximum {
            conflicts(
                value, "'min-cpus' (\(minimum)) is more than 'max-cpus' (\(maximum))",
                "AWS Batch demands minvCpus ≤ maxvCpus; source: AWS Batch API, ComputeResource", "max-cpus")
        } else if minimum > 0 {
            report(
                .warning, "cost", "\(minimum) vCPUs are billed all the time, jobs or not",
                "with 'min-cpus: 0' instances run only while there is work; source: Seqera's AWS Batch documentation, Min CPUs",
                at: value.range)
        }
    }

    mutating func checkBid() {
        guard let value = item.values["bid-percentage"], item.provisioningModel == .ec2 else { return }
        conflicts(
            value, "'bid-percentage' needs 'provisioning-model: SPOT'",
            "On-Demand Instances have one price; source: AWS Batch API, ComputeResource",
            "provisioning-model")
    }

    private static let strategies = "source: AWS Batch user guide, allocation strategies"

    mutating func checkStrategy() {
        guard let strategy = item.text("alloc-strategy"), let model = item.provisioningModel else { return }
        let allowed = AllocationStrategy.allowed(for: model)
        guard !allowed.contains(strategy.text) else { return }
        let list = allowed.map { "'\($0)'" }.joined(separator: ", ")
        let why: String
        if strategy.text == "BEST_FIT" {
            why =
                "AWS Batch cannot update such an environment in place: every change would replace it; "
                + "use one of \(list); \(Self.strategies)"
        } else {
            why = "with 'provisioning-model: \(model.rawValue)' AWS Batch takes \(list); \(Self.strategies)"
        }
        report(
            .error, "unsupported-value", "'alloc-strategy' cannot be '\(strategy.text)'", why, at: strategy.range, [])
    }
}
