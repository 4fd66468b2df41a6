import FoundationEssentials
import Kinds
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// Plans in files.
struct SavedPlanTests {
    static var intent: PlanRequest {
        let key = EnvironmentKey(region: "eu-west-1", workspace: nil, name: "rnaseq")
        let queue = Address(key, .jobQueue, "work")
        var resource = Resource(
            queue, name: "0123",
            properties: .map([
                "number": .integer(1), "truth": .boolean(true), "text": .string("1"), "none": .map([:]),
                "list": .list([.reference(Address(sharedIn: "eu-west-1", .network, "default"), "subnets")]),
            ]), tags: ["a": "b"], dependsOn: [queue], management: .shared)
        resource.allowsUnowned = true
        var request = EnvironmentRequest(key: key, resources: [resource], retired: [resource])
        request.policy.updateStrategy = .blueGreen
        request.policy.accountID = "012345678901"
        var intent = PlanRequest(.apply, [request])
        intent.prunes = true
        return intent
    }

    @Test
    func `what is intended comes back from a file as it was`() throws {
        let data = try JSONEncoder().encode(Self.intent)
        #expect(try JSONDecoder().decode(PlanRequest.self, from: data) == Self.intent)
    }

    @Test(arguments: [
        ("{\n  \"reconcile_plan\": 1,", true), ("{\"reconcile_plan\":7}", true), ("compute-envs:\n", false),
        ("{\"compute-envs\": []}", false), ("", false),
    ])
    func `a saved plan is known by its beginning`(text: String, isPlan: Bool) {
        #expect(SavedPlan.begins(Array(text.utf8)) == isPlan)
    }

    @Test
    func `of many fields twenty are shown, and all are given to programs`() {
        let entry = { (value: Int) in
            Fingerprint.Entry(
                address: "a", name: "n",
                fields: Dictionary(uniqueKeysWithValues: (10..<35).map { ("f\($0)", "\(value)") }))
        }
        var (old, new) = (Self.nothing, Self.nothing)
        old.resources = [entry(1)]
        new.resources = [entry(2)]
        let error = CommandError(stale: old.mismatches(with: new))
        let lines = error.detail.split(separator: "\n")
        #expect(error.status == ExitStatus.stale && error.summary.hasSuffix("25 fields"))
        #expect(lines.count == 22 && lines[0] == "a n: f10: planned 1, now 2" && lines[20] == "and 5 more")
        #expect(error.particulars.count == 25)
    }

    private static var nothing: Fingerprint { Fingerprint(of: [], in: Observation(accountID: "1"), Kinds.catalog) }
}
