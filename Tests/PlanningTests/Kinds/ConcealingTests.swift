import Kinds
import Planning
import ResourceModel
import Testing

/// Secrets that a plan knows by the names of their variables alone.
struct ConcealingTests {
    private static let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "rnaseq")
    private static let address = Address(key, .jobDefinition, "head")
    private static var rules: KindRules { Kinds.catalog[.jobDefinition] }

    private static func properties(_ variables: [String: String]) -> Value {
        .map(["containerProperties": .map(["environment": .strings(variables)])])
    }

    private static func variables(_ value: Value?) -> [String: String] { value?.stringMap ?? [:] }

    private static func observation(_ variables: [String: String]) -> Observation {
        let held = ObservedResource(address, name: "head", properties: properties(variables))
        return Observation(accountID: "1", resources: [address: [held]])
    }

    @Test(arguments: [
        "DB_PASSWORD", "MY_TOKEN", "my_secret", "AWS_SECRET_ACCESS_KEY", "API_KEY", "ACTIONS_RUNTIME_URL",
    ])
    func `a change has hashes for both values of a secret`(name: String) throws {
        let changes = Self.rules.changes(
            from: Self.properties([name: "old", "MODE": "a"]), to: Self.properties([name: "new", "MODE": "b"]))
        let change = try #require(changes.first)
        let (before, after) = (Self.variables(change.before), Self.variables(change.after))
        #expect(before["MODE"] == "a" && after["MODE"] == "b")
        #expect(before[name] == Value.string("old").digest && after[name] == Value.string("new").digest)
    }

    @Test func `a hash stays as it is, and so does nothing`() {
        let once = Self.rules.concealed(Self.properties(["A_TOKEN": "x", "B_TOKEN": ""]))
        #expect(Self.rules.concealed(once) == once)
        #expect(Self.variables(once[path: "containerProperties.environment"])["B_TOKEN"] == "")
    }

    @Test func `a fingerprint has no secret and tells one from another`() {
        let resource = Resource(Self.address, name: "head", properties: Self.properties([:]))
        let made = ["one", "two"].map { value in
            Fingerprint(of: [resource], in: Self.observation(["DB_PASSWORD": value]), Kinds.catalog)
        }
        let mismatches = made[0].mismatches(with: made[1])
        #expect(mismatches.map(\.field) == ["containerProperties.environment.DB_PASSWORD"])
        #expect(mismatches.allSatisfy { $0.planned?.contains("sha256:") == true && $0.now?.contains("two") == false })
    }

    @Test func `a request names its secrets, and a plan loses those that AWS holds`() {
        let wanted = Resource(
            Self.address, name: "head", properties: Self.properties(["A_TOKEN": "x", "B_TOKEN": "", "C": "d"]))
        let request = PlanRequest(.apply, [EnvironmentRequest(key: Self.key, resources: [wanted])])
        #expect(request.secretNames(Kinds.catalog) == ["A_TOKEN"])
        let held = Self.observation(["A_TOKEN": "word"]).resources[Self.address]?.first
        let planned = PlannedResource(Self.address, name: "head", action: .delete, observed: held)
        let plan = Plan(accountID: "1", environments: [PlannedEnvironment(Self.key, resources: [planned])])
        let concealed = plan.concealingObserved(Kinds.catalog)
        let kept = concealed.resources.first?.observed?.properties[path: "containerProperties.environment"]
        #expect(Self.variables(kept)["A_TOKEN"] == Value.string("word").digest)
        #expect(concealed.identifier(Kinds.catalog) == plan.identifier(Kinds.catalog))
    }
}
