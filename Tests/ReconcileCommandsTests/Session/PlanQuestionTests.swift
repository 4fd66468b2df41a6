import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// The question before a plan is carried out.
struct PlanQuestionTests {
    private static func environment(
        _ name: String, in region: String, _ action: PlannedResource.Action, losing data: String? = nil
    ) -> PlannedEnvironment {
        let key = EnvironmentKey(region: region, workspace: "acme", name: name)
        var planned = PlannedEnvironment(
            key, resources: [PlannedResource(Address(key, .jobQueue, "work"), name: name, action: action)])
        if let data { planned.warnings = [.deletesData(.elasticFileSystem, name: name, id: data)] }
        return planned
    }

    private static func question(_ environments: PlannedEnvironment...) -> String {
        let plan = Plan(accountID: "123456789012", environments: environments)
        return PlanQuestion(plan: plan.withoutRefused, operation: .apply).text
    }

    @Test func `names the regions in which something is done, the counts and the data`() {
        let text = Self.question(
            Self.environment("a", in: "eu-west-1", .delete, losing: "fs-1"),
            Self.environment("b", in: "eu-west-2", .create), Self.environment("c", in: "eu-west-3", .none))
        #expect(
            text == "Apply these changes to account 123456789012, eu-west-1, eu-west-2 (1 created, 1 deleted; "
                + "all data in fs-1 is lost)?")
    }

    @Test func `names the accounts in which something is done`() {
        let actions: [(String, PlannedResource.Action)] = [("1", .create), ("2", .none), ("3", .create)]
        let parts = actions.map { account, action in
            Plan(accountID: account, environments: [Self.environment("e\(account)", in: "eu-west-1", action)])
        }
        let text = PlanQuestion(plan: Plan(of: parts), operation: .apply).text
        #expect(text == "Apply these changes to accounts 1, 3, eu-west-1 (2 created)?")
    }

    @Test func `says nothing of what is left out`() {
        var refused = Self.environment("a", in: "eu-west-1", .delete, losing: "fs-1")
        refused.refusals = [Refusal(.protected(.destruction(isPruned: false)), environment: refused.key)]
        let text = Self.question(refused, Self.environment("b", in: "eu-west-2", .create))
        #expect(text == "Apply these changes to account 123456789012, eu-west-2 (1 created)?")
    }
}
