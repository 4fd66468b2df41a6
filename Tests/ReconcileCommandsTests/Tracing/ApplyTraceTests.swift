import Planning
import Reconciliation
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// The spans of an apply.
struct ApplyTraceTests {
    /// A plan that creates so many resources of one environment.
    static func plan(_ count: Int) -> Plan {
        let resources = (0..<count).map { PlannedResource(ApplyViewTests.address, name: "x-g\($0)", action: .create) }
        return Plan(accountID: "1", environments: [PlannedEnvironment(ApplyViewTests.key, resources: resources)])
    }

    @Test func `each step is a part of its environment, whose waits count`() async throws {
        let clock = SimulatedClock(at: 100)
        let recorder = TraceRecorder("apply", under: nil, at: 100, clock: clock)
        let plan = Self.plan(1)
        let step = try #require(StepGraph(plan).steps.first)
        let trace = ApplyTrace(recorder, "apply", plan)
        await trace.note(.started(step))
        await clock.advance(by: 5)
        await trace.note(.progress(step, status: "CREATING", seconds: 5))
        await trace.note(.completed(step, seconds: 5))
        await trace.note(.awaiting(environment: plan.environments[0], status: "CREATING"))
        await clock.advance(by: 7)
        await trace.finish()
        let spans = await recorder.finish(status: 0).spans
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
        let recorder = TraceRecorder("apply", under: nil, at: 100, clock: SimulatedClock(at: 100))
        let plan = Self.plan(1)
        let step = try #require(StepGraph(plan).steps.first)
        let trace = ApplyTrace(recorder, "apply", plan)
        await trace.note(.started(step))
        await trace.note(.failed(step, StepFailure("hush-hush"), seconds: 1))
        let document = await recorder.finish(status: 1)
        #expect(document.spans.map(\.error) == ["1", "_OTHER", "_OTHER"])
        #expect(!document.json([]).text.contains("hush"))
    }

    @Test func `a step that was interrupted ends with the run`() async throws {
        let clock = SimulatedClock(at: 100)
        let recorder = TraceRecorder("apply", under: nil, at: 100, clock: clock)
        let plan = Self.plan(1)
        let step = try #require(StepGraph(plan).steps.first)
        let trace = ApplyTrace(recorder, "apply", plan)
        await trace.note(.started(step))
        await clock.advance(by: 3)
        await trace.finish()
        #expect(await recorder.finish(status: 130).spans.map(\.end) == [103, 103, 103])
    }
}
