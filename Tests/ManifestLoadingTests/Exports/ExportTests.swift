import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Files that `tw compute-envs export` writes, read through `file-path`.
struct ExportTests {
    private func load(_ json: String, _ fields: String = "", folder: String = "") -> LoadedManifest {
        let manifest = "compute-envs:\n  - name: one\n    credentials: aws\n    file-path: one.json\n\(fields)"
        let files = MemoryFiles(["\(folder)f.yml": manifest, "one.json": json])
        return ManifestLoader(environment: [:], files: files).load([.path("\(folder)f.yml")])
    }

    private static let forged = """
        {
          "discriminator" : "aws-batch", "region" : "eu-west-1", "workDir" : "s3://bucket/$work",
          "executionRole" : "arn:aws:iam::123456789012:role/exec", "headJobRole" : "arn:aws:iam::123456789012:role/head",
          "computeJobRole" : null, "cliPath" : null, "environment" : [ ], "volumes" : [ ], "logGroup" : "/nf/jobs",
          "waveEnabled" : true, "fusion2Enabled" : true, "nvnmeStorageEnabled" : true, "fusionSnapshots" : false,
          "headQueue" : "TowerForge-x-head", "computeQueue" : "TowerForge-x-work", "forgedResources" : [ { "IamRole" : "r" } ],
          "forge" : {
            "type" : "SPOT", "minCpus" : 0, "maxCpus" : 500, "gpuEnabled" : false, "ebsAutoScale" : false,
            "instanceTypes" : [ "c6id", "m6id" ], "allocStrategy" : "SPOT_CAPACITY_OPTIMIZED", "imageId" : null,
            "vpcId" : "vpc-01234567", "subnets" : [ "subnet-01234567" ], "securityGroups" : [ ], "fsxMount" : "",
            "fsxSize" : 0, "disposeOnDeletion" : false, "ec2KeyPair" : "key", "allowBuckets" : [ "s3://reads/" ],
            "bidPercentage" : 80, "efsCreate" : false, "dragenEnabled" : false, "ebsBootSize" : 120,
            "ecsConfig" : "ECS_LOGLEVEL=debug", "fargateHeadEnabled" : true, "arm64Enabled" : false, "newThing" : null
          },
          "labels" : [ { "id" : 1, "name" : "owner", "value" : "me", "resource" : true, "isDefault" : false } ]
        }
        """

    @Test func readsForgeEnvironments() throws {
        let manifest = load(Self.forged)
        #expect(manifest.diagnostics.isEmpty)
        var expected = ForgeConfiguration(maxCPUs: 500)
        expected.instanceTypes = ["c6id", "m6id"]
        expected.allocationStrategy = "SPOT_CAPACITY_OPTIMIZED"
        expected.bidPercentage = 80
        expected.wave = true
        expected.fusionV2 = true
        expected.fastStorage = true
        expected.fargate = true
        expected.vpcID = "vpc-01234567"
        expected.subnets = ["subnet-01234567"]
        expected.keyPair = "key"
        expected.allowedBuckets = ["reads"]
        expected.bootDiskSize = 120
        expected.logGroup = "/nf/jobs"
        expected.ecsConfig = "ECS_LOGLEVEL=debug"
        expected.headJobRole = "arn:aws:iam::123456789012:role/head"
        expected.batchExecutionRole = "arn:aws:iam::123456789012:role/exec"
        #expect(forge(manifest) == expected)
        let environment = try #require(manifest.environments.first)
        // JSON holds no variables, and tw fills none in.
        #expect(environment.workDirectory == "s3://bucket/$work")
        #expect(environment.region == "eu-west-1" && environment.credentials == "aws")
        #expect(environment.labels == [.init("owner", "me")])
        #expect(environment.settings.onDelete == .retain)
        #expect(environment.valueRanges["max-cpus"]?.filename == "one.json")
        #expect(environment.range.filename == "f.yml")
        #expect(manifest.sources["one.json"] != nil)
    }

    @Test func readsManualEnvironments() {
        let manifest = load(
            """
            {"discriminator": "aws-batch", "region": "eu-west-1", "workDir": "s3://bucket", "headQueue": "head",
             "computeQueue": "work", "forge": null, "labels": []}
            """)
        #expect(manifest.diagnostics.isEmpty)
        #expect(
            manifest.environments.first?.configuration
                == .manual(ManualConfiguration(headQueue: "head", computeQueue: "work")))
    }

    @Test func theItemsLabelsGoOverTheExportsAsWithImport() {
        let manifest = load(Self.forged, "    labels: a=b\n    wait: AVAILABLE\n    on_exists: overwrite\n")
        #expect(manifest.environments.first?.labels == [.init("a", "b")])
        #expect(manifest.environments.first?.waitsForAvailable == true)
        #expect(manifest.environments.first?.onExists == .overwrite)
    }

    @Test func findsTheFileFromTheWorkingDirectoryAsSeqerakitDoes() {
        #expect(load(Self.forged, folder: "deep/er/").isValid)
    }

    @Test(arguments: ["azure-batch", "k8s-platform", "seqeracompute-platform", "google-lifesciences"])
    func skipsExportsOfOtherPlatformsWhenAsked(platform: String) {
        let files = MemoryFiles(["one.json": "{\"discriminator\": \"\(platform)\", \"forge\": {\"vmType\": \"x\"}}"])
        let manifest = ManifestLoadingTests.load("compute-envs:\n  - name: a\n    file-path: one.json\n", files: files)
        {
            $0.ignoresUnsupported = true
        }
        #expect(manifest.diagnostics.map(\.kind) == ["skipped-environment"])
        #expect(manifest.isValid && manifest.environments.isEmpty)
        // Where the item says it, the file is not even looked for.
        let said = ManifestLoadingTests.load(
            "compute-envs:\n  - type: azure-batch\n    name: a\n    file-path: gone.json\n"
        ) {
            $0.ignoresUnsupported = true
        }
        #expect(said.diagnostics.map(\.outline) == ["skipped-environment 2:11"])
    }

    @Test func tellsAnExportAndAnItemOfOneNameApartByRegionOnly() {
        let item = completeItem.dropFirst("compute-envs:\n".count)
        let two = load(Self.forged, String(item))
        #expect(two.diagnostics.map(\.outline) == ["duplicate-environment 7:11"])
        #expect(load(Self.forged.replacing("eu-west-1", with: "us-east-1"), String(item)).isValid)
    }
}
