import Diagnostics
import ManifestLoading
import Testing

/// Remarks beside "is not a value", for people who have a reason for what they wrote, or cannot see the fault.
struct RemarkTests {
    @Test(arguments: [
        ("subnets: subnet-01234567 subnet-12345678", "these are 2 values: separate them by commas, or write a list"),
        ("instance-types: |-\n      c6i\n      m6i\n      r6i", "these are 3 values"),
        ("allow-buckets: one-1;two-2", "these are 2 values"), ("vpc-id: '“vpc-01234567”'", "typographic"),
        ("vpc-id: vpc-01234567’", "typographic"), ("vpc-id: 'vpc-01234567 '", "it starts or ends with white space"),
        ("vpc-id: |\n      vpc-01234567", "write '|-' or '>-'"),
        ("vpc-id: vpc-\u{200B}01234567", "invisible character U+200B"),
        ("vpc-id: \"vpc-\\u00A001234567\"", "U+00A0"), ("vpc-id: vpc 01234567", "it expects a VPC id"),
        ("vpc-id: vpc-01234567 vpc-12345678", "it expects a VPC id"),
        ("subnets: subnet-01234567 x", "it expects a subnet id"),
        ("allow-buckets: s3://one-1/cohort-*", "'*' would be a wildcard in the policy"),
        ("allow-buckets: s3://one-1/what?/x", "'?' would be a wildcard in the policy"),
        ("allow-buckets: 's3://one-1/home/$${aws:username}'", "'${' would begin a variable of the policy"),
        ("allow-buckets: s3://one-1/a//b", "a part between two '/' is empty"),
        ("allow-buckets: s3://one-1//", "a part between two '/' is empty"),
        ("allow-buckets: s3://one-1/a/..", "S3 has no '.' and '..'"),
        ("allow-buckets: s3://one-1/データ", "a policy cannot hold the character U+30C7"),
        ("allow-buckets: arn:aws:s3:::one-1/a/*", "write 's3://one-1/a'"),
        ("allow-buckets: arn:aws:s3:eu-west-1:123456789012:accesspoint/x", "it is an ARN: name the bucket itself"),
        ("allow-buckets: s3://x-abc-s3alias", "no bucket's name ends in '-s3alias'"),
        ("allow-buckets: s3://x--use1-az4--x-s3", "no bucket's name ends in '--x-s3'"),
        ("allow-buckets: s3://Reads/a", "write 'reads'"),
        ("reconcile: {kms-keys: alias/work}", "it is an alias"), ("log-group: /a#b", "takes no '#'"),
        ("log-group: 'aws/#'", "it expects a log group's name"),
        ("reconcile: {kms-keys: 'arn:aws:kms:eu-west-1:123456789012:key/*'}", "rights are given on exactly the keys"),
        ("reconcile: {kms-keys: 0123abcd}", "policies name keys by ARN"),
        ("reconcile: {policies: ReadOnlyAccess}", "policies are named by ARN"),
        ("reconcile: {permissions-boundary: 'arn:aws:iam::123456789012:role/x'}", "it is a role"),
    ])
    func namesInvisibleCharacters(fields: String, piece: String) {
        let found = load(fields: fields).diagnostics
        #expect(found.map(\.kind) == ["invalid-value"])
        #expect(found.first?.detail.contains(piece) == true, "\(found)")
    }

    @Test func aLabelGivenTwiceSaysWhy() {
        #expect(load(fields: "labels: a=1,a=2").diagnostics.first?.detail.hasPrefix("a tag key has one value") == true)
        #expect(load(fields: "labels: a=1,A=2").diagnostics.first?.detail.hasPrefix("keys must differ") == true)
    }
}

/// Suggestions for unknown names. Some of them may be written by `--fix`.
struct SuggestionTests {
    @Test(arguments: [
        ("max-vcpus", "max-cpus", true), ("image-id", "ami-id", true), ("execution_role", "batch-execution-role", true),
        ("ebs-boot-size", "boot-disk-size", true), ("pre-run-script", "pre-run", true),
        ("fast-instance-storage", "fast-storage", false), ("enable-wave", "wave", false), ("vpc", "vpc-id", false),
        ("fusion-snapshots", "snapshots", true), ("kms-key", "secrets-kms-key", false),
        ("ebs-auto-scale", "no-ebs-auto-scale', with the opposite value", false),
        ("no-ebs-autoscale", "no-ebs-auto-scale", true), ("job-role", nil, false), ("key", nil, false),
        ("colour", nil, false),
    ])
    func fieldsThatWereMeant(written: String, meant: String?, isFixed: Bool) {
        let found = load(fields: "\(written): x").diagnostics
        #expect(found.map(\.kind) == ["unknown-field"])
        let note = meant.map { $0.contains("'") ? "did you mean '\($0)?" : "did you mean '\($0)'?" }
        #expect(found.first?.notes.map(\.summary) == (note.map { [$0] } ?? []))
        #expect((found.first?.fix != nil) == isFixed)
    }

    @Test(arguments: ["on-demand", "ONDEMAND", "On_Demand"])
    func onDemandIsEC2(written: String) {
        let found = load(fields: "provisioning-model: \(written)").diagnostics
        #expect(found.map(\.kind) == ["unsupported-value"])
        #expect(found.first?.notes.map(\.summary) == ["did you mean 'EC2'?"])
    }
}
