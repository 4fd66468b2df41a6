import AWSOperations
import Diagnostics
import ManifestLoading
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@testable import ReconcileCommands

/// The survey of an account, and a first file from it.
struct AccountSurveyTests {
    private let bench = ReferenceBench()
    private static let region = ReferenceBench.region

    private func survey() async throws -> AccountSurvey {
        await bench.account.clock.advance(by: 3600)
        let access = bench.access
        return try await AccountSurvey.read(Self.region, access, as: try await bench.reader.identity())
    }

    private func file(_ answers: [String: String] = [:]) async throws -> FirstFile {
        let interview = FirstFileInterview(
            given: answers, example: .spot, asks: false, region: nil, survey: try await survey())
        return try await interview.file()
    }

    private func provideBuckets(_ names: String..., region: String = AccountSurveyTests.region) async {
        for name in names { await bench.account.provideBucket(name, region: region) }
    }

    @Test func `has the default VPC, a bucket and all of it in a valid file`() async throws {
        await provideBuckets("acme-logs", "acme-nextflow", "reads")
        await provideBuckets("elsewhere-nextflow", region: "us-east-1")
        let (vpc, subnets, _) = await bench.defaultNetwork()
        let other = await bench.otherNetwork()
        let file = try await file()
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(file.text, name: "first.yml")])
        #expect(manifest.diagnostics.map(\.summary) == [])
        guard case .forge(let forge) = try #require(manifest.environments.first).configuration else { return }
        #expect(forge.vpcID == vpc && forge.subnets == subnets)
        #expect(file.text.contains("    work-dir: s3://acme-nextflow/work\n"))
        #expect(file.text.contains("    # Other buckets in eu-west-1: reads, acme-logs.\n"))
        #expect(!file.text.contains("elsewhere") && file.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(file.text.contains("    # Others: \(other.vpc) with 3 subnets in 3 zones.\n"))
    }

    @Test func `takes another VPC if jobs cannot start in the default one`() async throws {
        let vpc = await bench.defaultNetwork().vpc
        let other = await bench.otherNetwork()
        await bench.account.setRouteTables(
            [
                table("rtb-1", of: vpc),
                table(
                    "rtb-2", of: other.vpc,
                    EC2.Route(destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1", state: "active")),
            ], region: Self.region)
        let found = try await survey().networks
        #expect(found?.map(\.vpc) == [other.vpc] && found?.first?.subnets == other.subnets)
        #expect(found?.first?.isDefault == false)
        let text = try await file().text
        #expect(text.contains("    vpc-id: \(other.vpc)\n"))
    }

    private func table(_ id: String, of vpc: String, _ routes: EC2.Route...) -> EC2.RouteTable {
        EC2.RouteTable(
            routeTableId: id, vpcId: vpc, associations: [EC2.RouteTableAssociation(main: true)], routes: routes)
    }

    @Test func `says so if there is neither a network nor a bucket`() async throws {
        await bench.account.removeDefaultVPC(region: Self.region)
        let text = try await file().text
        #expect(text.contains("# No VPC of eu-west-1 has a subnet with free addresses and a way to AWS."))
        #expect(text.contains("    # The account has no bucket in eu-west-1:") && !text.contains("vpc-id:"))
    }

    @Test func `goes on without what it may not read`() async throws {
        await bench.deny(
            "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeRouteTables", "s3:ListBuckets",
            "batch:DescribeJobQueues")
        let survey = try await survey()
        #expect(survey.networks == nil && survey.buckets == nil && survey.environments == nil && !survey.knowsWays)
        let text = try await file().text
        for action in ["ec2:DescribeSubnets", "s3:ListAllMyBuckets", "batch:DescribeJobQueues"] {
            #expect(text.contains("# Not everything was read: grant \(action) "))
        }
        #expect(text.contains("    work-dir: s3://my-bucket/work\n") && !text.contains("vpc-id:"))
    }

    @Test func `takes no name that an environment has, and names 'export'`() async throws {
        try await bench.apply(ReferenceBench.forge("rnaseq").replacing("    workspace: acme/demo\n", with: ""))
        let survey = try await survey()
        #expect(survey.environments == ["rnaseq"])
        let text = try await file().text
        #expect(text.contains("    name: rnaseq-2\n"))
        #expect(text.contains("# AWS Batch in eu-west-1 has rnaseq already: 'reconcile export --region eu-west-1'"))
        #expect(try await file(["name": "rnaseq"]).text.contains("    name: rnaseq\n"))
    }

    @Test func `prefers buckets whose names tell of a purpose`() {
        let names = ["b-tfstate", "zz-work", "A_B", "nextflow-data", "plain", "my-scratch", "x", "a..work"]
        let buckets = names.map { S3.Bucket(name: $0, bucketRegion: nil) }
        let ranking = BucketRanking(buckets, in: Self.region)
        #expect(ranking.names == ["nextflow-data", "my-scratch", "zz-work", "plain", "b-tfstate"])
    }
}
