import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel
import Testing

/// Environments with every combination of the features that decide on parts and permissions.
enum FeatureCombinations {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme/research", name: "bench")

    /// One environment.
    struct Combination: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let definition: EnvironmentDefinition

        var resources: [Resource] { ForgeTests.forge.resources(for: definition, in: key.region) }
    }

    private typealias Change = @Sendable (inout EnvironmentDefinition, inout ForgeConfiguration) -> Void

    private static let role = "arn:aws:iam::123456789012:role/"

    /// Alternatives, of which each combination has one of every list.
    private static let alternatives: [[(String, Change)]] = [
        [("spot", { $1.provisioningModel = .spot }), ("on demand", { $1.provisioningModel = .ec2 })],
        [("", { _, _ in }), ("fargate", { $1.fargate = true })],
        [
            ("s3", { definition, _ in definition.workDirectory = "s3://work/scratch" }),
            (
                "efs",
                { definition, forge in
                    definition.workDirectory = "/mnt/efs/work"
                    (forge.efsID, forge.efsMount) = ("fs-01234567", "/mnt/efs")
                }
            ),
            (
                "made efs",
                { definition, forge in
                    definition.workDirectory = "/mnt/efs/work"
                    (forge.createsEFS, forge.efsMount) = (true, "/mnt/efs")
                }
            ),
            (
                "made fsx",
                { definition, forge in
                    definition.workDirectory = "/fsx/work"
                    (forge.fsxSize, forge.fsxMount) = (1200, "/fsx")
                }
            ),
            (
                "fsx",
                { definition, forge in
                    definition.workDirectory = "/fsx/work"
                    (forge.fsxDNS, forge.fsxMount) = ("fs-0abcdef01.fsx.eu-west-1.amazonaws.com", "/fsx")
                }
            ),
        ],
        [
            ("no bucket", { $1.allowedBuckets = [] }), ("a bucket", { $1.allowedBuckets = ["reads"] }),
            ("the work bucket", { $1.allowedBuckets = ["work"] }),
            (
                "folders",
                {
                    $1.allowedBuckets = [
                        AllowedBucket("clinical", folder: "cohort-7"),
                        AllowedBucket("clinical", folder: "cohort-7/raw"),
                        AllowedBucket("clinical", folder: "cohort 8"), AllowedBucket("work", folder: "in"), "reads",
                    ]
                }
            ),
        ],
        [("", { _, _ in }), ("head role", { $1.headJobRole = role + "head" })],
        [("", { _, _ in }), ("compute role", { $1.computeJobRole = role + "head" })],
        [
            ("", { _, _ in }),
            (
                "shares",
                { definition, _ in
                    definition.settings.schedulingPolicy = .shares(["lab": DecimalNumber("2")].compactMapValues { $0 })
                }
            ), ("fallback", { definition, _ in definition.settings.fallback = .onDemand }),
            ("growing disk", { $1.growingDiskSize = 50 }),
        ],
        [("", { _, _ in }), ("execution role", { $1.batchExecutionRole = role + "execution" })],
    ]

    static let all: [Combination] = alternatives.reduce([("", [Change]())]) { combinations, alternatives in
        combinations.flatMap { name, changes in
            alternatives.map { ("\(name) \($0.0)", changes + [$0.1]) }
        }
    }.map { name, changes in
        var configuration = ForgeConfiguration(maxCPUs: 100)
        let start = SourcePosition(line: 1, column: 1)
        var definition = EnvironmentDefinition(
            name: key.name, workspace: key.workspace, region: key.region, workDirectory: "s3://work",
            configuration: .forge(configuration), range: SourceRange(filename: "envs.yml", start: start, end: start))
        for change in changes { change(&definition, &configuration) }
        definition.configuration = .forge(configuration)
        return Combination(
            testDescription: name.split(separator: " ").joined(separator: " "), definition: definition)
    }
}
