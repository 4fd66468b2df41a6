import Planning
import ResourceModel
import Testing

/// Plans without the environments that a guard refuses.
struct SkippingRefusedTests {
    private static func key(_ name: String) -> EnvironmentKey {
        EnvironmentKey(region: "eu-west-1", workspace: "acme", name: name)
    }

    private static let role = PlannedResource(
        Address(sharedIn: "", .serviceLinkedRole, "batch.amazonaws.com"), name: "batch.amazonaws.com", action: .create)

    private static func queue(_ name: String, _ needs: [Address] = []) -> PlannedResource {
        PlannedResource(Address(key(name), .jobQueue, "work"), name: name, action: .create, dependsOn: needs)
    }

    private static func refusal(_ name: String) -> Refusal {
        Refusal(.protected(.destruction(isPruned: false)), environment: key(name))
    }

    private static func plan(_ environments: PlannedEnvironment...) -> Plan {
        Plan(accountID: "1", environments: environments)
    }

    @Test func `keeps the others with what they share`() {
        let plan = Self.plan(
            PlannedEnvironment(Self.key("a"), resources: [Self.role, Self.queue("a")], refusals: [Self.refusal("a")]),
            PlannedEnvironment(Self.key("b"), resources: [Self.queue("b", [Self.role.address])]))
        let kept = plan.withoutRefused
        #expect(kept.environments.map(\.key) == [Self.key("b")] && kept.refusals.isEmpty)
        #expect(kept.environments[0].resources.map(\.address) == [Self.role.address, Self.queue("b").address])
    }

    @Test func `leaves out what only the refused one needs`() {
        let plan = Self.plan(
            PlannedEnvironment(Self.key("a"), resources: [Self.role, Self.queue("a")], refusals: [Self.refusal("a")]),
            PlannedEnvironment(Self.key("b"), resources: [Self.queue("b")]))
        #expect(plan.withoutRefused.resources.map(\.name) == ["b"])
    }

    @Test func `leaves out what waits for a refused one, and what waits for that`() {
        let plan = Self.plan(
            PlannedEnvironment(Self.key("c"), resources: [Self.queue("c", [Self.queue("b").address])]),
            PlannedEnvironment(Self.key("b"), resources: [Self.queue("b", [Self.queue("a").address])]),
            PlannedEnvironment(Self.key("a"), resources: [Self.queue("a")], refusals: [Self.refusal("a")]),
            PlannedEnvironment(Self.key("d"), resources: [Self.queue("d")]))
        #expect(plan.withoutRefused.environments.map(\.key) == [Self.key("d")])
    }

    @Test func `a plan without refusals stays`() {
        let plan = Self.plan(PlannedEnvironment(Self.key("a"), resources: [Self.role]))
        #expect(plan.withoutRefused == plan && plan.hasSeparableRefusals)
    }

    @Test func `too many deletions concern the whole plan`() {
        var plan = Self.plan(PlannedEnvironment(Self.key("a"), resources: []))
        plan.environments[0].refusals = [Self.refusal("a")]
        #expect(plan.hasSeparableRefusals)
        plan.environments[0].refusals.append(
            Refusal(.tooManyDeletions(count: 2, allowed: 1), environment: Self.key("a")))
        #expect(!plan.hasSeparableRefusals)
    }
}
