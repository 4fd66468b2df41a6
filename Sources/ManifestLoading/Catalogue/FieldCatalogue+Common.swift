import ResourceModel

extension FieldCatalogue {
    /// Fields of both modes that say what the environment is.
    static let common: [Field] = [
        Field(
            "type",
            .choice([
                "aws-batch": "AWS Batch; 'config-mode' gives the mode",
                "aws-batch forge": "AWS Batch with 'config-mode: forge'",
                "aws-batch manual": "AWS Batch with 'config-mode: manual'",
            ]), required: [.forge, .manual], as: .structural,
            effect: .ownershipMode, "The platform: 'aws-batch', or with the mode behind it, 'aws-batch forge'."),
        Field(
            "config-mode",
            .choice([
                "forge": "reconcile creates the queues and everything that they need",
                "manual":
                    "'head-queue' and 'compute-queue' name queues that exist already, which reconcile only checks",
            ]), as: .structural,
            effect: .ownershipMode,
            "'forge': reconcile creates the resources. 'manual': the queues exist already."),
        Field(
            "file-path", .file, as: .structural,
            effect: .composite,
            "A JSON file written by 'tw compute-envs export', which then says all but name, workspace, credentials, "
                + "labels and manners."),
        Field(
            "name", .text(.name), required: [.forge, .manual],
            effect: .identity, manualEffect: .nothing(.observed), "The environment's name."),
        Field(
            "workspace", .text(.workspace),
            effect: .identity, manualEffect: .nothing(.observed),
            "The workspace, 'organization/workspace': part of the environment's identity."),
        Field(
            "credentials", .any,
            effect: .nothing(.access), "The AWS profile of that name is used where one exists."),
        Field(
            "region", .text(.region), required: [.forge, .manual],
            effect: .identity, manualEffect: .nothing(.observed), "The AWS region; '--region' where it is left out."),
        Field(
            "work-dir", .text(.workDirectory), required: [.forge, .manual],
            // A path is the place at which a file system is mounted.
            effect: .template(
                "userData", when: .with(["create-efs", "efs-id", "fsx-size", "fsx-dns"]), and: .jobPolicies, .nextflow,
                .headJob("volumes", .with(["create-efs", "efs-id", "fsx-size", "fsx-dns"])),
                .headJob("mountPoints", .with(["create-efs", "efs-id", "fsx-size", "fsx-dns"]))),
            manualEffect: .nothing(.nextflow),
            "Where Nextflow keeps its work files: on S3, or below 'efs-mount' or 'fsx-mount'."),
        Field(
            "labels", .labels, manually: .nextflow,
            // Labels are tags of resources that reconcile makes and of instances and volumes that Batch starts there.
            effect: .template("tagSpecifications", and: .tags, .environment("tags"), .nextflow),
            "Tags for everything that takes tags: 'key=value,key=value'."),
        Field(
            "wait",
            .choice([
                "AVAILABLE": "apply returns only when every compute environment and queue is VALID and ENABLED",
                "CREATING": "apply does not wait for that once everything is made",
            ]),
            effect: .nothing(.manner),
            "With AVAILABLE, apply returns only when everything is valid and enabled."),
        Field(
            "overwrite", .boolean, default: "False",
            effect: .nothing(.manner),
            "Whether the environment may be replaced; older form of 'on_exists'."),
        Field(
            "on_exists", .choice(ifExisting), default: "fail",
            effect: .nothing(.manner),
            "What to do if the environment exists already."),
        Field(
            "wave", .boolean, default: "False", manually: .nextflow,
            effect: .changes(.nextflow), "Wave containers; Fusion v2 needs them."),
        Field(
            "fusion-v2", .boolean, default: "False", manually: .nextflow,
            effect: .template("blockDeviceMappings", "userData", and: .nextflow), "The Fusion v2 file system."),
        Field(
            "fast-storage", .boolean, default: "False", manually: .nextflow,
            effect: .template(
                "blockDeviceMappings", "userData",
                and: .environment("instanceTypes", of: .tasks, .without("instance-types")), .nextflow),
            "NVMe instance storage for Fusion v2."),
        Field(
            "snapshots", .boolean, default: "False", manually: .nextflow,
            effect: .changes(.nextflow),
            "Fusion Snapshots: jobs survive the reclamation of Spot Instances."),
        Field(
            "log-group", .text(.logGroup), manually: .nextflow,
            effect: .template(
                "userData", and: .existence(of: .logGroup, part: ""), .nextflow, .headJob("logConfiguration")),
            "The CloudWatch log group of the jobs."),
        Field(
            "head-job-role", .text(.role), manually: .platformOnly,
            effect: .changes(.policies(of: ["instance"]), .roleOnFargate("fargate"), .headJob("jobRoleArn")),
            "The IAM role that the head job takes."),
        Field(
            "compute-job-role", .text(.role), manually: .nextflow,
            effect: .changes(.jobPolicies, .nextflow), "The IAM role that the compute jobs take."),
        Field(
            "batch-execution-role", .text(.role), manually: .nextflow,
            effect: .changes(
                .jobPolicies, .roleOnFargate("execution"), .nextflow, .headJob("executionRoleArn")),
            "The IAM role with which ECS starts containers."),
        Field(
            "cli-path", .text(.cliPath), manually: .nextflow,
            effect: .template("userData", when: .without("fusion-v2"), and: .headJob("command", .without("fusion-v2"))),
            "Where jobs find the AWS CLI on the instances; Nextflow mounts the directory two levels up into containers."
        ),
    ]

    private static let ifExisting: Choices = [
        "fail":
            "it is brought up to date by every change that AWS makes in place; one that needs a new compute "
            + "environment is refused",
        "ignore": "what exists is left as it is; what is missing is created",
        "overwrite":
            "it is brought up to date; where that needs a new compute environment, it is replaced behind its queue",
    ]

    /// Fields that the Seqera Platform and Nextflow act on.
    static let platform: [Field] = [
        Field(
            "description", .any, as: .platformOnly,
            effect: .nothing(.platform), "A description for people."),
        Field(
            "pre-run", .file, manually: .platformOnly,
            effect: .headJob("command"),
            "A file with a Bash script that the head job sources before it runs Nextflow."),
        Field(
            "post-run", .file, manually: .platformOnly,
            effect: .headJob("command"),
            "A file with a Bash script that the head job sources after Nextflow has ended."),
        Field(
            "nextflow-config", .file, manually: .nextflow,
            effect: .headJob("command"),
            "A file with Nextflow configuration for every pipeline; it comes last in 'reconcile nextflow-config'."),
        Field(
            "env", .list(.environmentVariable), manually: .nextflow,
            effect: .headJob("environment", "command"),
            "A variable of the head job, 'NAME=value', or a list of them; with 'compute:' before it one of the tasks, "
                + "with 'both:' one of both."),
        Field(
            "head-job-cpus", .integer(1...192), manually: .platformOnly,
            effect: .headJob("resourceRequirements"), "vCPUs of the head job."),
        Field(
            "head-job-memory", .integer(1...1_572_864), manually: .platformOnly,
            effect: .headJob("resourceRequirements"), "Memory of the head job in MiB."),
        Field(
            "secrets-kms-key", .text(.kmsKey), as: .platformOnly,
            effect: .nothing(.platform), "The KMS key for pipeline secrets."),
        Field(
            "fusion-metrics-collection", .boolean, as: .platformOnly,
            effect: .nothing(.platform), "Whether Fusion's metrics are sent to Seqera."),
    ]
}

extension FieldType {
    static let any = FieldType.text(.any)
}
