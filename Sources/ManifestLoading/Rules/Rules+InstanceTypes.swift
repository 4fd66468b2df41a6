import Diagnostics
import InstanceTypes

/// The properties of the instance types of an environment, as EC2's catalogue has them.
extension Rules {
    static let instanceTypes: [Rule] = names + devices + drivers + typeSizes

    private static let catalogue = RuleSource.other(
        "EC2's DescribeInstanceTypes of \(InstanceCatalogue.builtIn.date)")
    private static let imageTypes = RuleSource.other("AWS Batch API, Ec2Configuration.imageType")

    private static let names: [Rule] = [
        rule(
            "'instance-types' has names that EC2 has", .warning, "unknown-instance-type",
            because: "'plan' and 'apply' ask EC2 whether it has it now", source: catalogue
        ) { $0.reportUnknown($1) },
        rule(
            "'instance-types' has no type of a size that EC2 never had", .error, "unknown-instance-type",
            source: catalogue, clause: .none(.isInForm)
        ) { $0.reportImpossible($1) },
        rule(
            "AWS Batch takes no burstable families and none of the first generation", then: [.not(.types(.refused))],
            .error, "unsupported-value",
            source: .other("the list in AWS Batch's own refusal, 'Instance type can only be one of […]'")
        ) { $0.reportRefused($1) },
        rule(
            "AWS Batch takes bare metal by its full name only", then: [.not(.types(.bareMetal))], .error,
            "unsupported-value",
            because: "it counts bare metal to no family",
            source: .other("ComputeResource.instanceTypes in the AWS Batch API reference")
        ) { $0.reportBareMetal($1) },
        rule(
            "AWS Batch runs Linux", then: [.not(.types(.mac))], .error, "unsupported-value",
            because: "its images are Linux for x86_64 and arm64", source: catalogue
        ) { $0.checkSystem($1) },
        rule(
            "AWS Batch's image does not run on A1", when: [.hasImageOfAWS],
            then: [.not(.types(.firstGraviton))], .error, "unsupported-value",
            because: "AWS Batch's image, Amazon Linux 2023, does not support A1 instances; take a newer family such as "
                + "'m7g', or give an image of your own as 'ami-id'", source: .batch("Ec2Configuration")
        ) { $0.checkFirstGraviton($1) },
    ]

    private static let devices: [Rule] = [
        rule(
            "'fast-storage' needs instance types with NVMe disks", when: [.on("fast-storage")],
            then: [.not(.types(.diskless))], source: catalogue
        ) { $0.checkStorage($1) },
        Rule(
            "'gpu' needs 'instance-types' with GPUs", "gpu", when: [.on("gpu"), .not(.given("instance-types"))],
            .warning, "missing-requirement",
            because:
                "without the field no instance of the environment has any, and jobs that ask for one wait for ever",
            source: .seqera(""), check: .types { $0.checkTypesOfGPU($1) }),
        rule(
            "'gpu' cannot go with instance types of which none has a GPU",
            when: [.on("gpu"), .given("instance-types")], then: [.types(.graphic)],
            because: "take GPU types such as 'g6' for jobs that need one", source: catalogue
        ) { $0.checkGPUs($1) },
        rule(
            "AWS Batch's image with GPU drivers is for NVIDIA's", when: [.on("gpu"), .hasImageOfAWS],
            then: [.not(.types(.foreignGraphic))], source: imageTypes
        ) { $0.checkForeignGPUs($1) },
    ]

    private static let drivers: [Rule] = [
        rule(
            "AWS Batch's image with GPU drivers does not support P3 and G3",
            when: [.on("gpu"), .hasImageOfAWS], then: [.not(.types(.oldGraphic))], because: oldGPUs,
            source: imageTypes
        ) { $0.checkOldGPUs($1) },
        rule(
            "AWS Batch's image with GPU drivers may not support P3dn", when: [.on("gpu"), .hasImageOfAWS],
            .warning, because: oldGPUs, source: imageTypes
        ) { $0.checkDoubtfulGPUs($1) },
        rule(
            "Jobs use GPUs with 'gpu: True' only", when: [.not(.on("gpu"))], .warning, "missing-driver",
            because:
                "the image ECS_AL2023 is for instances without GPUs; set 'gpu: True', or give an image with drivers "
                + "as 'ami-id'", source: imageTypes
        ) { $0.checkIdleGPUs($1) },
        rule(
            "AWS Batch's image has no drivers for AWS's Neuron accelerators", when: [.hasImageOfAWS], .warning,
            "missing-driver",
            because: "ECS has separate images for them: give one as 'ami-id'",
            source: .other("Amazon ECS developer guide, machine learning workloads on Neuron")
        ) { $0.checkAccelerators($1) },
    ]

    private static let oldGPUs =
        "the image, ECS_AL2023_NVIDIA, does not support P3 and G3 instances; take a newer family such as 'g5', or give an "
        + "image of your own as 'ami-id'"

    private static let typeSizes: [Rule] = [
        rule(
            "'max-cpus' is at least the vCPUs of the smallest instance type", when: [.given("max-cpus")], .warning,
            "small-max-cpus",
            because: "AWS Batch goes over 'max-cpus' by one instance at most, so that there is never more than one",
            source: .batch("ComputeResource.maxvCpus")
        ) { $0.checkSizes($1) },
        Rule(
            "'head-job-cpus' and 'head-job-memory' fit an instance of the head job's environment", "head-job-cpus",
            or: "head-job-memory",
            when: [.given("head-job-memory"), .given("instance-types")], .error, "out-of-range", source: catalogue,
            clause: .none(.comparesValues), check: .types { $0.checkHeadSize($1) }),
        rule(
            "EC2 sells the instance types of Spot environments as Spot Instances", when: [.spot], .warning, "no-spot",
            because: "with 'provisioning-model: SPOT' no such instance would ever start", source: catalogue
        ) { $0.checkSpot($1) },
        Rule(
            "'snapshots' works best with instance types that save their memory in time", "snapshots",
            when: [.on("snapshots"), .given("instance-types")], .warning, SnapshotAdvice.kind,
            source: snapshotDocumentation, check: .types { $0.adviseOnSnapshots($1) }),
    ]

    private static func rule(
        _ sentence: @autoclosure @escaping @Sendable () -> String, when: [Fact] = [], then: [Fact] = [],
        _ severity: Diagnostic.Severity = .error, _ kind: String = "conflicting-fields", because reason: String = "",
        source: RuleSource, clause: Rule.Clause? = nil,
        _ check: @escaping @Sendable (inout InstanceTypeRules, Rule) -> Void
    ) -> Rule {
        Rule(
            sentence(), "instance-types", when: when, then: then, severity, kind, because: reason, source: source,
            clause: clause,
            check: .types(check))
    }
}
