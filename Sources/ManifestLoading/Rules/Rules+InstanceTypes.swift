import Diagnostics

/// The properties of the instance types of an environment, as EC2's catalogue has them.
extension Rules {
    static let instanceTypes: [Rule] = names + devices + drivers + typeSizes

    private static let catalogue = RuleSource.other("EC2's DescribeInstanceTypes")
    private static let imageTypes = RuleSource.other("AWS Batch API, Ec2Configuration.imageType")

    private static let names: [Rule] = [
        rule(
            "'instance-types' has names that EC2 has", .warning, "unknown-instance-type", source: catalogue
        ) { $0.reportUnknown() },
        rule(
            "'instance-types' has no type of a size that EC2 never had", .error, "unknown-instance-type",
            source: catalogue, clause: .none(.isInForm)
        ) { $0.reportImpossible() },
        rule(
            "AWS Batch takes no burstable families, none of the first generation, and bare metal by its full name only",
            then: [.not(.types(.refused))], .error, "unsupported-value",
            source: .other(
                "the list in AWS Batch's own refusal, and ComputeResource.instanceTypes in its API reference")
        ) { $0.reportRefused() },
        rule(
            "AWS Batch runs Linux", then: [.not(.types(.mac))], .error, "unsupported-value", source: catalogue
        ) { $0.checkSystem() },
        rule(
            "AWS Batch's image does not run on A1", when: [.not(.given("ami-id"))],
            then: [.not(.types(.firstGraviton))], .error, "unsupported-value", source: .batch("Ec2Configuration")
        ) { $0.checkFirstGraviton() },
    ]

    private static let devices: [Rule] = [
        rule(
            "'fast-storage' needs instance types with NVMe disks", when: [.on("fast-storage")],
            then: [.not(.types(.diskless))], source: catalogue
        ) { $0.checkStorage() },
        Rule(
            "'gpu' needs 'instance-types' with GPUs", "gpu", when: [.on("gpu"), .not(.given("instance-types"))],
            .warning, "missing-requirement",
            because:
                "without the field no instance of the environment has any, and jobs that ask for one wait for ever",
            source: .seqera(""), check: .types { $0.checkTypesOfGPU() }),
        rule(
            "'gpu' cannot go with instance types of which none has a GPU",
            when: [.on("gpu"), .given("instance-types")], then: [.types(.graphic)], source: catalogue
        ) { $0.checkGPUs() },
        rule(
            "AWS Batch's image with GPU drivers is for NVIDIA's", when: [.on("gpu"), .not(.given("ami-id"))],
            then: [.not(.types(.foreignGraphic))], source: imageTypes
        ) { $0.checkForeignGPUs() },
    ]

    private static let drivers: [Rule] = [
        rule(
            "AWS Batch's image with GPU drivers does not support P3 and G3",
            when: [.on("gpu"), .not(.given("ami-id"))], then: [.not(.types(.oldGraphic))], source: imageTypes
        ) { $0.checkOldGPUs() },
        rule(
            "AWS Batch's image with GPU drivers may not support P3dn", when: [.on("gpu"), .not(.given("ami-id"))],
            .warning, source: imageTypes
        ) { $0.checkDoubtfulGPUs() },
        rule(
            "Jobs use GPUs with 'gpu: True' only", when: [.not(.on("gpu"))], .warning, "missing-driver",
            source: imageTypes
        ) { $0.checkIdleGPUs() },
        rule(
            "AWS Batch's image has no drivers for AWS's Neuron accelerators", when: [.not(.given("ami-id"))], .warning,
            "missing-driver",
            source: .other("Amazon ECS developer guide, machine learning workloads on Neuron")
        ) { $0.checkAccelerators() },
    ]

    private static let typeSizes: [Rule] = [
        rule(
            "'max-cpus' is at least the vCPUs of the smallest instance type", when: [.given("max-cpus")], .warning,
            "small-max-cpus", source: .batch("ComputeResource.maxvCpus")
        ) { $0.checkSizes() },
        Rule(
            "'head-job-cpus' and 'head-job-memory' fit an instance of the head job's environment", "head-job-cpus",
            or: "head-job-memory",
            when: [.given("head-job-memory"), .given("instance-types")], .error, "out-of-range", source: catalogue,
            clause: .none(.comparesValues), check: .types { $0.checkHeadSize() }),
        rule(
            "EC2 sells the instance types of Spot environments as Spot Instances", when: [.spot], .warning, "no-spot",
            source: catalogue
        ) { $0.checkSpot() },
        Rule(
            "'snapshots' works best with instance types that save their memory in time", "snapshots",
            when: [.on("snapshots"), .given("instance-types")], .warning, SnapshotAdvice.kind,
            source: snapshotDocumentation, check: .types { $0.adviseOnSnapshots() }),
    ]

    private static func rule(
        _ sentence: @autoclosure @escaping @Sendable () -> String, when: [Fact] = [], then: [Fact] = [],
        _ severity: Diagnostic.Severity = .error, _ kind: String = "conflicting-fields", source: RuleSource,
        clause: Rule.Clause? = nil, _ check: @escaping @Sendable (inout InstanceTypeRules) -> Void
    ) -> Rule {
        Rule(
            sentence(), "instance-types", when: when, then: then, severity, kind, source: source, clause: clause,
            check: .types(check))
    }
}
