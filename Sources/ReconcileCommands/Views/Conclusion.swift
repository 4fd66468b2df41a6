import Planning
import Reconciliation
import ResourceModel

/// What came of carrying a plan out, as text for people.
struct Conclusion {
    let plan: Plan
    let outcome: ApplyOutcome
    let style: Style

    /// What was really done, counted as plans count.
    var counts: Plan.Summary {
        var counts = Plan.Summary()
        let replaced = Set(plan.resources.filter { $0.action == .replace }.map(\.address))
        for (step, result) in outcome.results where result == .done {
            switch step.verb {
            case .create where replaced.contains(step.planned.address): counts.replace += 1
            case .create: counts.create += 1
            case .update: counts.update += 1
            case .delete where step.planned.action == .replace: break
            case .delete: counts.delete += 1
            }
        }
        counts.unchanged = plan.summary.unchanged
        return counts
    }

    var text: String {
        let counts = counts
        if outcome.results.isEmpty, outcome.unavailable.isEmpty, !outcome.wasInterrupted {
            return "\nNothing to do: AWS is as the file says."
        }
        var lines = outcome.isComplete ? [] : table
        for (environment, failure) in outcome.unavailable {
            lines.append(style(.red, "✗") + " \(environment.key.owner) is not available: \(failure.summary)")
            if !failure.detail.isEmpty { lines.append("    \(failure.detail)") }
        }
        let done =
            "\(counts.create) created, \(counts.update) updated, \(counts.replace) replaced, \(counts.delete) deleted"
        if outcome.isComplete {
            lines.append(style(.bold, "Done: \(done)"))
        } else {
            let open = outcome.results.count { $0.result != .done }
            lines.append(style(.bold, "Stopped before the end: \(done), \(open) left"))
            lines.append("Run the same command again: it goes on from what stands in AWS.")
        }
        return "\n" + lines.joined(separator: "\n")
    }

    private var table: [String] {
        let width = outcome.results.map(\.step.title.count).max() ?? 0
        return outcome.results.map { step, result in
            let padding = String(repeating: " ", count: width - step.title.count)
            return "  \(step.title)\(padding)  \(word(step, result))"
        }
    }

    private func word(_ step: StepGraph.Step, _ result: ApplyOutcome.Result) -> String {
        switch result {
        case .done: style(.green, step.past)
        case .failed(let failure) where failure.isUnknown: style(.yellow, "unknown") + ": \(failure.summary)"
        case .failed(let failure): style(.red, "failed") + ": \(failure.summary)"
        case .skipped(let reason): style(.yellow, "skipped") + ": \(reason)"
        case .interrupted: style(.yellow, "not finished")
        }
    }
}
