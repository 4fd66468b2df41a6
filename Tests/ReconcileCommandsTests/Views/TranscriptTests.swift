import Planning
import ResourceModel
import SimulatedAWS
import Testing

@testable import ReconcileCommands
@testable import Reconciliation

/// Everything that a run says, collected for the search for secrets.
struct TranscriptTests {
    private static let plan = Plan(
        accountID: "1",
        environments: [
            PlannedEnvironment(
                ApplyViewTests.key,
                resources: [PlannedResource(ApplyViewTests.address, name: "secret-name", action: .create)])
        ])

    @Test func `a plan is noted in every form`() async {
        let transcript = Transcript()
        #expect(await transcript.texts.isEmpty)
        await transcript.note(Self.plan, clock: SimulatedClock())
        let texts = await transcript.texts
        // Each form, and the events of the planned change and of the counts.
        #expect(texts.count == 9)
        // GitLab's counts and the event of the counts have no names.
        #expect(texts.count { $0.contains("secret-name") } == 7)
        #expect(texts[1].hasPrefix("{") && texts[2].hasPrefix("<!-- reconcile"))
        #expect(texts[7].contains("planned_change") && texts[8].contains("change_summary"))
    }

    @Test func `an event and the outcome are noted as text and as JSON`() async throws {
        let transcript = Transcript()
        let step = try #require(StepGraph(Self.plan).steps.first)
        let failure = StepFailure("the secret")
        await transcript.note(.failed(step, failure, seconds: 1), clock: SimulatedClock())
        #expect(await transcript.texts.count { $0.contains("the secret") } == 2)
        let outcome = ApplyOutcome(results: [(step, .failed(failure))], unavailable: [], wasInterrupted: false)
        await transcript.note(outcome, of: Self.plan, clock: SimulatedClock())
        let texts = await transcript.texts
        #expect(texts[2].contains("✗") && texts[2].contains("the secret"))
        #expect(texts[3].contains(#""operation":"apply""#))
    }
}
