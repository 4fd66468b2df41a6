import AWSOperations
import Diagnostics
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// AMIs, key pairs, file systems, roles and buckets that files name.
struct NamedReferenceTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region
    private static let ami = "ami-0123456789abcdef0"
    private static let efs = "fs-0123456789abcdef0"
    private static let fsx = "fs-0fedcba9876543210"

    private func plan(_ fields: String...) async throws -> ReferenceBench.Outcome {
        var item = ReferenceBench.forge()
        for field in fields { item += "    \(field)\n" }
        return try await bench.plan(item)
    }

    private static func image(
        _ architecture: String = "x86_64", root: String = "/dev/sda1", size: Int = 30, state: String = "available",
        rootType: String = "ebs", platform: String? = nil
    ) -> EC2.Image {
        EC2.Image(
            imageId: ami, state: state, architecture: architecture, platform: platform, virtualizationType: "hvm",
            rootDeviceName: root, rootDeviceType: rootType,
            blockDeviceMappings: [
                EC2.BlockDeviceMapping(deviceName: root, ebs: EC2.EbsBlockDevice(volumeSize: size))
            ])
    }

    private static func disks(_ outcome: ReferenceBench.Outcome) -> [String] {
        let template = outcome.plan.resources.first { $0.address.kind == .launchTemplate }?.desired
        let disks = template?.properties[path: "launchTemplateData.blockDeviceMappings"]?.list ?? []
        return disks.compactMap { $0["deviceName"]?.string }
    }

    @Test func `what does not exist is an error at its field`() async throws {
        let outcome = try await plan(
            "ami-id: \(Self.ami)", "key-pair: missing", "head-job-role: arn:aws:iam::123456789012:role/missing")
        #expect(
            outcome.problems == [
                "reference-not-found 9:13", "reference-not-found 10:15", "reference-not-found 11:20",
            ])
    }

    @Test func `the boot disk gets the root device of the image`() async throws {
        await bench.account.addImage(Self.image(), region: Self.region)
        let outcome = try await plan("ami-id: \(Self.ami)", "boot-disk-size: 500")
        #expect(outcome.problems == [])
        #expect(Self.disks(outcome) == ["/dev/sda1"])
        #expect(try await Self.disks(plan()) == ["/dev/xvda"])
    }

    @Test func `an image that is unreadable or gone leaves the template as it is`() async throws {
        await bench.account.addImage(Self.image(), region: Self.region)
        let fields = ("ami-id: \(Self.ami)", "boot-disk-size: 500")
        try await bench.carryOut(try await plan(fields.0, fields.1).plan)
        await bench.deny("ec2:DescribeImages")
        let denied = try await plan(fields.0, fields.1)
        #expect(denied.problems == [] && denied.actions == [])
        #expect(denied.diagnostics.map(\.kind) == ["not-read"])
        #expect(denied.diagnostics[0].detail.contains("ec2:DescribeImages"))
        await bench.account.setFaultHook(nil)
        await bench.account.removeImage(Self.ami, region: Self.region)
        let gone = try await plan(fields.0, fields.1)
        #expect(gone.problems == ["reference-not-found 9:13"] && gone.actions == [])
        let file = ReferenceBench.forge("one", fields.0, fields.1)
        try await bench.carryOut(try await bench.plan(file, goal: .destroy, lookup: .nothing).plan)
        #expect(await bench.account.computeEnvironments(region: Self.region).isEmpty)
    }

    @Test(arguments: [
        (Self.image("arm64"), "image-mismatch 9:13"), (Self.image(size: 100), "image-mismatch 9:13"),
        (Self.image(state: "pending"), "reference-not-usable 9:13"),
        (Self.image(state: "disabled"), "reference-not-usable 9:13"),
        (Self.image(rootType: "instance-store"), "image-mismatch 9:13"),
        (Self.image(platform: "windows"), "image-mismatch 9:13"),
    ])
    func `an image that cannot start the instances is an error`(image: EC2.Image, problem: String) async throws {
        await bench.account.addImage(image, region: Self.region)
        #expect(try await plan("ami-id: \(Self.ami)").problems == [problem])
    }

    @Test func `an ARM image needs ARM types and a boot disk of its size`() async throws {
        await bench.account.addImage(Self.image("arm64", size: 100), region: Self.region)
        let fitting = try await plan("ami-id: \(Self.ami)", "instance-types: c7g,m7g", "boot-disk-size: 100")
        #expect(fitting.problems == [])
        let small = try await plan("ami-id: \(Self.ami)", "instance-types: c7g", "boot-disk-size: 99")
        #expect(small.problems == ["image-mismatch 11:21"])
        #expect(small.diagnostics[0].summary.contains("100 GiB"))
        #expect(small.diagnostics[0].summary.contains("99 GiB"))
    }

    @Test func `an EFS file system has to be mounted where instances start`() async throws {
        let (own, other) = (await bench.defaultNetwork(), await bench.otherNetwork())
        let fields = ["efs-id: \(Self.efs)", "efs-mount: /mnt/efs"]
        #expect(try await plan(fields[0], fields[1]).problems == ["reference-not-found 9:13"])
        func problems(_ state: String, _ subnets: [String]) async throws -> [String] {
            let bench = ReferenceBench()
            _ = await bench.otherNetwork()
            await bench.account.addFileSystem(Self.efs, state: state, mountedIn: subnets, region: Self.region)
            let outcome = try await bench.plan(ReferenceBench.forge("one", fields[0], fields[1]))
            return outcome.diagnostics.map { "\($0.severity) \($0.kind)" }
        }
        // Accounts with the same seed have the same network.
        #expect(try await problems("available", own.subnets) == [])
        #expect(try await problems("updating", own.subnets) == [])
        #expect(try await problems("creating", own.subnets) == ["error reference-not-usable"])
        #expect(try await problems("available", []) == ["error no-mount-target"])
        #expect(try await problems("available", [own.subnets[0]]) == ["warning no-mount-target"])
        #expect(try await problems("available", other.subnets) == ["error network-mismatch"])
    }

    @Test func `an FSx file system has to be Lustre, available and in the VPC`() async throws {
        let vpc = await bench.defaultNetwork().vpc
        func problems(
            _ type: String = "LUSTRE", _ version: String = "2.15", _ lifecycle: String = "AVAILABLE", vpc: String
        ) async throws -> [String] {
            let bench = ReferenceBench()
            await bench.account.addLustreFileSystem(
                FSx.FileSystem(
                    fileSystemId: Self.fsx, fileSystemType: type, fileSystemTypeVersion: version, lifecycle: lifecycle,
                    vpcId: vpc), region: Self.region)
            let outcome = try await bench.plan(
                ReferenceBench.forge(
                    "one", "fsx-dns: \(Self.fsx).fsx.eu-west-1.amazonaws.com", "fsx-mount: /mnt/fsx"))
            return outcome.diagnostics.map { "\($0.severity) \($0.kind)" }
        }
        #expect(try await problems(vpc: vpc) == [])
        #expect(try await problems("OPENZFS", vpc: vpc) == ["error reference-not-usable"])
        #expect(try await problems("LUSTRE", "2.10", vpc: vpc) == ["warning lustre-version"])
        #expect(try await problems("LUSTRE", "2.15", "CREATING", vpc: vpc) == ["error reference-not-usable"])
        #expect(try await problems("LUSTRE", "2.15", "ANY_NEW_STATE", vpc: vpc) == [])
        #expect(try await problems(vpc: "vpc-0aaaaaaaaaaaaaaa1") == ["error network-mismatch"])
    }

    @Test func `the work bucket must exist, one that is only allowed may be missing`() async throws {
        let bench = ReferenceBench(hasBucket: false)
        let item = ReferenceBench.forge("one", "allow-buckets: s3://acme-work,s3://acme-data/folder")
        let empty = try await bench.plan(item)
        #expect(
            empty.diagnostics.map { "\($0.severity) \($0.kind)" } == [
                "error reference-not-found", "warning reference-not-found",
            ])
        #expect(empty.problems == ["reference-not-found 7:15", "reference-not-found 9:35"])
        await bench.account.provideBucket("acme-work", region: "us-east-1")
        await bench.account.provideBucket("acme-data", region: "us-east-1")
        let elsewhere = try await bench.plan(item)
        #expect(elsewhere.diagnostics.map { "\($0.severity) \($0.kind)" } == ["warning wrong-region"])
    }

    @Test func `an unreadable bucket is a note, another server's answer no proof`() async throws {
        await bench.account.setFaultHook { _, operation in
            operation == "s3:HeadBucket" ? .refused(code: "HTTP403", message: "HTTP 403", status: 403) : nil
        }
        #expect(try await bench.plan(ReferenceBench.forge()).diagnostics.map(\.kind) == ["not-read"])
        await bench.account.setFaultHook { _, operation in
            operation.hasPrefix("s3:") ? .refused(code: "HTTP404", message: "HTTP 404", status: 404) : nil
        }
        #expect(try await bench.plan(ReferenceBench.forge()).diagnostics.map(\.kind) == ["not-read"])
    }

    @Test func `many buckets are looked up in one list`() async throws {
        let names = (1...20).map { "acme-data-\($0)" }
        for name in names + ["acme-work"] { await bench.account.provideBucket(name, region: Self.region) }
        let before = await bench.account.log.count
        let outcome = try await bench.plan(
            ReferenceBench.forge("one", "allow-buckets: \(names.joined(separator: ","))"))
        #expect(outcome.diagnostics == [])
        let calls = await bench.account.log.dropFirst(before).map(\.operation).filter { $0.hasPrefix("s3:") }
        #expect(calls == ["s3:ListBuckets"])
    }

    @Test func `refuses a role of another account or under another path`() async throws {
        let outcome = try await plan(
            "head-job-role: arn:aws:iam::210987654321:role/theirs",
            "batch-execution-role: arn:aws:iam::123456789012:role/else/where")
        #expect(outcome.problems == ["reference-not-found 9:20", "reference-not-found 10:27"])
        #expect(outcome.diagnostics[0].summary.contains("account 210987654321"))
    }

    private static let policy = "arn:aws:iam::123456789012:policy/team/extra"
    private static let boundary = "arn:aws:iam::123456789012:policy/boundary"
    private static let key = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000001"
    private static let fair = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/fair"
    private static let settings = """
        reconcile:
              policies: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore, \(policy)]
              permissions-boundary: \(boundary)
              kms-keys: [\(key)]
              scheduling-policy: \(fair)
        """

    @Test func `looks up policies, keys and scheduling policies, each at its value`() async throws {
        let missing = try await plan(Self.settings)
        #expect(
            missing.problems.sorted() == [
                "reference-not-found 10:72", "reference-not-found 11:29", "reference-not-found 12:18",
                "reference-not-found 13:26",
            ])
        await bench.account.providePolicy(Self.policy)
        await bench.account.providePolicy(Self.boundary)
        await bench.account.provideKey(Self.key, state: "PendingDeletion")
        await bench.account.provideSchedulingPolicy(Self.fair, region: Self.region)
        #expect(try await plan(Self.settings).problems == ["reference-not-usable 12:18"])
    }

    private static let disk = """
        reconcile:
              boot-disk: {kms-key: '\(key)'}
              kms-keys: [\(key)]
        """

    @Test func `the key of the boot disk is looked up at its value`() async throws {
        #expect(try await plan(Self.disk).problems == ["reference-not-found 10:28"])
        await bench.account.provideKey(Self.key, state: "Disabled")
        let disabled = try await plan(Self.disk)
        #expect(disabled.problems == ["reference-not-usable 10:28"])
        #expect(disabled.diagnostics[0].detail.contains("no instance could start"))
    }

    @Test func `EBS takes no asymmetric key`() async throws {
        await bench.account.provideKey(Self.key, spec: "RSA_4096")
        let outcome = try await plan(Self.disk)
        #expect(outcome.problems == ["reference-not-usable 10:28"])
        #expect(outcome.diagnostics[0].summary.contains("RSA_4096"))
        #expect(try await plan("reconcile: {kms-keys: '\(Self.key)'}").diagnostics == [])
    }

    @Test func `a key of a customer is noted once, when the disk gets it`() async throws {
        await bench.account.provideKey(Self.key)
        let first = try await plan(Self.disk)
        #expect(first.problems == [] && first.diagnostics.map(\.kind) == ["key-policy"])
        #expect(first.diagnostics[0].detail.contains("arn:aws:iam::123456789012:role/aws-service-role/autoscaling"))
        #expect(first.diagnostics[0].detail.contains("aws iam create-service-linked-role"))
        try await bench.carryOut(first.plan)
        let second = try await plan(Self.disk)
        #expect(second.diagnostics == [] && second.actions == [])
    }

    @Test func `a key of AWS needs no policy`() async throws {
        await bench.account.provideKey(Self.key, manager: "AWS")
        #expect(try await plan(Self.disk).diagnostics == [])
    }

    @Test func `a policy or key that may not be read is a note`() async throws {
        await bench.deny("iam:GetPolicy", "kms:DescribeKey", "batch:DescribeSchedulingPolicies")
        let outcome = try await plan(Self.settings)
        #expect(outcome.problems == [])
        #expect(outcome.diagnostics.map(\.kind) == ["not-read", "not-read", "not-read"])
    }

    @Test func `a sandbox has the policies and keys that the files name`() async throws {
        var item = ReferenceBench.forge()
        item += "    \(Self.settings)\n"
        let missing = try await bench.plan(item)
        await SandboxReferences.provide(for: missing.intent.environments, in: bench.account)
        let provided = try await bench.plan(item)
        #expect(provided.diagnostics == [])
        try await bench.carryOut(provided.plan)
        #expect(try await bench.plan(item).actions == [])
    }

    @Test func `every lookup that is denied is one note, and the plan goes on`() async throws {
        await bench.deny(
            "ec2:DescribeImages", "ec2:DescribeKeyPairs", "elasticfilesystem:DescribeFileSystems",
            "fsx:DescribeFileSystems", "s3:HeadBucket")
        let outcome = try await plan(
            "ami-id: \(Self.ami)", "key-pair: pair", "efs-id: \(Self.efs)", "efs-mount: /mnt/efs",
            "fsx-dns: \(Self.fsx).fsx.eu-west-1.amazonaws.com", "fsx-mount: /mnt/fsx")
        #expect(outcome.problems == [])
        #expect(Set(outcome.diagnostics.map(\.kind)) == ["not-read"] && outcome.diagnostics.count == 5)
        #expect(Self.disks(outcome) == ["/dev/xvda"])
        #expect(outcome.actions.contains("create compute-environment.work"))
    }

    @Test func `a sandbox has what the files name`() async throws {
        let item = ReferenceBench.forge(
            "one", "ami-id: \(Self.ami)", "key-pair: pair", "instance-types: c7g", "vpc-id: vpc-0aaaaaaaaaaaaaaa1",
            "subnets: subnet-0aaaaaaaaaaaaaaa2,subnet-0aaaaaaaaaaaaaaa3", "security-groups: sg-0aaaaaaaaaaaaaaa4",
            "efs-id: \(Self.efs)", "efs-mount: /mnt/efs", "allow-buckets: s3://acme-data",
            "head-job-role: arn:aws:iam::210987654321:role/service/theirs")
        let missing = try await bench.plan(item)
        #expect(missing.problems.count == 9)
        await SandboxReferences.provide(for: missing.intent.environments, in: bench.account)
        let provided = try await bench.plan(item)
        #expect(provided.diagnostics == [])
        try await bench.carryOut(provided.plan)
        #expect(try await bench.plan(item).actions == [])
    }
}
