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

    @Test(arguments: [(0, true), (1, false), (2, true), (3, false), (4, false), (5, false), (6, false), (7, true)])
    func `a finding is no failure`(status: Int32, isSuccess: Bool) {
        #expect(RunOutcome(command: "drift", facts: RunFacts(), status: status, seconds: 0).isSuccess == isSuccess)
    }

    @Test func `an unknown number makes a sum unknown`() {
        #expect(RunFacts.sum([1, 2]) == 3 && RunFacts.sum([1, nil]) == nil && RunFacts.sum([]) == 0)
    }
}
