import Testing

/// Formats, ranges, lists, labels and fields of the wrong mode.
struct BrokenValueTests {
    private static let queues = "head-queue: head\ncompute-queue: work\n"

    @Test(arguments: [
        "eu-west", "EU-WEST-1", "eu-wets-1", "eu-west-1a", "europe-west-1", "'eu-west-1 '", "west-1",
        "us-east-1,us-east-2",
    ])
    func regionsThatAreNone(region: String) {
        Broken(completeItem.replacing("region: eu-west-1", with: "region: 1️⃣\(region)"), "invalid-value").check()
    }

    @Test(arguments: ["my env", "a/b", "ä", String(repeating: "a", count: 101), "a:b"])
    func namesThatAreNone(name: String) {
        Broken(completeItem.replacing("name: one", with: "name: 1️⃣\"\(name)\""), "invalid-value").check()
    }

    @Test(arguments: ["ws", "/ws", "org/", "a/b/c", "'org/ '"])
    func workspacesThatAreNone(workspace: String) {
        Broken.fields("workspace: 1️⃣\(workspace)", ["invalid-value"]).check()
    }

    @Test func fargateTakesSoManySubnetsAndSecurityGroups() {
        let ids = { (prefix: String, count: Int) in (0..<count).map { "\(prefix)-\($0 + 10_000_000)" } }
        let flags = "wave: True\nfusion-v2: True\nfargate: True\n"
        let (subnets, groups) = (ids("subnet", 16), ids("sg", 5))
        let many =
            "subnets: \(subnets.joined(separator: ",")),1️⃣subnet-99999999\n"
            + "security-groups: [\(groups.joined(separator: ", ")), 2️⃣sg-99999999]"
        Broken.fields(flags + many, ["out-of-range", "out-of-range"]).check()
        let enough = many.replacing(",1️⃣subnet-99999999", with: "").replacing(", 2️⃣sg-99999999", with: "")
        Broken.fields(flags + enough, []).check()
        Broken.fields(many.replacing("1️⃣", with: "").replacing("2️⃣", with: ""), []).check()
    }

    @Test(arguments: [
        Broken.fields("bid-percentage: 1️⃣-1", ["out-of-range"]), .fields("bid-percentage: 1️⃣50%", ["wrong-type"]),
        .fields("env: 1️⃣FOO", ["invalid-value"]),
        .fields("1️⃣env: ['A=1', 2️⃣'head:A=2']", ["platform-only", "duplicate-value"]),
        .fields("env: ['compute:A=1', 'A=2', 1️⃣'both:A=3']", ["duplicate-value"]),
        .fields("env: ['compute:A=1', 'A=2']", []),
        .fields("key-pair: 1️⃣schlüssel", ["invalid-value"]), .fields("key-pair: 1️⃣' key'", ["invalid-value"]),
        .fields("key-pair: 1️⃣\(String(repeating: "k", count: 256))", ["invalid-value"]),
        .fields("head-job-role: 1️⃣arn:aws:iam:eu-west-1:123456789012:role/x", ["invalid-value"]),
        .fields("secrets-kms-key: 1️⃣arn:aws:kms::123456789012:key/x", ["invalid-value"]),
        .fields("allow-buckets: one-1,1️⃣s3://10.0.0.1", ["invalid-value"]),
        Broken(completeItem.replacing("s3://bucket", with: "1️⃣s3://192.168.5.4"), "invalid-value"),
        .manual(
            "head-queue: 1️⃣arn:aws:batch::123456789012:job-queue/x\ncompute-queue: work", ["invalid-value"]),
        .fields("env: 1️⃣'1A=b'", ["invalid-value"]), .fields("env: 1️⃣'task:A=b'", ["invalid-value"]),
        .fields("env: [A=1, 1️⃣=b]", ["invalid-value"]), .fields("secrets-kms-key: 1️⃣'a b'", ["invalid-value"]),
        .fields("secrets-kms-key: 1️⃣arn:aws:kms:eu-west-1:1:key/x", ["invalid-value"]),
        .fields("ami-id: 1️⃣ECS_AL2", ["invalid-value"]), .fields("ami-id: 1️⃣ECS_AL2_NVIDIA", ["invalid-value"]),
        .fields("labels: 1️⃣reconcile:owner=me", ["invalid-label"]), .fields("labels: 1️⃣aws:a=b", ["invalid-label"]),
        .fields("labels: 1️⃣awsAccount=b,2️⃣User=me,owner=me", ["invalid-label", "invalid-label"]),
        .fields("efs-id: fs-01234567\nefs-mount: 1️⃣/var", ["invalid-value"]),
        .fields("labels: a=b,1️⃣c", ["invalid-label"]), .fields("labels: 'a=b1️⃣!'", ["invalid-label"]),
        .fields("labels:\n  - a=b\n  - 1️⃣a=c", ["duplicate-label"]), .fields("labels: 1️⃣{a: b}", ["wrong-type"]),
        .fields("subnets:\n  - subnet-01234567\n  - 1️⃣vpc-01234567", ["invalid-value"]),
        .fields("subnets: [1️⃣[subnet-01234567]]", ["wrong-type"]), .fields("subnets: 1️⃣{a: b}", ["wrong-type"]),
        .fields("security-groups: 1️⃣sg_01234567,2️⃣sg-0123", ["invalid-value", "invalid-value"]),
        .fields("vpc-id: 1️⃣[vpc-01234567]", ["wrong-type"]), .fields("vpc-id: 1️⃣VPC-01234567", ["invalid-value"]),
        .fields("allow-buckets: s3://one-1,1️⃣s3://two_2", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣arn:aws:s3:::bucket", ["invalid-value"]),
        .fields("allow-buckets: s3://one-1/a,1️⃣s3://two-2/cohort-*", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣s3://one-1/a/../b", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣s3://one-1//", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣s3://one-1/a//b", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣s3://one-1/データ", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣s3://one-1/$${aws:username}", ["invalid-value"]),
        .fields("allow-buckets: 1️⃣s3://points-s3alias", ["invalid-value"]),
        .fields("reconcile:\n  policies: 1️⃣AmazonS3ReadOnlyAccess", ["invalid-value"]),
        .fields("reconcile:\n  policies: ['1️⃣arn:aws:iam::123456789012:role/x']", ["invalid-value"]),
        .fields("reconcile:\n  policies: 1️⃣arn:aws:iam::aws:policy/", ["invalid-value"]),
        .fields("reconcile:\n  permissions-boundary: 1️⃣boundary", ["invalid-value"]),
        .fields("reconcile:\n  permissions-boundary: 1️⃣[x]", ["wrong-type"]),
        .fields(
            "reconcile:\n  kms-keys: arn:aws:kms:eu-west-1:123456789012:key/a,1️⃣alias/work", ["invalid-value"]),
        .fields("reconcile:\n  kms-keys: 1️⃣arn:aws:kms:eu-west-1:123456789012:alias/work", ["invalid-value"]),
        .fields("reconcile:\n  kms-keys: 1️⃣arn:aws:kms:eu-west-1:123456789012:key/*", ["invalid-value"]),
        .fields("reconcile:\n  kms-keys: '1️⃣*'", ["invalid-value"]),
        .fields("reconcile:\n  policies: 1️⃣arn:aws-cn:iam::aws:policy/ReadOnlyAccess", ["conflicting-fields"]),
        .fields(
            "reconcile:\n  account-id: 123456789012\n  policies: 1️⃣arn:aws:iam::210987654321:policy/x",
            ["conflicting-fields"]),
        .fields(
            "reconcile:\n  account-id: 123456789012\n  permissions-boundary: 1️⃣arn:aws:iam::210987654321:policy/x",
            ["conflicting-fields"]),
        .fields("instance-types: 1️⃣c6id.4xlarge.x", ["invalid-value"]),
        .fields("instance-types: '1️⃣m5 large'", ["invalid-value"]),
        .fields("head-job-role: 1️⃣arn:aws:iam::12345:role/x", ["invalid-value"]),
        .fields("compute-job-role: 1️⃣arn:aws:iam::123456789012:user/x", ["invalid-value"]),
        .fields("batch-execution-role: 1️⃣arn:aws:s3:::role/x", ["invalid-value"]),
        .fields("head-job-role: 1️⃣'arn:aws:iam::123456789012:role/a b'", ["invalid-value"]),
        .fields("head-job-role: 1️⃣arn:awsx:iam::123456789012:role/a", ["invalid-value"]),
        .fields("head-job-memory: 1️⃣4GB", ["wrong-type"]), .fields("head-job-cpus: 1️⃣0", ["out-of-range"]),
        .fields("1️⃣max-cpu: 4", ["unknown-field"]), .fields("1️⃣instance_types: m5", ["unknown-field"]),
        .fields("1️⃣no-ebs-autoscale: True", ["unknown-field"]), .fields("1️⃣on-exists: fail", ["unknown-field"]),
        .fields("1️⃣fusion2: True", ["unknown-field"]), .fields("1️⃣tags: a=b", ["unknown-field"]),
        .fields("1️⃣Wave: True", ["unknown-field"]), .fields("1️⃣dispose-resources: True", ["unknown-field"]),
        .fields("wait: 1️⃣READY", ["unsupported-value"]), .fields("on_exists: 1️⃣replace", ["unsupported-value"]),
        .fields("provisioning-model: 1️⃣ONDEMAND", ["unsupported-value"]),
        .fields("alloc-strategy: 1️⃣CHEAPEST", ["unsupported-value"]),
        .fields("provisioning-model: EC2\nalloc-strategy: 1️⃣SPOT_PRICE_CAPACITY_OPTIMIZED", ["unsupported-value"]),
        .fields("provisioning-model: EC2\nalloc-strategy: 1️⃣best_fit", ["unsupported-value"]),
        .fields("min-cpus: 1️⃣100\nwave: 2️⃣1", ["conflicting-fields", "wrong-type"]),
        .fields("overwrite: 1️⃣False\non_exists: overwrite", ["conflicting-fields"]),
        .manual(queues + "1️⃣max-cpus: 4\n2️⃣instance-types: m5", ["unknown-field", "unknown-field"]),
        .manual(queues + "fusion-v2: 1️⃣True", ["missing-requirement"]),
        .manual(queues + "wave: True\nfusion-v2: True\nsnapshots: True\n1️⃣description: x", ["platform-only"]),
        .manual("head-queue: 1️⃣'a b'\ncompute-queue: work", ["invalid-value"]),
        .manual(
            "head-queue: 1️⃣arn:aws:batch:us-east-1:012345678901:job-queue/a\ncompute-queue: b", ["conflicting-fields"]),
        .manual("head-queue: head\ncompute-queue: 1️⃣arn:aws:sqs:eu-west-1:012345678901:job-queue/a", ["invalid-value"]),
        Broken("compute-envs:\n  - type: 1️⃣aws-cloud\n    name: a\n", "unsupported-platform"),
        Broken("compute-envs:\n  - type: 1️⃣seqera-compute\n    name: a\n", "unsupported-platform"),
        Broken("compute-envs:\n  - type: 1️⃣awsbatch\n    name: a\n", "unsupported-value"),
        Broken("compute-envs:\n  - 1️⃣type: ''\n    name: a\n", "missing-field"),
        Broken("compute-envs:\n  - type: aws-batch\n    1️⃣config-mode: ''\n    name: a\n", "missing-field"),
        Broken("compute-envs:\n  - type: 1️⃣[aws-batch]\n    name: a\n", "wrong-type"),
        Broken("compute-envs:\n  - type: aws-batch\n    config-mode: 1️⃣\"forge manual\"\n", "unsupported-value"),
        Broken("compute-envs: 1️⃣aws\n", "wrong-type"),
        Broken("1️⃣compute_envs:\n  - name: a\n", "unknown-block"), Broken("1️⃣Compute-Envs: []\n", "unknown-block"),
        Broken("1️⃣computeEnvs: []\n", "unknown-block"), Broken("1️⃣version: 2\ncompute-envs: []\n", "unknown-block"),
        Broken("compute-envs:\n  - 1️⃣*b\n", "yaml-alias"),
    ])
    func reportsEachOnce(broken: Broken) { broken.check() }
}
