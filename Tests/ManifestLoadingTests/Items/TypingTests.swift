import Diagnostics
import ManifestLoading
import TestSupport
import Testing

struct TypingTests {
    @Test(arguments: [
        ("True", true), ("true", true), ("yes", true), ("on", true), ("'True'", true), ("$FLAG", true),
        ("False", false), ("no", false), ("OFF", false), ("", false), ("~", false), ("null", false),
    ])
    func readsBooleans(written: String, value: Bool) {
        let manifest = load(fields: "wave: \(written)", environment: ["FLAG": "True"])
        #expect(manifest.diagnostics.isEmpty)
        #expect(forge(manifest)?.wave == value)
    }

    @Test func keepsTextAsItIsWritten() {
        let manifest = load(fields: "workspace: 007\ncredentials: no\nreconcile:\n  account-id: 012345678901")
        #expect(manifest.diagnostics.isEmpty)
        let environment = manifest.environments.first
        #expect(environment?.workspace == "007")
        #expect(environment?.credentials == "no")
        #expect(environment?.settings.accountID == "012345678901")
    }

    @Test(arguments: ["m6id, c6id.large ,,r6id", "[m6id, c6id.large, r6id]", "\n  - m6id\n  - c6id.large,r6id"])
    func takesCommaTextAndLists(written: String) {
        let manifest = load(fields: "instance-types: \(written)")
        #expect(manifest.diagnostics.isEmpty)
        #expect(forge(manifest)?.instanceTypes == ["m6id", "c6id.large", "r6id"])
    }

    @Test(arguments: [2, 15, 16, 17, 40])
    func findsTheLastItemTwiceInListsOfAnySize(count: Int) {
        let buckets = (1...count).map { "bucket-\($0)" }
        let manifest = load(fields: "allow-buckets: [\((buckets + buckets.suffix(1)).joined(separator: ","))]")
        #expect(manifest.diagnostics.map(\.kind) == ["duplicate-value"])
        #expect(manifest.diagnostics.first?.summary.contains("'bucket-\(count)'") == true)
        #expect(forge(manifest)?.allowedBuckets == buckets.map { AllowedBucket($0) })
    }

    @Test(arguments: [
        ("s3://one-1,two-2,s3://one-1/", ["s3://one-1", "s3://two-2"]),
        ("s3://one-1/a,one-1/a/,s3://one-1/a b/c-ü", ["s3://one-1/a", "s3://one-1/a b/c-ü"]),
        ("[s3://one-1/a=1/b:c, one-1/..a]", ["s3://one-1/a=1/b:c", "s3://one-1/..a"]),
    ])
    func keepsTheFoldersOfBuckets(written: String, locations: [String]) {
        let manifest = load(fields: "allow-buckets: \(written)")
        #expect(manifest.diagnostics.isEmpty)
        #expect(forge(manifest)?.allowedBuckets.map(\.description) == locations)
    }

    @Test(arguments: [
        ("s3://one-1/a,s3://two-2", [] as [String]), ("s3://one-1/a,s3://one-1", ["s3://one-1/a"]),
        ("s3://bucket/in,s3://one-1/a", ["s3://bucket/in"]), ("s3://bucket", []),
    ])
    func saysThatAFolderLimitsNothingInABucketThatIsAllowed(written: String, warned: [String]) {
        let manifest = load(fields: "allow-buckets: \(written)")
        #expect(manifest.diagnostics.map(\.kind) == warned.map { _ in "folder-not-limited" })
        #expect(!manifest.diagnostics.hasErrors)
        for (diagnostic, location) in zip(manifest.diagnostics, warned) {
            #expect(diagnostic.summary.hasPrefix("'\(location)' limits nothing"))
        }
    }

    @Test func readsWhatRolesMayHave() {
        let manifest = load(
            fields: """
                reconcile:
                  account-id: 123456789012
                  policies:
                    - arn:aws:iam::123456789012:policy/team/secrets
                    - arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM, arn:aws:iam::aws:policy/ReadOnlyAccess
                  permissions-boundary: arn:aws:iam::123456789012:policy/boundary
                  kms-keys: arn:aws:kms:us-east-1:210987654321:key/mrk-1234abcd
                """)
        #expect(manifest.diagnostics.isEmpty)
        let settings = manifest.environments.first?.settings
        #expect(
            settings?.policies == [
                "arn:aws:iam::123456789012:policy/team/secrets",
                "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM", "arn:aws:iam::aws:policy/ReadOnlyAccess",
            ])
        #expect(settings?.permissionsBoundary == "arn:aws:iam::123456789012:policy/boundary")
        #expect(settings?.kmsKeys == ["arn:aws:kms:us-east-1:210987654321:key/mrk-1234abcd"])
    }

    @Test func `reads the boot disk`() {
        let disk = load(fields: "reconcile: {boot-disk: {throughput: 250, kms-key: '\(Self.key)'}}").environments.first?
            .settings.bootDisk
        #expect(disk?.throughput == 250 && disk?.iops == nil && disk?.key == Self.key)
        #expect(load(fields: "reconcile: {boot-disk: {iops: 4000}}").environments.first?.settings.bootDisk.iops == 4000)
    }

    private static let key = "arn:aws:kms:us-east-1:210987654321:key/mrk-1234abcd"

    @Test(arguments: ["policies", "permissions-boundary", "kms-keys"])
    func manualEnvironmentsHaveNoRolesToGiveRightsTo(field: String) {
        let text = """
            compute-envs:
              - type: aws-batch
                config-mode: manual
                name: one
                region: eu-west-1
                work-dir: s3://bucket
                head-queue: head
                compute-queue: work
                reconcile:
                  \(field): arn:aws:iam::123456789012:policy/x
            """
        let found = ManifestLoader(environment: [:], files: MemoryFiles(["f.yml": text])).load([.path("f.yml")])
        #expect(found.diagnostics.map(\.outline) == ["unknown-field 10:7"])
    }

    @Test(arguments: [
        ("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"), ("eu-isoe-west-1", "aws-iso-e"), ("us-isof-south-1", "aws-iso-f"),
        ("eusc-de-east-1", "aws-eusc"),
    ])
    func holdsARNsToThePartitionOfTheRegion(region: String, partition: String) {
        for name in ["aws", "aws-cn", "aws-us-gov", "aws-iso-b"] {
            let text =
                completeItem.replacing("eu-west-1", with: region)
                + "    reconcile: {policies: 'arn:\(name):iam::aws:policy/ReadOnlyAccess'}\n"
            let found = ManifestLoader(environment: [:], files: MemoryFiles(["f.yml": text])).load([.path("f.yml")])
            let kinds = found.diagnostics.map(\.kind)
            #expect(kinds == (name == partition ? [] : ["conflicting-fields"]), "\(name) in \(region)")
        }
    }

    @Test func readsEveryFieldThatIsBuilt() {
        let manifest = load(
            fields: """
                workspace: org/space
                credentials: profile
                labels: a=b, c = d e
                wait: available
                on_exists: overwrite
                provisioning-model: spot
                min-cpus: 0
                instance-types: g4dn.4xlarge
                alloc-strategy: SPOT_CAPACITY_OPTIMIZED
                bid-percentage: 80
                wave: on
                fusion-v2: on
                fast-storage: on
                snapshots: on
                gpu: on
                preserve-resources: on
                ecs-config: sub/ecs.config
                vpc-id: vpc-aaaabbbbccccdddd
                subnets: subnet-aaaabbbbccccdddd1,subnet-aaaabbbbccccdddd2
                security-groups: sg-aaaabbbbccccdddd
                ami-id: ami-0123456789abcdef0
                key-pair: key
                boot-disk-size: 200
                log-group: /nf/jobs
                cli-path: /opt/aws/bin/aws
                no-ebs-auto-scale: True
                head-job-role: arn:aws:iam::012345678901:role/path/head
                compute-job-role: arn:aws-cn:iam::012345678901:role/compute
                batch-execution-role: arn:aws:iam::012345678901:role/exec
                reconcile:
                  account-id: 012345678901
                  protect: on
                  update-strategy: blue-green
                  job-timeout-minutes: 7200
                  drain: off
                  wait-timeout: 1h30m
                """, files: MemoryFiles(["sub/ecs.config": "ECS_X=1\n"]))
        #expect(manifest.diagnostics.isEmpty)
        var expected = ForgeConfiguration(maxCPUs: 16)
        expected.instanceTypes = ["g4dn.4xlarge"]
        expected.allocationStrategy = "SPOT_CAPACITY_OPTIMIZED"
        expected.bidPercentage = 80
        expected.wave = true
        expected.fusionV2 = true
        expected.fastStorage = true
        expected.snapshots = true
        expected.gpu = true
        expected.ecsConfig = "ECS_X=1\n"
        expected.vpcID = "vpc-aaaabbbbccccdddd"
        expected.subnets = ["subnet-aaaabbbbccccdddd1", "subnet-aaaabbbbccccdddd2"]
        expected.securityGroups = ["sg-aaaabbbbccccdddd"]
        expected.image = .id("ami-0123456789abcdef0")
        expected.keyPair = "key"
        expected.bootDiskSize = 200
        expected.logGroup = "/nf/jobs"
        expected.cliPath = "/opt/aws/bin/aws"
        expected.headJobRole = "arn:aws:iam::012345678901:role/path/head"
        expected.computeJobRole = "arn:aws-cn:iam::012345678901:role/compute"
        expected.batchExecutionRole = "arn:aws:iam::012345678901:role/exec"
        #expect(forge(manifest) == expected)
        let environment = manifest.environments.first
        #expect(environment?.labels == [.init("a", "b"), .init("c", "d e")])
        #expect(environment?.waitsForAvailable == true)
        #expect(environment?.onExists == .overwrite)
        var settings = ReconcileSettings()
        settings.accountID = "012345678901"
        settings.protect = true
        settings.updateStrategy = .blueGreen
        settings.jobTimeoutMinutes = 7200
        settings.drain = false
        settings.onDelete = .retain
        settings.waitTimeoutSeconds = 5400
        #expect(environment?.settings == settings)
        #expect(environment?.valueRanges["reconcile.protect"]?.start == SourcePosition(line: 39, column: 16))
        #expect(environment?.valueRanges["key-pair"]?.start == SourcePosition(line: 29, column: 15))
    }

    @Test func readsWhereTheHeadJobRunsAndWhatIsMounted() {
        let flags = "wave: True\nfusion-v2: True\nfargate: True\ngraviton: True\n"
        let head = forge(load(fields: flags))
        #expect(head?.fargate == true && head?.graviton == true && head?.efsID == nil && head?.efsMount == nil)
        let mounts = forge(
            load(fields: "efs-id: fs-01234567\nfsx-dns: fs-0abcdef01.fsx.cn-north-1.amazonaws.com.cn\nfsx-mount: /fsx"))
        #expect(mounts?.efsID == "fs-01234567" && mounts?.efsMount == "/mnt/efs")
        #expect(mounts?.fsxDNS == "fs-0abcdef01.fsx.cn-north-1.amazonaws.com.cn" && mounts?.fsxMount == "/fsx")
        #expect(mounts?.fargate == false && mounts?.graviton == false)
        #expect(forge(load(fields: "bid-percentage: 0"))?.bidPercentage == nil)
    }

    @Test func readsManualEnvironments() {
        let manifest = load(
            """
            compute-envs:
              - type: aws-batch manual
                name: one
                region: eu-west-1
                work-dir: s3://bucket
                head-queue: arn:aws:batch:eu-west-1:012345678901:job-queue/head
                compute-queue: work_1
                fusion-v2: True
                wave: True
            """)
        #expect(manifest.diagnostics.isEmpty)
        var expected = ManualConfiguration(
            headQueue: "arn:aws:batch:eu-west-1:012345678901:job-queue/head", computeQueue: "work_1")
        expected.fusionV2 = true
        expected.wave = true
        #expect(manifest.environments.first?.configuration == .manual(expected))
    }

    @Test(arguments: [
        ("30m", 1800), ("1h30m", 5400), ("90s", 90), ("2h", 7200), ("1h0m5s", 3605), ("30", nil), ("m", nil),
        ("30m1h", nil), ("-5m", nil), ("0s", nil), ("99999999h", nil), ("1d", nil), ("1.5h", nil),
    ])
    func readsLengthsOfTime(written: String, seconds: Int?) {
        let manifest = load(fields: "reconcile:\n  wait-timeout: \(written)")
        #expect(manifest.environments.first?.settings.waitTimeoutSeconds == seconds)
        #expect(manifest.diagnostics.isEmpty == (seconds != nil))
    }

    @Test(
        arguments: [
            ("{misconfiguration: 2h, capacity: 24h}", 7200, 86_400), ("{capacity: 1h30m}", 3600, 5400),
            ("{misconfiguration: 600s}", 600, nil), ("{misconfiguration: off}", nil, nil),
            ("{capacity: Off}", 3600, nil),
            ("{capacity: 'false', misconfiguration: no}", nil, nil), ("{}", 3600, nil), ("", 3600, nil),
            ("{misconfiguration: , capacity: 86400s}", 3600, 86_400),
        ] as [(String, Int?, Int?)])
    func `reads the time limits of jobs that cannot start`(written: String, misconfiguration: Int?, capacity: Int?) {
        let manifest = load(fields: "reconcile:\n  job-limits: \(written)")
        let limits = manifest.environments.first?.settings.jobLimits
        #expect(manifest.diagnostics == [])
        #expect(limits?.misconfigurationSeconds == misconfiguration && limits?.capacitySeconds == capacity)
    }

    @Test(arguments: [0, 59, 60, 600, 3600, 5400, 86_400, 3661])
    func `writes a length of time as it reads it`(seconds: Int) {
        #expect(DurationText.seconds(DurationText.text(seconds)) == (seconds == 0 ? nil : seconds))
    }

    @Test(arguments: ["create-efs: False", "fargate: no", "fusion: False", "graviton: off", "efs-id:", "fsx-dns: ''"])
    func staysSilentAboutUnsupportedFieldsThatAskForNothing(field: String) {
        #expect(load(fields: field).diagnostics.isEmpty)
    }

    @Test func limitsTheNumberOfLabels() {
        let labels = { (count: Int) in (1...count).map { "k\($0)=v" }.joined(separator: ",") }
        #expect(load(fields: "labels: \(labels(40))").diagnostics.isEmpty)
        #expect(load(fields: "labels: \(labels(41))").diagnostics.map(\.kind) == ["invalid-label"])
        let long = { String(repeating: "é", count: $0) }
        #expect(load(fields: "labels: \(long(127))=\(long(256))").diagnostics.isEmpty)
        #expect(load(fields: "labels: \(long(128))=\(long(257))").diagnostics.count == 2)
    }

    /// Workspace and name are the value of the tag that says whose a resource is.
    @Test(arguments: [
        ("Acme Org/RNA_seq-2.0", true), ("Größe/데이터", true), ("123456", true), ("a&b/c", false), ("a/b(c)", false),
        ("a/b,c", false), ("a/b*", false), ("a/✓", false), ("a/" + String(repeating: "é", count: 153), true),
        ("a/" + String(repeating: "é", count: 154), false), (String(repeating: "1", count: 156), false),
    ])
    func refusesWorkspacesThatNoTagCanHold(workspace: String, isTaken: Bool) {
        let kinds = load(fields: "workspace: '\(workspace)'").diagnostics.map(\.kind)
        #expect(kinds == (isTaken ? [] : ["invalid-value"]))
    }

    @Test func usesValuesWithoutTheirStrayQuotes() {
        let manifest = load(fields: "labels: \"'a=b,c=$V\"\ninstance-types: m6id\"", environment: ["V": "d\""])
        #expect(manifest.diagnostics.map(\.outline) == ["stray-quote 8:14", "stray-quote 8:21", "stray-quote 9:25"])
        // What came through a variable cannot be mended here.
        #expect(manifest.diagnostics.map { $0.fix != nil } == [true, false, true])
        #expect(manifest.environments.first?.labels == [.init("a", "b"), .init("c", "d")])
        #expect(forge(manifest)?.instanceTypes == ["m6id"])
    }

    @Test(arguments: [
        ("max-cpus: 2147483648", "'max-cpus' must be from 1 to 2147483647, not 2147483648"),
        ("max-cpus: 99999999999999999999", "'max-cpus' must be from 1 to 2147483647, not 99999999999999999999"),
        ("max-cpus: 0", "'max-cpus' must be at least 1, not 0"),
        ("max-cpus: -5", "'max-cpus' must be at least 1, not -5"),
    ])
    func namesTheBoundThatIsCrossed(written: String, summary: String) {
        let text = """
            compute-envs:
              - type: aws-batch forge
                name: a
                region: eu-west-1
                work-dir: s3://abc
                \(written)
            """
        #expect(load(text).diagnostics.map(\.summary) == [summary])
    }

    @Test(arguments: ["/bin/aws", "/opt/aws", "opt/bin/aws", "'/opt/a b/bin/aws'", "'/opt/$$(id)/bin/aws'"])
    func refusesPathsOfTheCLIThatNoJobCouldUse(path: String) {
        #expect(load(fields: "cli-path: \(path)").diagnostics.map(\.kind) == ["invalid-value"])
    }
}
