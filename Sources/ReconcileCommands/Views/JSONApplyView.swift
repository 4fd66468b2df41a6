import AWSOperations
import Diagnostics
import FoundationEssentials
import Kinds
import Planning
import Reconciliation
import ResourceModel

/// One JSON object a line on standard output, in OpenTofu's envelope: for programs.
struct JSONApplyView: ApplyView {
    let clock: any RunClock
    /// Takes the lines.
    var write: @Sendable (String) async -> Void = { Console.result(json: $0) }

    func show(_ event: ApplyEvent) async {
        switch event {
        case .started(let step): await emit("apply_start", hook(step), "\(step.subject): \(step.present)")
        case .progress(let step, let status, let seconds):
            let members = hook(step, [("status", .string(status)), ("elapsed_seconds", .integer(Int(seconds)))])
            await emit("apply_progress", members, "\(step.subject): \(status)")
        case .completed(let step, let seconds):
            let members = hook(step, [("elapsed_seconds", .integer(Int(seconds)))])
            await emit("apply_complete", members, "\(step.subject): \(step.past)")
        case .failed(let step, let failure, let seconds):
            let members = hook(
                step,
                [
                    ("error", .string(failure.summary)), ("detail", .string(failure.detail)),
                    ("operation", JSON(failure.operation)), ("cause", JSON(failure.cause?.kind.rawValue)),
                    ("definite", .boolean(failure.isDefinite)), ("request_id", JSON(failure.requestID)),
                    ("unknown", .boolean(failure.isUnknown)), ("refused", .boolean(failure.isRefusal)),
                    ("elapsed_seconds", .integer(Int(seconds))),
                ])
            await emit("apply_errored", members, "\(step.subject): \(failure.summary)", level: "error")
        case .skipped(let step, let reason):
            let members = hook(step, [("error", .string("skipped: \(reason)")), ("skipped", .boolean(true))])
            await emit("apply_errored", members, "\(step.subject): skipped, \(reason)", level: "warn")
        case .awaiting(let environment, let status):
            let members: [(String, JSON)] = [
                ("hook", .object([("environment", .string(environment.key.owner)), ("status", .string(status))]))
            ]
            await emit("apply_progress", members, "\(environment.key.owner): \(status)")
        }
    }

    func finish() async {}

    func version() async {
        await emit(
            "version", [("reconcile", .string(Version.text)), ("ui", .string("1.0"))], "reconcile \(Version.text)")
    }

    func diagnostics(_ diagnostics: [Diagnostic]) async {
        for diagnostic in diagnostics {
            let level = diagnostic.severity == .error ? "error" : diagnostic.severity == .warning ? "warn" : "info"
            await emit("diagnostic", [("diagnostic", JSON(diagnostic))], diagnostic.summary, level: level)
        }
    }

    func plan(_ plan: Plan) async {
        for resource in plan.resources where resource.action != .none {
            let members: [(String, JSON)] = [
                (
                    "change",
                    .object([
                        ("resource", Self.resource(resource, name: resource.name)),
                        ("action", .string(resource.action.rawValue)),
                        ("impact", .string(resource.impact)), ("reason", resource.reason.json),
                        ("changes", .array(resource.changes.map { JSON($0) })),
                    ])
                )
            ]
            await emit("planned_change", members, "\(resource.address.local) \(resource.name): \(resource.action)")
        }
        await summary(plan.summary, operation: "plan", planID: plan.id, plan.summaryLine)
    }

    /// Prints what was really done.
    func conclusion(_ conclusion: ApplySummary) async {
        await summary(
            conclusion.counts, operation: conclusion.operation.rawValue, planID: conclusion.plan.id, conclusion.summary,
            level: conclusion.outcome.isComplete ? "info" : "error")
    }

    private func summary(
        _ summary: Plan.Summary, operation: String, planID: String, _ text: String, level: String = "info"
    ) async {
        let changes: [(String, JSON)] = [
            ("create", .integer(summary.create)), ("update", .integer(summary.update)),
            ("replace", .integer(summary.replace)), ("delete", .integer(summary.delete)),
            ("unchanged", .integer(summary.unchanged)), ("operation", .string(operation)),
        ]
        let members: [(String, JSON)] = [("changes", .object(changes)), ("plan_id", .string(planID))]
        await emit("change_summary", members, text, level: level)
    }

    func emit(_ type: String, _ members: [(String, JSON)], _ message: String, level: String = "info") async {
        let time = Date(timeIntervalSince1970: await clock.now()).ISO8601Format()
        let envelope: [(String, JSON)] = [
            ("@level", .string(level)), ("@message", .string(message)), ("@module", .string("reconcile")),
            ("@timestamp", .string(time)), ("type", .string(type)),
        ]
        await write(JSON.object(envelope + members).text)
    }

    private func hook(_ step: StepGraph.Step, _ more: [(String, JSON)] = []) -> [(String, JSON)] {
        let members: [(String, JSON)] = [
            ("resource", Self.resource(step.planned, name: step.name)), ("action", .string(step.verb.rawValue)),
        ]
        return [("hook", .object(members + more))]
    }

    private static func resource(_ resource: PlannedResource, name: String) -> JSON {
        .object([
            ("addr", .string(resource.address.description)), ("resource_type", .string(resource.address.kind.rawValue)),
            ("resource_name", .string(name)),
        ])
    }
}
