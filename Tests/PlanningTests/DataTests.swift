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

    private static func plan(_ goal: PlanRequest.Goal, holdsData: Bool, deletable: Set<String> = [])
        -> PlannedEnvironment
    {
        var policy = EnvironmentRequest.Policy()
        policy.allowsReplacement = true
        policy.deletableData = deletable
        let request = EnvironmentRequest(key: key, resources: [desired], policy: policy)
        let observation = Observation(accountID: "1", resources: [address: [observed]])
        return Planner(observation, kinds(holdsData: holdsData)).plan(PlanRequest(goal, [request])).environments[0]
    }

    @Test
    func `destroy leaves data unless its name is given`() {
        #expect(Self.plan(.destroy, holdsData: false).resources.map(\.action) == [.delete])
        let kept = Self.plan(.destroy, holdsData: true)
        #expect(kept.resources.isEmpty)
        #expect(kept.warnings == [.holdsData(Self.kind, name: "archive-g1")])
        #expect(Self.plan(.destroy, holdsData: true, deletable: ["archive-g1"]).resources.map(\.action) == [.delete])
    }

    @Test
    func `no replacement deletes data`() {
        #expect(Self.plan(.apply, holdsData: false).resources.map(\.action) == [.replace])
        let refused = Self.plan(.apply, holdsData: true)
        #expect(refused.refusals.map(\.kind) == [.replacementRefused])
        #expect(refused.resources.map(\.action) == [.update])
    }
}
