import Diagnostics

/// The amount of capacity, its price, and the strategy of its allocation.
extension Rules {
    static let capacity: [Rule] =
        [
            .isAtMost(
                "min-cpus", "max-cpus", because: "AWS Batch demands minvCpus ≤ maxvCpus",
                source: .batch("ComputeResource")),
            Rule(
                "'min-cpus' above 0 is billed all the time, jobs or not", "min-cpus",
                when: [.has("min-cpus", .range(1...Int.max))], reportedIf: [.exceeds("min-cpus", "max-cpus")],
                .warning, "cost", because: "with 'min-cpus: 0' instances run only while there is work",
                source: .seqera("Min CPUs")
            ) { "\($0.shown) vCPUs are billed all the time, jobs or not" },
            .needsSpot(
                "bid-percentage", because: "On-Demand Instances have one price", source: .batch("ComputeResource")),
            .needsSpot(
                "reconcile.fallback", because: "with 'provisioning-model: EC2' all tasks have On-Demand Instances",
                source: .reconcile),
        ] + strategies(.ec2, .onDemand) + strategies(.spot, .spot)

    private static let oldStrategy = "BEST_FIT"

    private static func strategies(_ model: ForgeConfiguration.ProvisioningModel, _ isModel: Fact) -> [Rule] {
        let allowed = AllocationStrategy.allowed(for: model)
        let list = allowed.map { "'\($0)'" }.joined(separator: ", ")
        let word = "'provisioning-model: \(model.rawValue)'"
        let source = RuleSource.other("AWS Batch user guide, allocation strategies")
        return [
            Rule(
                "'alloc-strategy' cannot be '\(oldStrategy)' with \(word)", "alloc-strategy", when: [isModel],
                then: [.not(.has("alloc-strategy", .words([oldStrategy])))], .error, "unsupported-value",
                because: "AWS Batch cannot update such an environment in place: every change would replace it; "
                    + "use one of \(list)", source: source
            ) { "'alloc-strategy' cannot be '\($0.shown)'" },
            Rule(
                "'alloc-strategy' is one of \(list) with \(word)", "alloc-strategy", when: [isModel],
                then: [.takes("alloc-strategy", .words(allowed))],
                reportedIf: [.has("alloc-strategy", .words([oldStrategy]))], .error, "unsupported-value",
                because: "with \(word) AWS Batch takes \(list)", source: source
            ) { "'alloc-strategy' cannot be '\($0.shown)'" },
        ]
    }
}
