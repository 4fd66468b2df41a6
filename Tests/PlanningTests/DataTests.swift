import Planning
import ResourceModel
import Testing

/// Resources of a kind that holds data. The tests define a kind for it.
struct DataTests {
    private static let kind = ResourceKind(rawValue: "test-archive")
    private static let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "env")
    private static let address = Address(key, kind, "work")

    private static func kinds(holdsData: Bool) -> KindCatalog {
        var lifecycle = Lifecycle()
        lifecycle.holdsData = holdsData
        lifecycle.hasGenerations = true
        let field = FieldRule(path: "size", update: .replacement, source: "https://docs.aws.amazon.com/")
        return KindCatalog([KindRules(kind, fields: [field], lifecycle: lifecycle)])
    }

    private static var desired: Resource {
        var resource = Resource(address, name: "archive", properties: .map(["size": .integer(2)]))
        resource.claimName()
        return resource
    }

    /// The resource after an apply of a smaller archive.
    private static var observed: ObservedResource {
        let tags = [
            OwnershipTags.owner: key.owner, OwnershipTags.resource: OwnershipTags.resourceValue(kind, "archive-g1"),
        ]
        return ObservedResource(address, name: "archive-g1", properties: .map(["size": .integer(1)]), tags: tags)
    }

    private static func plan(
        _ goal: PlanRequest.Goal, holdsData: Bool, allowing names: Set<String> = [], isAsked: Bool = false
    ) -> PlannedEnvironment {
        var policy = EnvironmentRequest.Policy()
        policy.allowsReplacement = true
        let request = EnvironmentRequest(key: key, resources: [desired], policy: policy)
        let observation = Observation(accountID: "1", resources: [address: [observed]])
        var plan = Planner(observation, kinds(holdsData: holdsData)).plan(PlanRequest(goal, [request]))
        plan.limitDataLoss(to: names, isAsked: isAsked)
        return plan.environments[0]
    }

    @Test
    func `destroy refuses to lose data unless the environment is named`() {
        #expect(Self.plan(.destroy, holdsData: false).refusals == [])
        let refused = Self.plan(.destroy, holdsData: true, allowing: ["other"])
        #expect(refused.refusals.map(\.kind) == [.dataLoss])
        #expect(refused.warnings == [.deletesData(Self.kind, name: "archive-g1", id: "archive-g1")])
        let named = Self.plan(.destroy, holdsData: true, allowing: ["env"])
        #expect(named.refusals == [] && named.resources.map(\.action) == [.delete])
        #expect(named.warnings == refused.warnings)
        #expect(Self.plan(.destroy, holdsData: true, isAsked: true).refusals == [])
    }

    @Test(arguments: [true, false])
    func `a refusal says if a file still defines the environment`(isPruned: Bool) {
        let request = EnvironmentRequest(key: Self.key, resources: [Self.desired])
        var intent = PlanRequest(isPruned ? .apply : .destroy, isPruned ? [] : [request])
        if isPruned { intent.pruned = [request] }
        let observation = Observation(accountID: "1", resources: [Self.address: [Self.observed]])
        var plan = Planner(observation, Self.kinds(holdsData: true)).plan(intent)
        plan.limitDataLoss(to: [], isAsked: false)
        #expect(plan.refusals.map(\.fact) == [.dataLoss(names: ["archive-g1"], isPruned: isPruned)])
    }

    @Test
    func `no replacement deletes data`() {
        #expect(Self.plan(.apply, holdsData: false).resources.map(\.action) == [.replace])
        let refused = Self.plan(.apply, holdsData: true)
        #expect(refused.refusals.map(\.kind) == [.replacementRefused])
        #expect(refused.resources.map(\.action) == [.update])
    }
}
