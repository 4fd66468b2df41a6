import ChaosEngine
import FoundationEssentials
import Kinds
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// The permissions that the kinds declare are those that scenarios take, and those that the guide lists.
struct PermissionsTests {
    private static let all = Kinds.actionsForReading.union(Kinds.optionalActions).union(Kinds.actionsForWriting)

    @Test(arguments: DenialTests.scenarios)
    func `a scenario takes no action that no kind declares`(scenario: Scenario) async throws {
        let account = try await scenario.prepared(DenialRun.settings(scenario))
        let taken = try await DenialRun.calm(scenario, in: account).actions
        #expect(Set(taken.map(Permission.action)).subtracting(Self.all) == [])
    }

    @Test
    func `the guide lists exactly the declared actions`() throws {
        let guide = try String(contentsOfFile: Self.root + "/docs/guides/permissions.md", encoding: .utf8)
        let listed = guide.matches(
            of:
                /\b(?:batch|cloudtrail|ec2|ecs|elasticfilesystem|fsx|iam|kms|logs|pricing|s3|servicequotas|ssm|sts|tag):[A-Z]\w+/
        )
        #expect(Set(listed.map { String($0.output) }) == Self.all.union(Kinds.actionsForSubmitting))
    }

    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
}
