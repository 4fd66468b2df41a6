import Planning
import Reconciliation
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// The spans of an apply.
struct ApplyTraceTests {
    /// An apply whose one step has begun, at 100 seconds.
    private struct Begun {
        let clock = SimulatedClock(at: 100)
        let recorder: TraceRecorder
        let plan: Plan
        let step: StepGraph.Step
        let trace: ApplyTrace

        init() async throws {
            let resource = PlannedResource(ApplyViewTests.address, name: "x-g0", action: .create)
            plan = Plan(accountID: "1", environments: [PlannedEnvironment(ApplyViewTests.key, resources: [resource])])
            recorder = TraceRecorder("apply", under: nil, at: 100, clock: clock)
            step = try #require(StepGraph(plan).steps.first)
            trace = ApplyTrace(recorder, "apply", plan)
            await trace.note(.started(step))
        }
    }

    @Test func `each step is a part of its environment, whose waits count`() async throws {
        let apply = try await Begun()
        await apply.clock.advance(by: 5)
        await apply.trace.note(.progress(apply.step, status: "CREATING", seconds: 5))
        await apply.trace.note(.completed(apply.step, seconds: 5))
        await apply.trace.note(.awaiting(environment: apply.plan.environments[0], status: "CREATING"))
        await apply.clock.advance(by: 7)
        await apply.trace.finish()
        let spans = await apply.recorder.finish(status: 0).spans
        #expect(spans.map(\.name) == ["reconcile apply", "apply environment", "create compute-environment"])
        #expect(spans.map(\.parent) == [nil, spans[0].id, spans[1].id])
        #expect(spans.map { $0.end - $0.start } == [12, 12, 5])
        #expect(
            spans[2].attributes == [
                TraceAttribute("reconcile.address", "eu-west-1/acme/rnaseq/compute-environment.work"),
                TraceAttribute("reconcile.resource", "x-g0"), TraceAttribute("cloud.region", "eu-west-1"),
            ])
        #expect(spans[1].attributes.contains(TraceAttribute("reconcile.environment", "acme/rnaseq")))
    }

    @Test func `a failure shows its class and no sentence`() async throws {
        let apply = try await Begun()
        await apply.trace.note(.failed(apply.step, StepFailure("hush-hush"), seconds: 1))
        let document = await apply.recorder.finish(status: 1)
        #expect(document.spans.map(\.error) == ["1", "_OTHER", "_OTHER"])
        #expect(!document.json([]).text.contains("hush"))
    }

    @Test func `a step that was interrupted ends with the run`() async throws {
        let apply = try await Begun()
        await apply.clock.advance(by: 3)
        await apply.trace.finish()
        #expect(await apply.recorder.finish(status: 130).spans.map(\.end) == [103, 103, 103])
    }
}
