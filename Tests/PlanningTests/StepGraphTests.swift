import Planning
import ResourceModel
import Testing

/// The order of the steps.
struct StepGraphTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "bench")
    static func address(_ kind: ResourceKind) -> Address { Address(key, kind) }

    static func planned(
        _ kind: ResourceKind, _ action: PlannedResource.Action, after: [ResourceKind] = []
    ) -> PlannedResource {
        PlannedResource(
            address(kind), name: kind.rawValue, action: action, dependsOn: after.map(address),
            desired: action == .delete ? nil : Resource(address(kind), name: kind.rawValue, properties: .map([:])),
            observed: action == .create ? nil : ObservedResource(address(kind), name: "old", properties: .map([:])))
    }

    /// Returns each step as `verb kind`, with those before it.
    static func order(_ resources: [PlannedResource]) -> [String: Set<String>] {
        let plan = Plan(accountID: "1", environments: [PlannedEnvironment(key, resources: resources)])
        let steps = StepGraph(plan).steps
        func title(_ step: StepGraph.Step) -> String { "\(step.verb) \(step.planned.address.kind.rawValue)" }
        return Dictionary(
            uniqueKeysWithValues: steps.map { step in (title(step), Set(step.dependsOn.map { title(steps[$0]) })) })
    }

    @Test
    func `a creation waits for its dependencies unless they exist`() {
        let order = Self.order([
            Self.planned(.role, .none), Self.planned(.launchTemplate, .create),
            Self.planned(.computeEnvironment, .create, after: [.role, .launchTemplate]),
            Self.planned(.jobQueue, .create, after: [.computeEnvironment]),
        ])
        #expect(order["create compute-environment"] == ["create launch-template"])
        #expect(order["create job-queue"] == ["create compute-environment"])
        #expect(order["create role"] == nil)
    }

    @Test
    func `no step waits for one of another account`() {
        let plan = Plan(
            of: ["1", "2"].map { account in
                let resources = [
                    Self.planned(.role, .create), Self.planned(.computeEnvironment, .create, after: [.role]),
                ]
                return Plan(accountID: account, environments: [PlannedEnvironment(Self.key, resources: resources)])
            })
        let steps = StepGraph(plan).steps
        #expect(steps.map(\.account) == ["1", "1", "2", "2"])
        #expect(steps.map(\.dependsOn) == [[], [0], [], [2]])
    }

    @Test
    func `a replaced environment goes only when its queue has moved over`() {
        let order = Self.order([
            Self.planned(.computeEnvironment, .replace),
            Self.planned(.jobQueue, .update, after: [.computeEnvironment]),
        ])
        #expect(order["update job-queue"] == ["create compute-environment"])
        #expect(order["delete compute-environment"] == ["create compute-environment", "update job-queue"])
    }

    @Test
    func `deletes the users of a resource before the resource`() {
        let order = Self.order([
            Self.planned(.role, .delete, after: [.instanceProfile]),
            Self.planned(.instanceProfile, .delete, after: [.computeEnvironment]),
            Self.planned(.computeEnvironment, .delete, after: [.jobQueue]), Self.planned(.jobQueue, .delete),
        ])
        #expect(order["delete role"] == ["delete instance-profile"])
        #expect(order["delete instance-profile"] == ["delete compute-environment"])
        #expect(order["delete compute-environment"] == ["delete job-queue"])
        #expect(order["delete job-queue"] == [])
    }
}
