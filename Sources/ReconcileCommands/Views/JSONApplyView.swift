import AWSOperations
import Diagnostics
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
        case .started(let step):
            await emit("apply_start", hook(step), "\(step.subject): \(step.present)", account: step.account)
        case .progress(let step, let status, let seconds):
            let members = hook(step, ["status": JSON(status), "elapsed_seconds": JSON(Int(seconds))])
            await emit("apply_progress", members, "\(step.subject): \(status)", account: step.account)
        case .completed(let step, let seconds):
            await emit(
                "apply_complete", hook(step, ["elapsed_seconds": JSON(Int(seconds))]), "\(step.subject): \(step.past)",
                account: step.account)
        case .failed(let step, let failure, let seconds):
            let members = hook(
                step,
                [
                    "error": JSON(failure.summary), "detail": JSON(failure.detail),
                    "operation": JSON(failure.operation),
                    "cause": JSON(failure.cause?.kind.rawValue), "definite": JSON(failure.isDefinite),
                    "request_id": JSON(failure.requestID), "unknown": JSON(failure.isUnknown),
                    "refused": JSON(failure.isRefusal), "elapsed_seconds": JSON(Int(seconds)),
                ])
            await emit(
                "apply_errored", members, "\(step.subject): \(failure.summary)", level: "error", account: step.account)
        case .skipped(let step, let reason):
            let members = hook(step, ["error": JSON("skipped: \(reason)"), "skipped": true])
            await emit(
                "apply_errored", members, "\(step.subject): skipped, \(reason)", level: "warn", account: step.account)
        case .awaiting(let environment, let status):
            let hook: JSON = ["environment": JSON(environment.key.owner), "status": JSON(status)]
            await emit(
                "apply_progress", ["hook": hook], "\(environment.key.owner): \(status)", account: environment.accountID)
        }
    }

    func finish() async {}

    func version() async {
        await emit("version", ["reconcile": JSON(Version.text), "ui": "1.0"], "reconcile \(Version.text)")
    }

    func diagnostics(_ diagnostics: [Diagnostic]) async {
        for diagnostic in diagnostics {
            let level = diagnostic.severity == .error ? "error" : diagnostic.severity == .warning ? "warn" : "info"
            await emit("diagnostic", ["diagnostic": JSON(diagnostic)], diagnostic.summary, level: level)
        }
    }

    func plan(_ plan: Plan) async {
        for environment in plan.environments {
            for resource in environment.resources where resource.action != .none {
                let change: JSON = [
                    "resource": Self.resource(resource, name: resource.name), "action": JSON(resource.action.rawValue),
                    "impact": JSON(resource.impact), "reason": resource.reason.json,
                    "changes": JSON(resource.changes) { JSON($0) },
                ]
                await emit(
                    "planned_change", ["change": change],
                    "\(resource.address.local) \(resource.name): \(resource.action)", account: environment.accountID)
            }
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
        let changes: JSON = [
            "create": JSON(summary.create), "update": JSON(summary.update), "replace": JSON(summary.replace),
            "delete": JSON(summary.delete), "unchanged": JSON(summary.unchanged), "operation": JSON(operation),
        ]
        await emit("change_summary", ["changes": changes, "plan_id": JSON(planID)], text, level: level)
    }

    /// Prints an event.
    ///
    /// - Parameters:
    ///   - members: an object whose members the event has beside those of every event.
    ///   - account: the account that the event is about; nil if the run has one account, or the event is about all.
    func emit(
        _ type: String, _ members: JSON, _ message: String, level: String = "info", account: String? = nil
    ) async {
        let time = Timestamp.text(await clock.now())
        let envelope: JSON = [
            "@level": JSON(level), "@message": JSON(message), "@module": "reconcile", "@timestamp": JSON(time),
            "type": JSON(type),
        ]
        let place: [(String, JSON)] = account.map { [("account_id", JSON($0))] } ?? []
        await write(envelope.adding(place + members.members).text)
    }

    private func hook(_ step: StepGraph.Step, _ more: JSON = [:]) -> JSON {
        let hook: JSON = [
            "resource": Self.resource(step.planned, name: step.name), "action": JSON(step.verb.rawValue),
        ]
        return ["hook": hook.adding(more.members)]
    }

    private static func resource(_ resource: PlannedResource, name: String) -> JSON {
        [
            "addr": JSON(resource.address.description), "resource_type": JSON(resource.address.kind.rawValue),
            "resource_name": JSON(name),
        ]
    }
}
