import ArgumentParser
import Planning
import Testing

@testable import ReconcileCommands

/// Messages about a run.
struct NotificationTests {
    static func body(_ facts: RunFacts, status: Int32, _ format: NotificationFormat) -> String {
        let process = ProcessEnvironment(
            variables: ["CI_JOB_URL": "https://gitlab.example/a/-/jobs/1"], homeDirectory: "/", inputIsTerminal: false,
            outputIsTerminal: false, errorIsTerminal: false)
        let outcome = RunOutcome(command: "drift", facts: facts, status: status, seconds: 1)
        return String(decoding: Notification(outcome: outcome, process: process, format: format).body, as: UTF8.self)
    }

    @Test func `says what is known, and null for the rest`() {
        var facts = RunFacts()
        (facts.accountID, facts.regions, facts.drift, facts.summary) = ("123456789012", ["eu-west-1"], 1, "Drift: <1>")
        let text = Self.body(facts, status: 2, .json)
        #expect(text.hasPrefix(#"{"format_version":"1.0","command":"drift","exit_status":2,"summary":"Drift: <1>""#))
        #expect(text.contains(#""plan_id":null,"changes":null,"refused":null,"drift":1,"not_available":null"#))
        #expect(text.hasSuffix(#""page":"https://gitlab.example/a/-/jobs/1"}"#))
    }

    @Test func `a message of Slack has no link or mention of others`() {
        var facts = RunFacts()
        facts.summary = "<!channel> & <http://x|y>\n"
        let text = Self.body(facts, status: 1, .slack)
        #expect(text.contains("&lt;!channel&gt; &amp; &lt;http://x|y&gt;") && !text.contains("<"))
    }

    @Test func `there is something to say about changes, refusals, drift and failures`() {
        func isRemarkable(_ status: Int32 = 0, _ change: (inout RunFacts) -> Void) -> Bool {
            var facts = RunFacts()
            change(&facts)
            return RunOutcome(command: "plan", facts: facts, status: status, seconds: 0).isRemarkable
        }
        #expect(!isRemarkable { _ in } && !isRemarkable { $0.changes = Plan.Summary() })
        #expect(!isRemarkable { $0.drift = 0 } && isRemarkable { $0.drift = 1 })
        #expect(isRemarkable { $0.refused = 1 } && isRemarkable { $0.notAvailable = 1 } && isRemarkable(1) { _ in })
        #expect(
            isRemarkable { facts in
                facts.changes = Plan.Summary()
                facts.changes?.delete = 1
            })
    }

    @Test(arguments: ["file:///a", "ftp://a", "a", "", "HTTPS:/a"])
    func `only web addresses are taken`(text: String) {
        #expect(throws: (any Error).self) { try UnattendedOptions.parse(["--notify-url=\(text)"]) }
    }
}
