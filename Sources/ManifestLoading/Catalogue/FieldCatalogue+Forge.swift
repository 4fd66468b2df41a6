import ResourceModel

extension FieldCatalogue {
    /// Fields of `config-mode: forge`.
    static let forge: [Field] = [
        Field(
            "provisioning-model",
            .choice([
                "SPOT":
                    "Spot Instances for the work, and a separate environment with On-Demand Instances for the head job",
                "EC2": "On-Demand Instances for both",
            ]), in: [.forge], default: "SPOT",
            synonyms: ["ondemand": "EC2"],
            effect: .changes(
                .environment("type", of: .work),
                .environment("allocationStrategy", of: .work, .without("alloc-strategy")),
                .existence(of: .computeEnvironment, part: "head"), .existence(of: .jobQueue, part: "head"),
                .existence(of: .serviceLinkedRole, part: "spot.amazonaws.com"), .nextflow),
            "Spot Instances for the work and On-Demand for the head job, or On-Demand for both."),
        Field(
            "max-cpus", .integer(1...2_147_483_647), in: [.forge], required: [.forge],
            effect: .changes(.environment("maxvCpus", of: .tasks), .nextflow), "The most vCPUs at a time."),
        Field(
            "min-cpus", .integer(0...2_147_483_647), in: [.forge], default: "0",
            effect: .changes(.environment("minvCpus", of: .work)),
            "vCPUs that run, and are billed, even without jobs."),
        Field(
            "instance-types", .list(.instanceType), in: [.forge],
            // A custom AMI is for one architecture, and the head environment follows the work's.
            effect: .changes(
                .environment("instanceTypes", of: .tasks), .environment("instanceTypes", of: .head, .with(["ami-id"])),
                // The recommended AMI is that of the architecture, and a tag names its parameter.
                .environment("ec2Configuration", .with(["ami-id"])),
                .field("tags", of: .computeEnvironment, parts: .every, .with(["ami-id"])), .nextflow),
            "EC2 instance types or families, or Batch's word 'optimal'."),
        Field(
            "alloc-strategy", .choice(AllocationStrategy.all), in: [.forge],
            effect: .changes(.environment("allocationStrategy", of: .work)), "How Batch chooses among the types."),
        Field(
            "bid-percentage", .integer(0...100), in: [.forge], default: "100",
            effect: .changes(.environment("bidPercentage", of: .work)),
            "The highest Spot price as a percentage of the On-Demand price; 0 leaves AWS's default, 100."),
        Field(
            "gpu", .boolean, in: [.forge], default: "False",
            effect: .changes(
                .environment("ec2Configuration", of: .tasks),
                .field("tags", of: .computeEnvironment, parts: .tasks, .with(["ami-id"])), .nextflow),
            "The AMI with GPU drivers."),
        Field(
            "allow-buckets", .list(.bucket), in: [.forge],
            effect: .changes(
                .jobPolicies, .headJob("command", .with(["create-efs", "efs-id", "fsx-size", "fsx-dns"]))),
            "Further S3 buckets that jobs may read and write, or folders of buckets: 's3://bucket/folder' allows that "
                + "folder only. The bucket of 'work-dir' is always allowed as a whole."),
        Field(
            "preserve-resources", .boolean, in: [.forge], default: "False",
            // Settings for deleting are kept in tags, for after the environment has left the file.
            effect: .changes(.tags),
            "Leave the resources in AWS when the environment is destroyed."),
        Field(
            "ecs-config", .file, in: [.forge],
            effect: .userData, "A file whose text is appended to /etc/ecs/ecs.config."),
        Field(
            "vpc-id", .text(.vpc), in: [.forge],
            effect: .changes(
                .environment("subnets", of: .every, .without("subnets")), .groupsOfVPC,
                .headJob("networkConfiguration", .with(["fargate"]))),
            "The VPC; the region's default VPC where it is left out."),
        Field(
            "subnets", .list(.subnet), in: [.forge],
            effect: .changes(
                .environment("subnets"), .groupsOfVPC, .mountTargets("subnets"),
                .headJob("networkConfiguration", .with(["fargate"]))),
            "The subnets; those of the VPC where they are left out."),
        Field(
            "security-groups", .list(.securityGroup), in: [.forge],
            effect: .changes(.environment("securityGroupIds"), .mountTargets("securityGroupIds")),
            "The security groups; the VPC's default one where they are left out."),
        Field(
            "ami-id", .text(.image), in: [.forge],
            // The boot disk is named after the image's root device.
            effect: .template(
                "blockDeviceMappings",
                and: .environment("ec2Configuration"), .field("tags", of: .computeEnvironment, parts: .every),
                .environment("instanceTypes", of: .head, .with(["instance-types"]))),
            "The AMI of the instances: an id, 'recommended' (AWS's for ECS on Amazon Linux 2023), or an SSM parameter such as "
                + "'/golden/ami' or 'resolve:ssm:golden-ami'. AWS Batch's default where it is left out."),
        Field(
            "key-pair", .text(.keyPair), in: [.forge],
            effect: .changes(.environment("ec2KeyPair")), "The EC2 key pair with which to log in to instances."),
        Field(
            "boot-disk-size", .integer(BootDisk.sizes), in: [.forge],
            default: String(BootDisk.usualSize(asCache: false)),
            effect: .template("blockDeviceMappings"), "The boot disk's size in GB."),
        Field(
            "fargate", .boolean, in: [.forge], default: "False",
            // A successor replaces the head environment in its queue. The permissions to read secrets go to the role of the
            // head job.
            effect: .changes(
                .form("computeResources.type", of: .computeEnvironment, part: "head"),
                .field("computeEnvironmentOrder", of: .jobQueue, parts: .head),
                .existence(of: .role, part: "fargate"), .existence(of: .role, part: "execution"),
                .policies(of: ["instance"], .with(["batch-execution-role"])),
                .field("platformCapabilities", of: .jobDefinition, parts: .head),
                .headJob("networkConfiguration"), .headJob("runtimePlatform"),
                // What Fargate has no size for is the next one that it has.
                .headJob("resourceRequirements", .with(["head-job-cpus", "head-job-memory"])),
                .headJob("ephemeralStorage"), .headJob("jobRoleArn", .without("head-job-role")),
                .headJob("executionRoleArn", .without("batch-execution-role"))),
            "The head job runs on Fargate: no instance to wait for. Needs Fusion v2, Spot and a work directory on S3."),
        Field(
            "graviton", .boolean, in: [.forge], default: "False",
            effect: .changes(.environment("instanceTypes", of: .tasks, .without("instance-types")), .nextflow),
            "ARM instances (Graviton) for the tasks. Needs 'fargate', 'wave' and 'fusion-v2'; no GPUs."),
        Field(
            "fusion", .boolean, in: [.forge], default: "False",
            effect: .nothing(.unbuilt),
            "Fusion v1, deprecated: plan and apply refuse it, because its driver is no longer published. Use 'fusion-v2'."
        ),
    ]

    /// Fields of `config-mode: manual`.
    static let manual: [Field] = [
        Field(
            "head-queue", .text(.queue), in: [.manual], required: [.manual],
            effect: .nothing(.observed), "The job queue of the head job."),
        Field(
            "compute-queue", .text(.queue), in: [.manual], required: [.manual],
            effect: .nothing(.observed), "The job queue of the compute jobs."),
    ]

    /// Fields of the `reconcile:` map.
    static let ours: [Field] = [
        Field(
            "account-id", .text(.account),
            effect: .nothing(.manner), "Refuse to touch any other AWS account."),
        Field(
            "protect", .boolean, default: "False",
            effect: .changes(.tags), "Refuse to delete or replace."),
        Field(
            "update-strategy", .choice(updateStrategies), default: "auto",
            effect: .nothing(.manner),
            "How an update that replaces instances is made."),
        Field(
            "job-timeout-minutes", .integer(1...7200), default: "30",
            effect: .changes(.field("updatePolicy", of: .computeEnvironment, parts: .every)),
            "How long jobs may go on when their instance is replaced (Batch's jobExecutionTimeoutMinutes)."),
        Field(
            "drain", .boolean, default: "True",
            effect: .changes(.tags), "Wait for running jobs before replacing and deleting."),
        Field(
            "on-delete",
            .choice([
                "delete": "they delete it", "retain": "they leave it in AWS",
            ]), default: "delete",
            effect: .changes(.tags), "What destroy and --prune do with it."),
        Field(
            "wait-timeout", .duration, default: "30m",
            effect: .nothing(.manner), "How long to wait for AWS."),
        Field(
            "policies", .list(.policy), in: [.forge],
            effect: .changes(.field("attachedPolicyArns", of: .role, parts: .every)),
            "Managed policies that are attached to the roles that reconcile makes."),
        Field(
            "permissions-boundary", .text(.policy), in: [.forge],
            effect: .changes(.field("permissionsBoundary", of: .role, parts: .every)),
            "The managed policy that limits every role that reconcile makes; roles are created with it."),
        Field(
            "kms-keys", .list(.keyARN), in: [.forge],
            effect: .changes(.policies(of: .every)),
            "The KMS keys of buckets and secrets: jobs may encrypt and decrypt with exactly these."),
        Field(
            "boot-disk", .map(bootDisk), in: [.forge],
            effect: .template("blockDeviceMappings", and: .policies(of: ["instance"])),
            "The speed of the instances' boot disk, a gp3 volume of EBS, and the key that encrypts it. 'boot-disk-size' beside "
                + "'reconcile:' has its size. A head job on Fargate has no boot disk."),
        Field(
            "job-limits", .map(jobLimits),
            effect: .changes(.field("jobStateTimeLimitActions", of: .jobQueue, parts: .every)),
            "When Batch cancels the job at the head of a queue that cannot start: after that time in RUNNABLE with that "
                + "cause. A cancelled job fails, and the run with it, instead of waiting for ever."),
        Field(
            "head-max-cpus", .integer(1...2_147_483_647), default: "64",
            effect: .changes(.environment("maxvCpus", of: .head)),
            "The most vCPUs of the head environment at a time; only Spot environments have one."),
        Field(
            "fallback",
            .choice([ReconcileSettings.Fallback.onDemand.rawValue: "On-Demand Instances of the same types"]),
            in: [.forge],
            effect: .changes(
                .existence(of: .computeEnvironment, part: "fallback"),
                .field("computeEnvironmentOrder", of: .jobQueue, parts: .work)),
            "A second compute environment behind the work queue, with On-Demand Instances of the same types: Batch gives it "
                + "the jobs for which the Spot environment has no room or gets no instances. It may have 'max-cpus' vCPUs "
                + "too, beside those of the Spot environment."),
        Field(
            "max-hourly-cost", .decimal(.positive(withDigits: 7)), in: [.forge],
            effect: .nothing(.manner),
            "The most USD that an hour of the environment may cost, with all its compute environments at their maximum of "
                + "vCPUs, Spot Instances at 'bid-percentage' of the On-Demand price. A plan whose upper bound is higher, or "
                + "cannot be known, is refused."
        ),
        Field(
            "head-image", .text(.containerImage), in: [.forge], default: ReconcileSettings.usualHeadImage,
            effect: .headJob("image"),
            "The container image of the head job, with Bash and Nextflow: of x86-64 with 'fargate', else of the "
                + "architecture of the head environment's instances."),
        Field(
            "scheduling-policy", .textOrMap(.schedulingPolicy, schedulingPolicy),
            effect: .changes(
                .field("schedulingPolicyArn", of: .jobQueue, parts: .work),
                .field("fairsharePolicy.shareDistribution", of: .schedulingPolicy, parts: .every),
                .existence(of: .schedulingPolicy, part: ""), .nextflow),
            "The fair-share scheduling policy of the work queue: the ARN of one that exists, or the shares of one that "
                + "reconcile makes. AWS Batch takes one only when it makes the queue; then it can be replaced by another "
                + "and not removed. Every job in such a queue needs a share identifier: set 'aws.batch.shareIdentifier' "
                + "in the Nextflow configuration, since 22.09.0-edge."),
        Field(
            "compatibility",
            .choice([
                "strict": "'fargate: True' with 'gpu' or 'ami-id' is an error", "relaxed": "it is a warning",
            ]), default: "strict",
            effect: .nothing(.manner),
            "With 'relaxed', 'fargate: True' with 'gpu' or 'ami-id' is a warning: both are for the tasks only."),
    ]

    private static let updateStrategies: Choices = [
        "in-place":
            "AWS Batch replaces the instances of the compute environment, and ends the jobs that then run longer than "
            + "'job-timeout-minutes'",
        "blue-green":
            "a new compute environment is created, the queue switches to it, and the old one is deleted; 'overwrite' "
            + "must permit that",
        "auto":
            "in-place if no job runs; if jobs run that it could end, blue-green if 'overwrite' permits it, and "
            + "otherwise the change is refused",
    ]

    /// Fields of the `boot-disk:` map [aws-rules: Boot disks].
    private static let bootDisk: [Field] = [
        Field(
            member: "throughput", .integer(BootDisk.throughputs), default: String(BootDisk.throughputs.lowerBound),
            "MiB/s, at most a quarter of 'iops'. With Fusion v2 and without 'fast-storage' the default is "
                + "\(BootDisk.cacheThroughput), because Fusion has its cache there."),
        Field(
            member: "iops", .integer(BootDisk.rates), default: String(BootDisk.rates.lowerBound),
            "Operations a second, at most \(BootDisk.mostRatePerGB) for each GB of 'boot-disk-size'."),
        Field(
            member: "kms-key", .text(.volumeKey),
            "The ARN of the KMS key that encrypts the disk. If it is a key of your own, its policy must let EC2 Auto "
                + "Scaling's service-linked role use it: 'reconcile explain key-policy'."),
    ]

    /// Fields of the `scheduling-policy:` map [aws-rules: Scheduling policies].
    private static let schedulingPolicy: [Field] = [
        Field(
            member: "shares", .numbers(named: .shareIdentifier, .positive(withDigits: 3)), required: [.forge, .manual],
            "The weight of each share identifier. A lower weight gets more: jobs with 0.125 get 8 times the vCPUs of jobs "
                + "with 1. An identifier that is not named has 1. 'lab*' stands for all that begin with 'lab'.")
    ]

    /// Fields of the `job-limits:` map [aws-rules: Reasons of job time limits].
    private static let jobLimits: [Field] = [
        Field(
            member: "misconfiguration", .limit(JobLimits.range), default: "1h",
            "No instance type of the environment is large enough for the job, or 'max-cpus' is too small for it."),
        Field(
            member: "capacity", .limit(JobLimits.range), default: "off",
            "EC2 has no capacity for the environment's instance types, which may pass."),
    ]
}

/// AWS Batch's allocation strategies, and which of them go with which provisioning model
/// [aws-rules: Strategies of each model].
package enum AllocationStrategy {
    static let all: Choices = [
        "BEST_FIT": "refused, because AWS Batch cannot update such a compute environment in place",
        "BEST_FIT_PROGRESSIVE": "the cheapest types per vCPU that are large enough for the jobs",
        "BEST_FIT_PROGRESSIVE_ORDERED": "the types in the order of 'instance-types', for On-Demand Instances",
        "SPOT_CAPACITY_OPTIMIZED": "the types that are the least likely to be interrupted",
        "SPOT_PRICE_CAPACITY_OPTIMIZED": "the cheapest types of those that are the least likely to be interrupted",
        "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED":
            "the types that are the least likely to be interrupted, and among equals the order of 'instance-types'",
    ]

    /// The one that an environment has if the file names none.
    package static func usual(for model: ForgeConfiguration.ProvisioningModel) -> String { allowed(for: model)[0] }

    /// Those that the provisioning model has, and that reconcile can update in place; the usual one first.
    package static func allowed(for model: ForgeConfiguration.ProvisioningModel) -> [String] {
        switch model {
        case .ec2: ["BEST_FIT_PROGRESSIVE", "BEST_FIT_PROGRESSIVE_ORDERED"]
        case .spot:
            [
                "SPOT_PRICE_CAPACITY_OPTIMIZED", "SPOT_CAPACITY_OPTIMIZED", "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED",
                "BEST_FIT_PROGRESSIVE",
            ]
        }
    }
}
