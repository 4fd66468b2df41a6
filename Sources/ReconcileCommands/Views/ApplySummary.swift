import Diagnostics
import Planning
import Reconciliation
import ResourceModel

/// The result of carrying a plan out, as text for people.
struct ApplySummary {
    let plan: Plan
    let outcome: ApplyOutcome
    let operation: PlanRunner.Operation
    let style: Style
    /// The places of the fields in the file.
    var origins = FieldOrigins([])

    /// The changes that were really made, counted as plans count.
    var counts: Plan.Summary {
        var counts = Plan.Summary()
        let replaced = Set(plan.resources.filter { $0.action == .replace }.map(\.address))
        for (step, result) in outcome.results where result == .done {
            switch step.verb {
            case .create where replaced.contains(step.planned.address): counts.replace += 1
            case .create: counts.create += 1
            case .update where step.planned.isBookkeeping: break
            case .update: counts.update += 1
            case .delete where step.planned.action == .replace: break
            case .delete: counts.delete += 1
            }
        }
        counts.unchanged = plan.summary.unchanged
        return counts
    }

    var text: String {
        if outcome.results.isEmpty, outcome.unavailable.isEmpty, !outcome.wasInterrupted {
            switch operation {
            case .apply: return "\n" + plan.noChanges
            case .destroy: return "\nNothing to delete."
            case .adopt: return "\nNothing to take over."
            }
        }
        var lines = outcome.isComplete ? [] : table
        let failures = FailureGroups(outcome, origins)
        lines += failures.lines(style)
        lines += outcome.underWay.map { resource, status in
            style(.yellow, "…") + " \(resource.name) is \(status): Batch is still at work on it, "
                + "'reconcile status' says when it is complete"
        }
        lines.append(style(.bold, summary))
        if !outcome.isComplete { lines.append(failures.advice(operation)) }
        return "\n" + lines.joinedLines
    }

    /// The changes made and the changes left, in one line.
    var summary: String {
        let counts = counts
        let done =
            operation == .adopt
            ? "\(counts.update) adopted"
            : "\(counts.create) created, \(counts.update) updated, \(counts.replace) replaced, \(counts.delete) deleted"
        guard !outcome.isComplete else { return "Done: \(done)" }
        let open = outcome.results.count { $0.result != .done }
        return "Stopped before the end: \(done), \(open) left"
    }

    private var table: [String] {
        let width = outcome.results.map { $0.step.title.count }.max() ?? 0
        return outcome.results.map { step, result in
            let padding = String(repeating: " ", count: width - step.title.count)
            return "  \(step.title)\(padding)  \(word(step, result))"
        }
    }

    private func word(_ step: StepGraph.Step, _ result: ApplyOutcome.Result) -> String {
        switch result {
        case .done: style(.green, step.past)
        case .failed(let failure) where failure.isUnknown: style(.yellow, "unknown")
        case .failed(let failure) where failure.isRefusal: style(.red, "refused")
        case .failed: style(.red, "failed")
        case .skipped(let reason): style(.yellow, "skipped") + ": \(reason)"
        case .interrupted: style(.yellow, "not finished")
        }
    }
}
