import Diagnostics

/// The head job on Fargate.
extension Rules {
    static let fargate: [Rule] =
        [
            .needs(
                "fargate", .on("fusion-v2"), because: "a head job on Fargate reaches its files through Fusion",
                source: .matrix),
            .needsSpot(
                "fargate", because: "only Spot environments have a separate queue for the head job", source: .matrix),
            cannotMount("create-efs"), cannotMount("efs-id", reportedIf: .on("create-efs")), cannotMount("fsx-size"),
            cannotMount("fsx-dns", reportedIf: .given("fsx-size")),
        ] + isForTasks("ami-id", "Fargate takes no image of yours")
        + isForTasks("gpu", "Fargate has no GPUs", reportedIf: [.on("graviton")]) + sizes + [
            takesAtMost(16, "subnets"), takesAtMost(5, "security-groups"),
        ]

    private static func cannotMount(_ field: RuleField, reportedIf: Fact...) -> Rule {
        .excludes(
            field, .on("fargate"), reportedIf: reportedIf, because: "a head job on Fargate cannot mount it",
            source: .matrix)
    }

    /// A field that Seqera's matrix excludes with a head job on Fargate, and that its present page no longer does.
    private static func isForTasks(_ field: RuleField, _ why: String, reportedIf: [Fact] = []) -> [Rule] {
        [
            .excludes(
                field, .on("fargate"), unless: .isRelaxed, reportedIf: reportedIf,
                because: "\(why); if only the tasks are to have it, set 'compatibility: relaxed' under 'reconcile:'",
                source: .matrix),
            Rule(
                "'\(field.name)' is for the tasks only with 'fargate: True' and 'compatibility: relaxed'", field,
                when: [field.isAsked, .on("fargate")], reportedIf: reportedIf + [.not(.isRelaxed)], .warning,
                because: why,
                source: .seqera("Fargate for the head job"), notes: [.given("fargate")]
            ) { _ in "'\(field.name)' is for the tasks only: the head job runs on Fargate" },
        ]
    }

    private static let sizes: [Rule] =
        [
            Rule(
                "'head-job-cpus' is a size of Fargate with 'fargate: True'", "head-job-cpus",
                when: [.on("fargate")], then: [.takes("head-job-cpus", .numbers(FargateSize.all.map(\.vCPUs)))],
                because: "Fargate gives a head job \(FargateSize.words) vCPUs",
                source: .other("Seqera's and AWS's documentation of Fargate"), notes: [.given("fargate")]
            ) { "'head-job-cpus: \($0.shown)' cannot go with 'fargate: True'" }
        ] + FargateSize.all.map(memory)

    private static func memory(of size: FargateSize) -> Rule {
        let steps = "\(size.smallest) to \(size.largest) MiB in steps of \(size.step)"
        return Rule(
            "'head-job-memory' goes with 'head-job-cpus: \(size.vCPUs)' on Fargate",
            "head-job-memory", when: [.on("fargate"), .has("head-job-cpus", .numbers([size.vCPUs]))],
            then: [.takes("head-job-memory", .numbers(size.memory))],
            because: "Fargate gives a job of \(size.vCPUs.counted("vCPU")) \(steps)",
            source: .batch("ResourceRequirement"), notes: [.given("head-job-cpus"), .given("fargate")]
        ) { "'head-job-memory: \($0.shown)' cannot go with 'head-job-cpus: \(size.vCPUs)' on Fargate" }
    }

    private static func takesAtMost(_ most: Int, _ field: RuleField) -> Rule {
        Rule(
            "'\(field.name)' has at most \(most) items with 'fargate: True'", field, when: [.on("fargate")],
            then: [.takes(field, .items(atMost: most))], .error, "out-of-range", source: .batch("ComputeResource"),
            notes: [.asked("fargate")]
        ) { "\($0.shown) '\(field.name)' are more than the \(most) that Fargate takes" }
    }
}
