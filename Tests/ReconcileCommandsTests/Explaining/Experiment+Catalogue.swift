import ManifestLoading

/// Experiments enough to see every change that an edit of each field can make.
extension Experiment {
    static var all: [Experiment] {
        identity + capacity + features + network + instances + access + manners + headJob + manual
    }

    private static let fusion: [String: String?] = ["wave": "True", "fusion-v2": "True"]
    private static let fargate = fusion.merging(["fargate": "True"]) { $1 }
    private static let efs: [String: String?] = ["efs-id": "fs-01234567"]
    private static let lustre = "fs-0abcdef01.fsx.eu-west-1.amazonaws.com"
    private static let policy = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/"
    private static let fallback: [String: String?] = ["reconcile.fallback": "on-demand"]
    private static let shares: [String: String?] = ["reconcile.scheduling-policy": "{shares: {labA: 1}}"]
    private static let role = "arn:aws:iam::123456789012:role/"
    private static let managed = "arn:aws:iam::aws:policy/"

    private static var identity: [Experiment] {
        [
            Experiment("name", "one", "two"), Experiment("workspace", "org/a", "org/b"),
            Experiment("region", "eu-west-1", "us-east-1"), Experiment("type", "aws-batch", "aws-batch forge"),
            export("forge-a.json", "forge-copy.json"), export("forge-a.json", "forge-b.json"),
            Experiment("config-mode", "forge", nil, with: ["type": "aws-batch forge"]),
            modes("config-mode", "forge", "manual"), modes("type", "aws-batch forge", "aws-batch manual"),
            Experiment("labels", nil, "a=b"), Experiment("labels", "a=b", "a=c", with: fargate),
            Experiment("labels", "a=b", "c=d", with: ["log-group": "/a"]),
            Experiment("labels", nil, "a=b", with: shares),
            Experiment("labels", nil, "a=b", with: ["create-efs": "True", "fsx-size": "1200"]),
        ]
    }

    /// An export says everything but the name.
    private static func export(_ before: String, _ after: String) -> Experiment {
        Experiment(
            "file-path", before, after,
            with: queueless.merging(["type": nil, "config-mode": nil, "region": nil, "work-dir": nil]) { $1 })
    }

    /// Without the fields that only one mode has.
    private static let queueless: [String: String?] = ["max-cpus": nil, "head-queue": nil, "compute-queue": nil]

    /// Both modes, each with the fields that only it has.
    private static func modes(_ field: String, _ forge: String, _ manual: String) -> Experiment {
        var experiment = Experiment(field, forge, manual, with: queueless.merging(["config-mode": nil]) { $1 })
        experiment.alone = [["max-cpus": "64"], ["head-queue": "head-a", "compute-queue": "work-a"]]
        return experiment
    }

    private static var capacity: [Experiment] {
        [
            Experiment("provisioning-model", "SPOT", "EC2"), Experiment("provisioning-model", nil, "SPOT"),
            Experiment("max-cpus", "64", "128"), Experiment("max-cpus", "64", "128", with: fargate),
            Experiment("max-cpus", "64", "128", with: fallback), Experiment("min-cpus", nil, "4"),
            Experiment("reconcile.fallback", nil, "on-demand"),
            Experiment("instance-types", nil, "c6id", with: fallback),
            Experiment("graviton", "False", "True", with: fargate.merging(fallback) { $1 }),
            Experiment("gpu", "False", "True", with: fallback.merging(["instance-types": "g4dn"]) { $1 }),
            Experiment("instance-types", nil, "c6id"), Experiment("instance-types", "c6id,m6id", "m6id,c6id"),
            Experiment(
                "instance-types", "c6id,m6id", "m6id,c6id",
                with: ["provisioning-model": "EC2", "alloc-strategy": "BEST_FIT_PROGRESSIVE_ORDERED"]),
            Experiment(
                "instance-types", "c6id,m6id,r6id", "r6id,m6id,c6id",
                with: ["alloc-strategy": "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED"]),
            Experiment("instance-types", "m6i", "m6g", with: ["ami-id": "ami-01234567"]),
            Experiment("instance-types", "m6i", "m6g", with: ["ami-id": "recommended"]),
            Experiment("alloc-strategy", nil, "SPOT_CAPACITY_OPTIMIZED"),
            Experiment(
                "alloc-strategy", "BEST_FIT_PROGRESSIVE", "BEST_FIT_PROGRESSIVE_ORDERED",
                with: ["provisioning-model": "EC2"]),
            Experiment("bid-percentage", nil, "80"), Experiment("bid-percentage", nil, "100"),
            Experiment("gpu", "False", "True", with: ["instance-types": "g4dn"]),
            Experiment("gpu", "False", "True", with: ["instance-types": "g4dn", "ami-id": "recommended"]),
        ]
    }

    private static var features: [Experiment] {
        [
            Experiment("wave", "False", "True"), Experiment("fusion-v2", "False", "True", with: ["wave": "True"]),
            Experiment("fast-storage", "False", "True", with: fusion),
            Experiment("fast-storage", "False", "True", with: fusion.merging(["instance-types": "c6id"]) { $1 }),
            Experiment("snapshots", "False", "True", with: fusion),
            Experiment("fargate", "False", "True", with: fusion.merging(["overwrite": "True"]) { $1 }),
            Experiment(
                "fargate", "False", "True",
                with: fusion.merging(["overwrite": "True", "batch-execution-role": role + "a"]) { $1 }),
            Experiment(
                "fargate", "False", "True",
                with: fusion.merging(["overwrite": "True", "head-job-cpus": "4"]) { $1 }),
            Experiment("graviton", "False", "True", with: fargate),
            Experiment("graviton", "False", "True", with: fargate.merging(["instance-types": "c6g"]) { $1 }),
            Experiment("fusion", nil, "False"), Experiment("create-efs", nil, "False"),
            Experiment("create-efs", "False", "True"), Experiment("fsx-size", nil, "1200"),
            Experiment("fsx-size", "2400", "4800"),
            Experiment("no-ebs-auto-scale", nil, "True"), Experiment("no-ebs-auto-scale", "True", "False"),
            Experiment("ebs-blocksize", nil, "50"), Experiment("fusion", "False", "True"),
            Experiment("no-ebs-auto-scale", nil, "False"),
            Experiment("ebs-blocksize", "50", "100", with: ["no-ebs-auto-scale": "True"]),
            Experiment("ebs-blocksize", "50", "100", with: ["no-ebs-auto-scale": "False"]),
        ]
    }

    private static var network: [Experiment] {
        [
            Experiment("vpc-id", "$VPC_A", "$VPC_B"), Experiment("vpc-id", nil, "$VPC_A"),
            Experiment("vpc-id", "$VPC_A", "$VPC_B", with: fargate),
            Experiment("subnets", "$SUBNET_A1", "$SUBNET_A2"),
            Experiment("subnets", "$SUBNET_A1", "$SUBNET_B"),
            Experiment("subnets", "$SUBNET_A1", "$SUBNET_B", with: fargate),
            Experiment("subnets", "$SUBNET_A1", "$SUBNET_A2", with: ["create-efs": "True"]),
            Experiment("security-groups", "$GROUP_1", "$GROUP_2", with: ["create-efs": "True"]),
            Experiment("security-groups", "$GROUP_1", "$GROUP_2"),
            Experiment("security-groups", "$GROUP_1", "$GROUP_2", with: fargate),
        ]
    }

    private static var instances: [Experiment] {
        [
            Experiment("ami-id", nil, "ami-01234567"), Experiment("ami-id", nil, "recommended"),
            Experiment("ami-id", "ami-01234567", "recommended"),
            Experiment("ami-id", nil, "ami-01234567", with: ["instance-types": "m6g"]),
            Experiment("key-pair", nil, "key-a"), Experiment("key-pair", "key-a", "key-b"),
            Experiment("boot-disk-size", nil, "80"), Experiment("boot-disk-size", "80", "100", with: fargate),
            Experiment("reconcile.boot-disk", nil, "{throughput: 500}"),
            Experiment("reconcile.boot-disk", "{iops: 4000}", "{iops: 5000, throughput: 1000}", with: fusion),
            Experiment(
                "reconcile.boot-disk", nil, "{kms-key: 'arn:aws:kms:eu-west-1:123456789012:key/a'}", with: fargate),
            Experiment(
                "reconcile.boot-disk", nil, "{kms-key: 'arn:aws:kms:eu-west-1:123456789012:key/a'}",
                with: ["no-ebs-auto-scale": "False"]),
            Experiment("ecs-config", nil, "ecs-a.config"), Experiment("ecs-config", "ecs-a.config", "ecs-b.config"),
            Experiment("cli-path", nil, "/opt/a/bin/aws"),
            Experiment("cli-path", "/opt/a/bin/aws", "/opt/b/bin/aws", with: fusion),
            Experiment("log-group", nil, "/a"), Experiment("log-group", "/a", "/b"),
            Experiment("efs-id", nil, "fs-01234567"), Experiment("efs-id", "fs-01234567", "fs-89abcdef"),
            Experiment("efs-mount", nil, "/mnt/a", with: efs), Experiment("fsx-dns", nil, lustre),
            Experiment("fsx-mount", "/mnt/a", "/mnt/b", with: ["fsx-dns": lustre]),
        ]
    }

    private static var access: [Experiment] {
        [
            Experiment("work-dir", "s3://work", "s3://elsewhere", with: fargate),
            Experiment("work-dir", "s3://work/a", "s3://work/b"), Experiment("work-dir", "/a/x", "/b/x", with: efs),
            Experiment("allow-buckets", nil, "reads"),
            Experiment("allow-buckets", nil, "reads", with: efs.merging(["work-dir": "/mnt/efs/work"]) { $1 }),
            Experiment("allow-buckets", "reads", "reads/folder"),
            Experiment("allow-buckets", "reads", "genomes", with: fargate),
            Experiment("head-job-role", nil, role + "a"), Experiment("head-job-role", nil, role + "a", with: fargate),
            Experiment("compute-job-role", nil, role + "a"),
            Experiment("compute-job-role", role + "a", role + "b", with: fargate),
            Experiment("batch-execution-role", nil, role + "a"),
            Experiment("batch-execution-role", role + "a", role + "b", with: fargate),
            Experiment("batch-execution-role", nil, role + "a", with: fargate),
            Experiment("reconcile.policies", nil, managed + "AmazonS3ReadOnlyAccess"),
            Experiment(
                "reconcile.policies", managed + "AmazonS3ReadOnlyAccess", managed + "CloudWatchAgentServerPolicy",
                with: fargate),
            Experiment("reconcile.permissions-boundary", nil, managed + "ReadOnlyAccess"),
            Experiment(
                "reconcile.permissions-boundary", managed + "ReadOnlyAccess", managed + "PowerUserAccess", with: fargate
            ),
            Experiment("reconcile.kms-keys", nil, "arn:aws:kms:eu-west-1:123456789012:key/a"),
            Experiment(
                "reconcile.kms-keys", "arn:aws:kms:eu-west-1:123456789012:key/a",
                "arn:aws:kms:eu-west-1:123456789012:key/b", with: fargate),
        ]
    }

    private static var manners: [Experiment] {
        // Everything that reconcile makes has tags, and no environment has all that it can make.
        let tagged = [
            ("reconcile.protect", "True"), ("reconcile.drain", "False"), ("reconcile.on-delete", "retain"),
            ("preserve-resources", "True"),
        ]
        return tagged.map { Experiment($0, nil, $1, with: fargate) }
            + tagged.map { Experiment($0, nil, $1, with: ["log-group": "/a"]) }
            + tagged.map { Experiment($0, nil, $1, with: ["create-efs": "True", "fsx-size": "1200"]) }
            + tagged.map { Experiment($0, nil, $1, with: shares) } + settings
            + platform.map { Experiment($0, nil, $1) }
    }

    private static var settings: [Experiment] {
        [
            Experiment("reconcile.job-timeout-minutes", nil, "60"),
            Experiment("reconcile.job-timeout-minutes", "30", "60", with: fargate),
            Experiment("reconcile.account-id", nil, "123456789012"),
            Experiment("reconcile.update-strategy", nil, "in-place"),
            Experiment("reconcile.update-strategy", "auto", "blue-green"),
            Experiment("reconcile.job-limits", nil, "{capacity: 24h}"),
            Experiment("reconcile.job-limits", "{misconfiguration: 1h}", "{misconfiguration: off}"),
            Experiment("reconcile.head-max-cpus", nil, "128"), Experiment("reconcile.max-hourly-cost", nil, "90000.5"),
            Experiment("reconcile.head-max-cpus", "64", "16", with: fargate),
            Experiment("reconcile.scheduling-policy", policy + "a", policy + "b"),
            Experiment(
                "reconcile.scheduling-policy", policy + "a", policy + "b", with: ["provisioning-model": "EC2"]),
            Experiment("reconcile.scheduling-policy", policy + "a", "{shares: {labA: 1}}"),
            Experiment("reconcile.scheduling-policy", "{shares: {labA: 1, labB: 2}}", "{shares: {labA: 0.5}}"),
            Experiment("reconcile.compatibility", nil, "relaxed"),
            Experiment("reconcile.wait-timeout", "30m", "1h"), Experiment("reconcile", nil, "{drain: True}"),
            Experiment("credentials", nil, "someone"), Experiment("wait", "CREATING", nil),
            Experiment("overwrite", "False", "True"), Experiment("on_exists", "fail", "overwrite"),
            Experiment("on_exists", "fail", "ignore"),
        ]
    }

    private static var headJob: [Experiment] {
        [
            Experiment("pre-run", nil, "pre.sh"), Experiment("post-run", nil, "post.sh"),
            Experiment("nextflow-config", nil, "nextflow.config"), Experiment("env", nil, "A=b"),
            Experiment("env", "A=b", "compute:A=b"), Experiment("head-job-cpus", nil, "2"),
            Experiment("head-job-cpus", "1", "4", with: fargate), Experiment("head-job-memory", "4096", "8192"),
            Experiment("reconcile.head-image", nil, "example.org/nextflow:1"),
        ]
    }

    /// Fields that only the Seqera Platform acts on, each with a value.
    private static let platform = [
        ("description", "text"),
        ("secrets-kms-key", "arn:aws:kms:eu-west-1:123456789012:key/x"), ("fusion-metrics-collection", "True"),
    ]

    private static var manual: [Experiment] {
        let fields = [
            ("name", "two"), ("workspace", "org/a"), ("region", "us-east-1"), ("work-dir", "s3://elsewhere"),
            ("head-queue", "head-b"), ("compute-queue", "work-b"), ("labels", "a=b"), ("wave", "True"),
            ("log-group", "/a"), ("head-job-role", role + "a"), ("compute-job-role", role + "a"),
            ("pre-run", "pre.sh"), ("post-run", "post.sh"), ("nextflow-config", "nextflow.config"), ("env", "A=b"),
            ("head-job-cpus", "2"), ("head-job-memory", "4096"),
            ("batch-execution-role", role + "a"), ("cli-path", "/opt/a/bin/aws"), ("credentials", "someone"),
            ("wait", "AVAILABLE"), ("overwrite", "True"), ("on_exists", "ignore"), ("reconcile.protect", "True"),
            ("reconcile.drain", "False"), ("reconcile.on-delete", "retain"), ("reconcile.account-id", "123456789012"),
            ("reconcile.update-strategy", "in-place"), ("reconcile.job-timeout-minutes", "60"),
            ("reconcile.job-limits", "{capacity: 24h}"), ("reconcile.head-max-cpus", "128"),
            ("reconcile.scheduling-policy", policy + "a"), ("reconcile.compatibility", "relaxed"),
            ("reconcile.wait-timeout", "1h"), ("reconcile", "{drain: True}"), ("type", "aws-batch manual"),
        ]
        let required = [
            "name": "one", "region": "eu-west-1", "work-dir": "s3://work", "head-queue": "head-a",
            "compute-queue": "work-a", "type": "aws-batch",
        ]
        let features = ["fusion-v2", "fast-storage", "snapshots"].map { name in
            var experiment = Experiment.manual(name, "False", "True")
            experiment.companions = fusion
            return experiment
        }
        return (fields + platform).map { Experiment.manual($0, required[$0], $1) } + features + [
            reversed(modes("config-mode", "forge", "manual")), reversed(export("manual-a.json", "manual-b.json")),
        ]
    }

    /// From the second value to the first, in a file of manual mode.
    private static func reversed(_ experiment: Experiment) -> Experiment {
        var turned = Experiment(
            experiment.field, experiment.values[1], experiment.values[0], with: experiment.companions)
        turned.alone = experiment.alone.reversed()
        turned.mode = .manual
        return turned
    }
}
