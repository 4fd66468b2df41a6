import Diagnostics
import InstanceTypes
import ManifestLoading
import ResourceModel
import Testing

@testable import BatchForge

/// The facts from which a Nextflow configuration is written.
struct NextflowSettingsTests {
    private static let place = SourceRange(
        filename: "envs.yml", start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 1))

    private static func definition(
        _ configuration: EnvironmentDefinition.Configuration, name: String = "one", work: String = "s3://bucket/work",
        policy: ReconcileSettings.SchedulingPolicy? = nil
    ) -> EnvironmentDefinition {
        var settings = ReconcileSettings()
        settings.schedulingPolicy = policy
        return EnvironmentDefinition(
            name: name, workspace: "acme/demo", region: "eu-west-1", workDirectory: work, settings: settings,
            configuration: configuration, range: place)
    }

    private static func forge(
        work: String = "s3://bucket/work", policy: ReconcileSettings.SchedulingPolicy? = nil,
        _ change: (inout ForgeConfiguration) -> Void = { _ in }
    ) -> NextflowSettings {
        var forge = ForgeConfiguration(maxCPUs: 256)
        change(&forge)
        return NextflowSettings(definition(.forge(forge), work: work, policy: policy), among: [], ForgeTests.forge)
    }

    @Test func `queues have the names that the resources get`() {
        let names = ForgeTests.resources(name: "bench_fusion").mapValues(\.name)
        var forge = ForgeConfiguration(maxCPUs: 1000)
        var made = Self.definition(.forge(forge), name: "bench_fusion")
        made.workspace = "acme/research"
        let spot = NextflowSettings(made, among: [], ForgeTests.forge)
        #expect([spot.headQueue, spot.workQueue] == [names["job-queue.head"], names["job-queue.work"]])
        forge.provisioningModel = .ec2
        made.configuration = .forge(forge)
        let onDemand = NextflowSettings(made, among: [], ForgeTests.forge)
        #expect(onDemand.headQueue == spot.workQueue && onDemand.workQueue == spot.workQueue)
    }

    @Test(arguments: [
        ("s3://bucket", "s3://bucket/work"), ("s3://bucket/", "s3://bucket/work"),
        ("s3://bucket/a/b/", "s3://bucket/a/b"),
    ])
    func `work files never go to the top of a bucket`(given: String, location: String) {
        #expect(Self.forge(work: given).workDirectory == .bucket("bucket", location: location))
    }

    @Test func `the CLI is where the script of instances puts it, and nowhere with Fusion`() {
        #expect(Self.forge().cliPath == "/home/ec2-user/miniconda/bin/aws")
        #expect(Self.forge { $0.cliPath = "/opt/x/bin/aws" }.cliPath == "/opt/x/bin/aws")
        let fusion = Self.forge { ($0.wave, $0.fusionV2, $0.cliPath) = (true, true, "/opt/x/bin/aws") }
        #expect(fusion.cliPath == nil)
    }

    @Test func `containers get the disks and the file systems that instances mount`() {
        let settings = Self.forge(work: "/mnt/efs/work") {
            ($0.efsID, $0.efsMount) = ("fs-0123456789abcdef0", "/mnt/efs")
            ($0.fsxDNS, $0.fsxMount) = ("fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com", "/mnt/efs/fast")
            $0.fastStorage = true
            $0.allowedBuckets = ["reads"]
        }
        #expect(settings.volumes == ["/scratch/fusion:/tmp", "/mnt/efs", "/mnt/efs/fast"])
        #expect(settings.workDirectory == .mounted("/mnt/efs/work", spare: "reads"))
    }

    @Test func `tasks put temporary files on the disk that grows`() {
        #expect(Self.forge { $0.growingDiskSize = 50 }.volumes == ["/scratch/ebs:/tmp"])
        let both = Self.forge {
            ($0.efsID, $0.efsMount) = ("fs-0123456789abcdef0", "/mnt/efs")
            $0.growingDiskSize = 200
        }
        #expect(both.volumes == ["/scratch/ebs:/tmp", "/mnt/efs"])
        #expect(Self.forge().volumes == [])
    }

    @Test(
        arguments: [
            (["c6id.12xlarge", "m6id.8xlarge"], 256, "m6id.8xlarge", 32, 124_518),
            (["c6id", "m6id", "r6id"], 256, "r6id.32xlarge", 128, 996_147),
            (["r6id.32xlarge"], 96, "r6id.32xlarge", 96, 996_147),
            ([], 256, "r6i.32xlarge", 128, 996_147), (["c6g.medium"], 256, "c6g.medium", 1, 1945),
        ] as [([String], Int, String, Int, Int)])
    func `one type has all that a task may ask for`(
        types: [String], maximum: Int, type: String, vCPUs: Int, memory: Int
    ) throws {
        var forge = ForgeConfiguration(maxCPUs: maximum)
        forge.instanceTypes = types
        let limits = try #require(TaskLimits(forge))
        #expect((limits.type, limits.vCPUs, limits.memoryMiB) == (type, vCPUs, memory))
        #expect(limits.bound == .instance && limits.unknownTypes.isEmpty)
    }

    @Test func `snapshots limit memory to what a type can save in time`() throws {
        var forge = ForgeConfiguration(maxCPUs: 256)
        forge.instanceTypes = ["r6id.32xlarge", "c6id.8xlarge"]
        forge.snapshots = true
        let limits = try #require(TaskLimits(forge))
        let type = try #require(InstanceCatalogue.builtIn[limits.type])
        #expect(limits.bound == .snapshot && limits.memoryMiB == SnapshotFitness(type).largestJobMiB)
    }

    @Test func `types that Spot or the catalogue does not have set no limit`() {
        var forge = ForgeConfiguration(maxCPUs: 2000)
        forge.instanceTypes = ["x1.32xlarge", "u-6tb1.56xlarge", "zz9.large"]
        #expect(TaskLimits(forge).map { [$0.type] + $0.unknownTypes } == ["x1.32xlarge", "zz9.large"])
        forge.provisioningModel = .ec2
        #expect(TaskLimits(forge)?.type == "u-6tb1.56xlarge")
        forge.instanceTypes = ["zz9.large"]
        #expect(TaskLimits(forge) == nil)
    }

    @Test func `only one whole share is chosen`() throws {
        let weight = try #require(DecimalNumber("1"))
        #expect(Self.forge().shares == .none)
        #expect(Self.forge(policy: .shares(["lab": weight])).shares == .one("lab"))
        #expect(Self.forge(policy: .shares(["lab*": weight])).shares == .several(["lab*"]))
        #expect(Self.forge(policy: .shares(["b": weight, "a": weight])).shares == .several(["a", "b"]))
        let arn = "arn:aws:batch:eu-west-1:123456789012:scheduling-policy/x"
        #expect(Self.forge(policy: .existing(arn)).shares == .ofPolicy(arn))
    }

    @Test func `a manual environment knows the instances of a queue that the files make`() throws {
        var forge = ForgeConfiguration(maxCPUs: 64)
        (forge.graviton, forge.efsID, forge.efsMount) = (true, "fs-0123456789abcdef0", "/mnt/efs")
        let maker = Self.definition(
            .forge(forge), name: "maker", policy: .shares(["lab": try #require(DecimalNumber("1"))]))
        let queue = QueueName.ofEnvironment(
            QueueReference(environment: "maker", workspace: "acme/demo", region: "eu-west-1", queue: .work))
        let manual = ManualConfiguration(headQueue: "head", computeQueue: queue)
        let settings = NextflowSettings(Self.definition(.manual(manual)), among: [maker], ForgeTests.forge)
        let made = NextflowSettings(maker, among: [], ForgeTests.forge)
        #expect(settings.workQueue == made.workQueue && settings.instances == made.instances)
        #expect(settings.volumes == ["/mnt/efs"] && settings.shares == .one("lab") && settings.cliPath == made.cliPath)
        let others = NextflowSettings(
            Self.definition(.manual(ManualConfiguration(headQueue: "head", computeQueue: "work")), work: "/data/work"),
            among: [maker], ForgeTests.forge)
        #expect(others.instances == nil && others.cliPath == nil && others.volumes == ["/data/work"])
    }
}
