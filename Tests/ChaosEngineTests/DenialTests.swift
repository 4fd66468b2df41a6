import AWSOperations
import ChaosEngine
import Planning
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// Each action that a scenario needs, denied for one run and allowed for the next.
struct DenialTests {
    /// The scenarios that come to their end by themselves. Of repairs, which make and change the same things, there are some.
    static var scenarios: [Scenario] {
        Scenarios.all.filter { scenario in
            let isAlone = scenario.obstacle == nil && scenario.refusal == nil && scenario.rival == nil
            let isUsualRepair = scenario.name.hasPrefix("repair: ") && !repairs.contains(scenario.name)
            return isAlone && !isUsualRepair
        }
    }

    private static let repairs: Set<String> = ["repair: role deleted", "repair: launch template deleted"]

    @Test(.timeLimit(.minutes(60)), arguments: scenarios)
    func `names a denied action, skips its users, and a rerun finishes`(scenario: Scenario) async throws {
        let prepared = try await scenario.prepared(DenialRun.settings(scenario))
        let calm = try await DenialRun.calm(scenario, in: prepared.fork())
        #expect(calm.actions.count > 10)
        let life = Scenarios.life.map(\.name)
        for action in calm.actions where life.contains(scenario.name) || Self.isOfSteps(action) {
            let run = DenialRun(scenario: scenario, action: action)
            let faults = try await run.faults(in: prepared.fork(), leaving: calm.end)
            #expect(faults == [], "\(scenario.name) without \(action)")
        }
    }

    /// True unless the action is a read that planning makes alike in every scenario.
    private static func isOfSteps(_ action: String) -> Bool {
        let name = action.split(separator: ":").last ?? ""
        let isRead = ["Describe", "Get", "List"].contains { name.hasPrefix($0) }
        return !isRead || ["ecs:DescribeClusters", "batch:ListJobs", "iam:ListPolicyVersions"].contains(action)
    }

    @Test(arguments: ["create SPOT", "bigger disk", "destroy SPOT"])
    func `names action and resource when EC2 encodes its reason`(name: String) async throws {
        let scenario = try #require(Scenarios.all.first { $0.name == name })
        let prepared = try await scenario.prepared(DenialRun.settings(scenario))
        let calm = try await DenialRun.calm(scenario, in: prepared.fork())
        for action in calm.actions where action.hasPrefix("ec2:") && action != "ec2:CreateTags" {
            let run = DenialRun(scenario: scenario, action: action, words: .encoded)
            let faults = try await run.faults(in: prepared.fork(), leaving: calm.end)
            #expect(faults == [], "\(scenario.name) without \(action)")
        }
    }
}
