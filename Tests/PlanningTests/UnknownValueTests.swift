import Kinds
import Planning
import ResourceModel
import Testing

/// Plans with values of a newer AWS.
struct UnknownValueTests {
    private static func plan(
        _ goal: PlanRequest.Goal, _ change: (inout ObservedResource) -> Void,
        wanting: (inout [String: Value]) -> Void = { _ in }
    ) -> PlannedEnvironment {
        var held = ClassificationTests.held()
        change(&held)
        let observation = Observation(accountID: "1", resources: [ClassificationTests.address: [held]])
        let request = EnvironmentRequest(
            key: ClassificationTests.key, resources: [ClassificationTests.wanted(wanting)])
        return Planner(observation, Kinds.catalog).plan(PlanRequest(goal, [request])).environments[0]
    }

    @Test func `reports an unknown status and changes nothing because of it`() {
        let plan = Self.plan(.apply) { $0.status = .unknown("PAUSED") }
        #expect(plan.resources[0].action == .none)
        #expect(plan.warnings == [.unknownStatus(name: plan.resources[0].name, status: "PAUSED", .ignored)])
    }

    @Test func `reports that an update waits for the end of an unknown status`() {
        let plan = Self.plan(.apply) {
            $0.status = .unknown("PAUSED")
        } wanting: {
            $0["maxvCpus"] = .integer(7)
        }
        #expect(plan.resources[0].action == .update)
        #expect(plan.resources[0].changes.map(\.path) == ["computeResources.maxvCpus"])
        #expect(plan.warnings == [.unknownStatus(name: plan.resources[0].name, status: "PAUSED", .changeWaits)])
    }

    @Test func `reports that a deletion waits for the end of an unknown status`() {
        let plan = Self.plan(.destroy) { $0.status = .unknown("PAUSED") }
        #expect(plan.warnings == [.unknownStatus(name: plan.resources[0].name, status: "PAUSED", .deletionWaits)])
    }

    @Test func `replaces what has an unknown type, if the file allows it`() {
        let plan = Self.plan(.apply) { held in
            var resources = held.properties["computeResources"]?.map ?? [:]
            resources["type"] = .string("ECS_MANAGED_INSTANCES")
            held.properties = .map((held.properties.map ?? [:]).merging(["computeResources": .map(resources)]) { $1 })
        }
        #expect(plan.resources[0].update == .replacement)
        #expect(plan.refusals.map(\.kind) == [.replacementRefused])
    }

    @Test func `takes over nothing of an unknown type`() {
        let plan = Self.plan(.adopt) { held in
            held.tags = [:]
            held.properties = .map(["computeResources": .map(["type": .string("ECS_MANAGED_INSTANCES")])])
        }
        #expect(plan.refusals.map(\.kind) == [.foreignResource])
        guard case .foreignResource(_, .obstacle(let reason, _)) = plan.refusals[0].fact else {
            Issue.record("\(plan.refusals[0].fact)")
            return
        }
        #expect(reason.contains("ECS_MANAGED_INSTANCES"))
    }
}
