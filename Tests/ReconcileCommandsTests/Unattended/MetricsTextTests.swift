import Planning
import Testing

@testable import ReconcileCommands

/// Metrics of a run.
struct MetricsTextTests {
    static func lines(_ facts: RunFacts, status: Int32 = 0, lastSuccess: Double? = nil) -> [String] {
        let outcome = RunOutcome(command: "plan", facts: facts, status: status, seconds: 1.25)
        return MetricsText(outcome: outcome, now: 1000, lastSuccess: lastSuccess).text
            .split(separator: "\n").map(String.init)
    }

    @Test func `has a line for each number that is known`() {
        var facts = RunFacts()
        facts.changes = Plan.Summary()
        facts.changes?.create = 3
        facts.running = 2
        let lines = Self.lines(facts, lastSuccess: 900.5)
        #expect(lines[0].hasPrefix(MetricsText.beginning))
        #expect(lines.contains(#"reconcile_changes{command="plan",action="create"} 3"#))
        #expect(lines.contains(#"reconcile_jobs{command="plan",state="running"} 2"#))
        #expect(!lines.contains { $0.contains("waiting") || $0.contains("reconcile_drift") })
        #expect(lines.contains(#"reconcile_duration_seconds{command="plan"} 1.25"#))
        #expect(lines.contains(#"reconcile_last_run_timestamp_seconds{command="plan"} 1000"#))
        #expect(lines.last == #"reconcile_last_success_timestamp_seconds{command="plan"} 900.5"#)
    }

    @Test func `a run that failed at once has no counts`() {
        let lines = Self.lines(RunFacts(), status: 1)
        #expect(lines.contains(#"reconcile_exit_status{command="plan"} 1"#))
        #expect(!lines.contains { $0.contains("changes") || $0.contains("last_success") || $0.contains("jobs") })
    }

    @Test func `the time of a success is that of the same command`() {
        let text = Self.lines(RunFacts(), lastSuccess: 900.5).joined(separator: "\n") + "\n"
        #expect(MetricsText.lastSuccess(of: "plan", in: text) == 900.5)
        #expect(MetricsText.lastSuccess(of: "apply", in: text) == nil)
    }

    @Test(arguments: ["inf", "-inf", "nan", "1e400", "1e300", "9223372036854775808", "-1", "", "soon", "1 2"])
    func `what is no time is not taken over from a file`(number: String) {
        let line = #"reconcile_last_success_timestamp_seconds{command="plan"} \#(number)"#
        #expect(MetricsText.lastSuccess(of: "plan", in: line + "\n") == nil)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func `a number that no integer holds is written`(number: Double) {
        #expect(Self.lines(RunFacts(), lastSuccess: number).last?.hasSuffix(" \(number)") == true)
    }

    @Test(arguments: [(0, true), (1, false), (2, true), (3, false), (4, false), (5, false), (6, false), (7, true)])
    func `a finding is no failure`(status: Int32, isSuccess: Bool) {
        #expect(RunOutcome(command: "drift", facts: RunFacts(), status: status, seconds: 0).isSuccess == isSuccess)
    }

    @Test func `an unknown number makes a sum unknown`() {
        func noted(_ running: [Int?]) -> RunFacts {
            var facts = RunFacts()
            facts.note(running.map { PlannedEnvironment.JobCounts(running: $0, waiting: 1) })
            return facts
        }
        #expect(noted([1, 2]).running == 3 && noted([1, 2]).waiting == 2)
        #expect(noted([1, nil]).running == nil && noted([1, nil]).waiting == 2)
        #expect(noted([]).running == 0)
        #expect(noted([Int.max, 1]).running == Int.max)
    }
}
