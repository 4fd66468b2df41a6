import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel
import Testing

/// The rights of a launcher of Nextflow.
struct LauncherPolicyTests {
    private static let builder = ResourceBuilder { region in
        ResourceBuilder.Partition(name: region.hasPrefix("cn-") ? "aws-cn" : "aws")
    }

    private static func definition(
        _ configuration: EnvironmentDefinition.Configuration, region: String = "eu-west-1",
        _ change: (inout EnvironmentDefinition) -> Void = { _ in }
    ) -> EnvironmentDefinition {
        let place = SourcePosition(line: 1, column: 1)
        var definition = EnvironmentDefinition(
            name: "prod", workspace: "acme/research", region: region, workDirectory: "s3://work/scratch",
            configuration: configuration, range: SourceRange(filename: "envs.yml", start: place, end: place))
        change(&definition)
        return definition
    }

    private static func statements(_ definitions: EnvironmentDefinition...) -> [String: AccessPolicy.Statement] {
        let policy = LauncherPolicy(definitions, builder, account: "123456789012").policy
        return Dictionary(uniqueKeysWithValues: policy.statements.map { ($0.sid, $0) })
    }

    @Test
    func `jobs go to the queues of the environment and no other`() throws {
        let found = Self.statements(Self.definition(.forge(ForgeConfiguration(maxCPUs: 1))))
        let jobs = try #require(found["NextflowJobs"])
        let queues = jobs.resources.filter { $0.contains("job-queue/") }
        let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "prod")
        let base = PhysicalNames(key, prefix: "TowerForge").base
        #expect(queues == ["arn:aws:batch:eu-west-1:123456789012:job-queue/\(base)-*"])
        #expect(jobs.actions.contains("batch:SubmitJob"))
        #expect(found["NextflowLogs"]?.resources == ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/batch/job:*"])
        #expect(
            found["Buckets"]?.resources == ["arn:aws:s3:::work"] && found["JobRoles"] == nil && found["Keys"] == nil)
    }

    @Test
    func `a manual environment has the queues, roles and keys that it names`() throws {
        var manual = ManualConfiguration(
            headQueue: .given("head"), computeQueue: .given("arn:aws:batch:eu-west-1:123456789012:job-queue/tasks"))
        manual.computeJobRole = "arn:aws:iam::123456789012:role/tasks"
        manual.logGroup = "/theirs"
        let found = Self.statements(
            Self.definition(.manual(manual)) { $0.settings.kmsKeys = ["arn:aws:kms:eu-west-1:123456789012:key/k"] })
        let queues = try #require(found["NextflowJobs"]).resources.filter { $0.contains("job-queue/") }
        #expect(queues.map { $0.split(separator: "/").last } == ["head", "tasks"])
        let roles = try #require(found["JobRoles"])
        #expect(roles.resources == ["arn:aws:iam::123456789012:role/tasks"] && roles.actions == ["iam:PassRole"])
        #expect(roles.conditions.first?.values == ["batch.amazonaws.com", "ecs-tasks.amazonaws.com"])
        #expect(found["Keys"]?.resources == ["arn:aws:kms:eu-west-1:123456789012:key/k"])
        #expect(found["NextflowLogs"]?.resources.first?.hasSuffix("log-group:/theirs:*") == true)
    }

    @Test
    func `a folder is listed alone, and ARNs are of the partition`() throws {
        var forge = ForgeConfiguration(maxCPUs: 1)
        forge.allowedBuckets = [AllowedBucket("shared", folder: "reads")]
        let found = Self.statements(Self.definition(.forge(forge), region: "cn-north-1"))
        let folder = try #require(found["Folders1"])
        #expect(folder.resources == ["arn:aws-cn:s3:::shared"] && folder.actions == ["s3:ListBucket"])
        #expect(folder.conditions == [.init("StringLike", "s3:prefix", ["reads", "reads/*"])])
        #expect(found["Objects"]?.resources.contains("arn:aws-cn:s3:::shared/reads/*") == true)
    }

    @Test
    func `parts are short enough and allow the same together`() {
        let wide = AccessPolicy.Statement("Wide", ["s3:GetObject"], on: (0..<200).map { "arn:aws:s3:::bucket-\($0)/*" })
        let small = (0..<40).map { AccessPolicy.Statement("S\($0)", ["batch:ListJobs"]) }
        let policy = AccessPolicy([wide] + small)
        let parts = policy.parts(upTo: 2_000)
        #expect(parts.count > 3 && parts.allSatisfy { $0.characters <= 2_000 && !$0.statements.isEmpty })
        let names = parts.flatMap(\.statements).map(\.sid)
        #expect(Set(names).count == names.count)
        let resources = parts.flatMap(\.statements).filter { $0.sid.hasPrefix("Wide") }.flatMap(\.resources)
        #expect(resources == wide.resources)
        #expect(policy.parts(upTo: 100_000) == [policy])
    }
}
