import Testing

/// The compatibility matrix: each requirement where it arises, each conflict once.
struct BrokenMatrixTests {
    private static let fusion = "wave: True\nfusion-v2: True\n"

    @Test(arguments: [
        Broken.fields("fusion-v2: 1️⃣True\nwave: False", ["missing-requirement"]),
        .fields("fast-storage: 1️⃣True\nsnapshots: 2️⃣True", ["missing-requirement", "missing-requirement"]),
        .fields("fusion-v2: 1️⃣True\nsnapshots: True", ["missing-requirement"]),
        .fields("snapshots: 1️⃣True\nfusion-v2: False\nwave: False", ["missing-requirement"]),
        .fields("fargate: 1️⃣True", ["missing-requirement"]),
        .fields("fargate: True\nfusion-v2: 1️⃣True", ["missing-requirement"]),
        .fields("fargate: 1️⃣True\nwave: True", ["missing-requirement"]),
        .fields("fargate: 1️⃣2️⃣True\nprovisioning-model: EC2", ["missing-requirement", "conflicting-fields"]),
        .fields(fusion + "fargate: 1️⃣True\nprovisioning-model: EC2", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\ngpu: 1️⃣True\ninstance-types: g5", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\nami-id: 1️⃣ami-0123456789abcdef0", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\nefs-id: 1️⃣fs-0123456789", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\ncreate-efs: 1️⃣True\nefs-mount: /mnt/efs", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\nfsx-size: 1️⃣1200\nfsx-mount: /fsx", ["conflicting-fields"]),
        .fields(
            fusion + "fargate: True\nfsx-dns: 1️⃣fs-0123456789.fsx.eu-west-1.amazonaws.com", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\n1️⃣head-job-cpus: 2️⃣32", ["platform-only", "conflicting-fields"]),
        .fields(fusion + "fargate: True\n1️⃣head-job-cpus: 2️⃣3", ["platform-only", "conflicting-fields"]),
        .fields(
            fusion + "fargate: True\n1️⃣head-job-cpus: 1\nhead-job-memory: 2️⃣16384",
            ["platform-only", "conflicting-fields"]),
        .fields(
            fusion + "fargate: True\n1️⃣head-job-cpus: 8\nhead-job-memory: 2️⃣17408",
            ["platform-only", "conflicting-fields"]),
        .fields(fusion + "fargate: True\n1️⃣head-job-cpus: 16\nhead-job-memory: 122880", ["platform-only"]),
        .fields("1️⃣head-job-cpus: 1\nhead-job-memory: 16384", ["platform-only"]),
        .fields("graviton: 1️⃣True", ["missing-requirement"]),
        .fields("graviton: 1️⃣True\nwave: True\nfusion-v2: True", ["missing-requirement"]),
        .fields("graviton: 1️⃣True\nfusion-v2: 2️⃣True", ["missing-requirement", "missing-requirement"]),
        .fields("graviton: True\nfargate: 1️⃣True", ["missing-requirement"]),
        .fields("graviton: True\nfargate: True\nfusion-v2: 1️⃣True", ["missing-requirement"]),
        .fields(fusion + "fargate: True\ngraviton: True\ngpu: 1️⃣True", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\ngraviton: True\nsnapshots: 1️⃣True", ["snapshot-fitness"]),
        .fields(fusion + "fargate: True\ngraviton: True\ninstance-types: m6gd,1️⃣c6id,m6id", ["conflicting-fields"]),
        .fields(fusion + "fargate: True\ngraviton: True\ninstance-types: [1️⃣optimal]", ["conflicting-fields"]),
        .fields(
            fusion + "fargate: True\ngraviton: True\nsnapshots: True\ninstance-types: 1️⃣c6id",
            ["conflicting-fields"]),
        .fields("instance-types: m6id,1️⃣m6gd,c6gd", ["conflicting-fields"]),
        .fields("instance-types: m6g.large,1️⃣default_x86_64", ["conflicting-fields"]),
        .fields("instance-types: 1️⃣g5g\ngpu: True", ["conflicting-fields"]),
        .fields(fusion + "snapshots: 1️⃣True\ninstance-types: c7gd.4xlarge", ["snapshot-fitness"]),
        .fields(fusion + "snapshots: 1️⃣True\nprovisioning-model: ec2", ["conflicting-fields"]),
        .fields(
            fusion + "fast-storage: True\ninstance-types: 1️⃣c4.large,m6id,2️⃣r4",
            ["conflicting-fields", "conflicting-fields"]),
        .fields(fusion + "fast-storage: True\ninstance-types: 1️⃣default_x86_64", ["conflicting-fields"]),
        .fields("fast-storage: 1️⃣True\ninstance-types: 2️⃣optimal", ["missing-requirement", "conflicting-fields"]),
        .fields(fusion + "no-ebs-auto-scale: 1️⃣False", ["conflicting-fields"]),
        .fields(fusion + "ebs-blocksize: 1️⃣50", ["conflicting-fields"]),
        .fields(fusion + "no-ebs-auto-scale: 1️⃣False\nebs-blocksize: 50", ["conflicting-fields"]),
        .fields("no-ebs-auto-scale: 1️⃣False\nebs-blocksize: 50", ["deprecated"]),
        .fields("ebs-blocksize: 1️⃣50", ["deprecated"]),
        .fields("no-ebs-auto-scale: True\nebs-blocksize: 1️⃣50", ["ignored-field"]),
        .fields(fusion + "fusion: 1️⃣True", ["conflicting-fields"]),
        .fields("wave: 1️⃣maybe\nfusion-v2: True\nsnapshots: True", ["wrong-type"]),
        .fields("fusion-v2: 1️⃣maybe\nsnapshots: True\nfast-storage: True\nfargate: True", ["wrong-type"]),
    ])
    func reportsWhatCannotGoTogether(broken: Broken) { broken.check() }
}
