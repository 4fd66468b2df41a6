import Kinds
import Planning
import ResourceModel
import Testing

/// Plans about several accounts.
struct AccountsTests {
    private static let role = PlannedResource(
        Address(sharedIn: "", .serviceLinkedRole, "batch.amazonaws.com"), name: "batch.amazonaws.com", action: .create)

    private static func environment(_ name: String, refusing fact: Refusal.Fact? = nil) -> PlannedEnvironment {
        let key = EnvironmentKey(region: "eu-west-1", workspace: "acme", name: name)
        let queue = PlannedResource(
            Address(key, .jobQueue, "work"), name: name, action: .create, dependsOn: [role.address])
        return PlannedEnvironment(
            key, resources: [role, queue], refusals: fact.map { [Refusal($0, environment: key)] } ?? [])
    }

    private static func plan(_ parts: (account: String, environments: [PlannedEnvironment])...) -> Plan {
        Plan(of: parts.map { Plan(accountID: $0.account, environments: $0.environments) })
    }

    @Test func `the plan of one account stays as it is`() {
        let plan = Plan(accountID: "1", environments: [Self.environment("a")])
        #expect(Plan(of: [plan]) == plan && plan.parts == [plan] && plan.onlyAccountID == "1")
    }

    @Test func `each account has the part of its environments`() {
        let plan = Self.plan(("2", [Self.environment("a")]), ("1", [Self.environment("b"), Self.environment("c")]))
        #expect(plan.accountIDs == ["2", "1"] && plan.onlyAccountID == nil && plan.accountID == nil)
        #expect(Drift(plan, Kinds.catalog).accountIDs == ["1", "2"])
        #expect(plan.parts.map { $0.environments.map(\.key.name) } == [["a"], ["b", "c"]])
        #expect(plan.summary.create == 6)
    }

    @Test func `the plan's id changes when an environment moves to another account`() {
        let first = Self.plan(("1", [Self.environment("a")]), ("2", [Self.environment("b")]))
        let second = Self.plan(("2", [Self.environment("a")]), ("1", [Self.environment("b")]))
        let turned = Self.plan(("2", [Self.environment("b")]), ("1", [Self.environment("a")]))
        #expect(first.id != second.id && first.id == turned.id)
    }

    @Test func `a refusal of one account leaves the shared role of the other`() {
        let refused = Self.environment("a", refusing: .protected(.destruction(isPruned: false)))
        let permitted = Self.plan(("1", [refused]), ("2", [Self.environment("b")])).permitted
        #expect(permitted.environments.map(\.key.name) == ["b"])
        #expect(permitted.resources.map(\.name) == ["batch.amazonaws.com", "b"])
        #expect(permitted.parts.map(\.accountID) == ["2"])
    }

    @Test func `too many deletions stop every account`() {
        let refused = Self.environment("a", refusing: .tooManyDeletions(count: 2, allowed: 1))
        let plan = Self.plan(("1", [refused]), ("2", [Self.environment("b")]))
        #expect(plan.permitted == plan)
    }

    @Test func `the wrong account stops that account alone`() {
        let refused = Self.environment("a", refusing: .wrongAccount(wanted: "3", actual: "1"))
        let plan = Self.plan(("1", [refused, Self.environment("c")]), ("2", [Self.environment("b")]))
        #expect(plan.permitted.environments.map(\.key.name) == ["b"])
    }
}
