import ResourceModel
import Testing

@testable import ReconcileCommands

/// Time limits of a queue in the file's words.
struct JobLimitsTextTests {
    private static func actions(_ limits: [String: Int]) -> Value {
        .list(
            limits.map { reason, seconds in
                .map([
                    "reason": .string(reason), "maxTimeSeconds": .integer(seconds), "state": .string("RUNNABLE"),
                    "action": .string("CANCEL"),
                ])
            })
    }

    private static let (capacity, size, types) = (
        "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE",
        "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"
    )

    @Test(arguments: [
        ([:], "misconfiguration off, capacity off"),
        ([size: 3600, types: 3600], "misconfiguration 1h, capacity off"),
        ([size: 5400, types: 5400, capacity: 86_400], "misconfiguration 1h30m, capacity 24h"),
        ([capacity: 630], "misconfiguration off, capacity 10m30s"),
        ([size: 3600], "\(types) off, \(size) 1h, capacity off"),
        (["NEW:REASON": 600], "misconfiguration off, capacity off, NEW:REASON 10m"),
    ])
    func `names the limits as the file does, and others by AWS's reason`(limits: [String: Int], words: String) {
        #expect(JobLimitsText.words(Self.actions(limits)) == words)
    }

    @Test
    func `shows a limit in AWS that the file cannot ask for`() {
        let odd = Value.list([
            .map(["reason": .string("NEW:REASON"), "state": .string("ASLEEP")]),
            .map([
                "reason": .string(Self.capacity), "maxTimeSeconds": .integer(600), "state": .string("RUNNABLE"),
                "action": .string("TERMINATE"),
            ]),
        ])
        #expect(
            JobLimitsText.words(odd)
                == "misconfiguration off, capacity 10m (action TERMINATE), NEW:REASON without a time (state ASLEEP, "
                + "action not given)")
    }

    @Test
    func `a queue that does not show limits shows none`() {
        #expect(JobLimitsText.words(nil) == "misconfiguration off, capacity off")
    }
}
