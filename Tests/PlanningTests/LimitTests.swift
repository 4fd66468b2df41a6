import Kinds
import Planning
import ResourceModel
import Testing

/// AWS's limits that a plan checks before anything is written.
struct LimitTests {
    static func others(_ count: Int) -> [(String, String)] { (0..<count).map { ("other-\($0)", "x") } }

    static func held(_ tags: [(String, String)]) -> ObservedResource {
        var held = ClassificationTests.held()
        held.tags.merge(tags) { $1 }
        return held
    }

    static func wanted(labels: [String], maxvCpus: Int = 1000) -> Resource {
        var wanted = ClassificationTests.wanted { $0["maxvCpus"] = .integer(maxvCpus) }
        for label in labels { wanted.tags[label] = "x" }
        return wanted
    }

    /// Two tags name the owner and the resource, and apply adds one with the values that it wrote.
    @Test(arguments: [(46, 1, nil), (47, 1, 51), (46, 2, 51), (40, 40, 83)] as [(Int, Int, Int?)])
    func `refuses tags that do not fit beside those of others`(others: Int, added: Int, total: Int?) {
        let labels = (0..<added).map { "label-\($0)" }
        let plan = ClassificationTests.plan(Self.held(Self.others(others)), Self.wanted(labels: labels))
        #expect(plan.refusals.map(\.kind) == (total == nil ? [] : [.quotaExceeded]))
        guard let total, let refusal = plan.refusals.first else { return }
        let names = (0..<others).map { "other-\($0)" }.sorted()
        guard case .tooManyTags(let tags) = refusal.fact else {
            Issue.record("another refusal")
            return
        }
        #expect(tags.name == "bench-g1" && tags.held == others + 2 && tags.added == added + 1 && tags.limit == 50)
        #expect(tags.others == names)
        #expect(total == others + 2 + added + 1)
        #expect(refusal.paths == labels.map { "tags.\($0)" }.sorted())
    }

    @Test func `counts neither AWS's own tags nor tags that are there already`() {
        let system = (0..<20).map { ("aws:system-\($0)", "x") }
        let few = ClassificationTests.plan(Self.held(Self.others(40) + system), Self.wanted(labels: ["a"]))
        #expect(few.refusals.isEmpty && few.action == .update)
        let tags = Self.others(60) + [(OwnershipTags.fields, "x")]
        let full = ClassificationTests.plan(Self.held(tags), Self.wanted(labels: [], maxvCpus: 1200))
        #expect(full.refusals.isEmpty && full.action == .update)
    }

    @Test(arguments: [(9_999, 0), (10_000, 1)])
    func `warns if a launch template has had as many versions as EC2 keeps`(last: Int, warnings: Int) {
        let address = Address(ClassificationTests.key, .launchTemplate)
        let tags = [
            OwnershipTags.owner: ClassificationTests.key.owner,
            OwnershipTags.resource: OwnershipTags.resourceValue(.launchTemplate, "t"),
        ]
        let data = { (text: String) in Value.map(["launchTemplateData": .map(["userData": .string(text)])]) }
        let held = ObservedResource(
            address, name: "t", properties: data("a"), tags: tags, attributes: ["version": .string("\(last)")])
        let wanted = Resource(address, name: "t", properties: data("b"), tags: tags)
        let observation = Observation(accountID: "123456789012", resources: [address: [held]])
        let request = EnvironmentRequest(key: ClassificationTests.key, resources: [wanted])
        let plan = Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, [request])).environments[0]
        #expect(plan.action == .update && plan.warnings.count == warnings)
        #expect(plan.warnings.allSatisfy { $0 == .manyVersions(name: "t", versions: 10_000, most: 10_000) })
    }
}
