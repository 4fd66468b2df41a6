import Kinds
import Planning
import ResourceModel
import Testing

/// Tests of the comparison of AWS with the state that a plan was made for.
struct FingerprintTests {
    static let address = ClassificationTests.address

    static func observation(_ change: (inout ObservedResource) -> Void = { _ in }) -> Observation {
        var held = ClassificationTests.held()
        held.attributes["uuid"] = .string("u-1")
        held.attributes["ecsClusterArn"] = .string("arn:cluster")
        change(&held)
        return Observation(accountID: "123456789012", resources: [held.address: [held]])
    }

    static func fingerprint(_ observation: Observation) -> Fingerprint {
        Fingerprint(of: [ClassificationTests.wanted()], in: observation, Kinds.catalog)
    }

    static func mismatches(_ change: (inout ObservedResource) -> Void) -> [String] {
        fingerprint(observation()).mismatches(with: fingerprint(observation(change))).map {
            "\($0.field ?? "-"): \($0.planned ?? "nil") > \($0.now ?? "nil")"
        }
    }

    @Test
    func `names a field that changed, with both values`() {
        #expect(
            Self.mismatches { held in
                held.properties = ClassificationTests.held { $0["maxvCpus"] = .integer(7) }.properties
                held.attributes["uuid"] = .string("u-2")
                held.tags["team"] = "dna"
            } == [
                #"computeResources.maxvCpus: 1000 > 7"#, #"tags.team: nil > "dna""#, #"uuid: "u-1" > "u-2""#,
            ])
    }

    @Test
    func `ignores what changes by itself, and the order of sets`() {
        let moved = Self.mismatches { held in
            held.properties =
                ClassificationTests.held { resources in
                    resources["subnets"] = .strings(["subnet-a", "subnet-b"])
                    resources["instanceTypes"] = .strings(["m6id", "c6id"])
                }.properties
            held.status = .updating
            held.statusReason = "some reason"
            held.attributes["ecsClusterArn"] = nil
        }
        #expect(moved == [])
    }

    @Test
    func `names what appears or disappears`() {
        let (some, none) = (Self.observation(), Observation(accountID: "123456789012"))
        let gone = Self.fingerprint(some).mismatches(with: Self.fingerprint(none))
        #expect(gone.map(\.name) == ["bench-g1"] && gone[0].field == nil && gone[0].now == nil)
        let new = Self.fingerprint(none).mismatches(with: Self.fingerprint(some))
        #expect(new.map(\.name) == ["bench-g1"] && new[0].planned == nil && new[0].now != nil)
    }

    @Test
    func `private and long values are kept as a hash`() {
        let template = Address(ClassificationTests.key, .launchTemplate)
        let script = "password-of-a-user"
        let held = ObservedResource(
            template, name: "t",
            properties: .map([
                "launchTemplateData": .map([
                    "userData": .string(script), "other": .string(String(repeating: "x", count: 300)),
                ])
            ]))
        let entry = Fingerprint(
            of: [Resource(template, name: "t", properties: .map([:]))],
            in: Observation(accountID: "1", resources: [template: [held]]), Kinds.catalog
        ).resources[0]
        #expect(entry.fields.values.allSatisfy { $0.hasPrefix("sha256:") && $0.count == 19 })
        #expect(entry.fields.keys.sorted() == ["launchTemplateData.other", "launchTemplateData.userData"])
    }

    @Test
    func `the plan id follows the plan and AWS, not what changes by itself`() {
        func id(
            jobs: Int = 0, wanted: Resource = ClassificationTests.wanted(),
            policy: (inout EnvironmentRequest.Policy) -> Void = { _ in },
            held change: (inout ObservedResource) -> Void = { _ in }
        ) -> String {
            var observation = Self.observation(change)
            observation.jobs[.init(region: "eu-west-1", name: "bench-g1")] = .init(running: jobs, waiting: 0)
            var request = EnvironmentRequest(key: ClassificationTests.key, resources: [wanted])
            policy(&request.policy)
            return Planner(observation, Kinds.catalog).plan(PlanRequest(.apply, [request])).id
        }
        let base = id()
        #expect(base == id(jobs: 9))
        #expect(base == id(held: { $0.status = .updating }))
        #expect(base == id(policy: { $0.waitTimeoutSeconds = 5 }))
        #expect(base != id(held: { $0.attributes["uuid"] = .string("u-2") }))
        #expect(base != id(held: { $0.tags["team"] = "dna" }))
        #expect(base != id(held: { $0.properties = .map([:]) }))
        #expect(base != id(wanted: ClassificationTests.wanted { $0["minvCpus"] = .integer(1) }))
        let edited = ClassificationTests.wanted { $0["instanceTypes"] = .strings(["r6id"]) }
        let behind = id(
            wanted: edited,
            policy: { policy in
                policy.updateStrategy = .blueGreen
                policy.allowsReplacement = true
            })
        #expect(id(wanted: edited) != behind)
    }
}
