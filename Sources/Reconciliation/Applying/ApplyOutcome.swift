public import Planning

/// What came of carrying a plan out.
public struct ApplyOutcome: Sendable {
    /// Each step with what came of it, in the plan's order.
    public var results: [(step: StepGraph.Step, result: Result)]
    /// Environments that did not become available in time, with the reason.
    public var unavailable: [(environment: PlannedEnvironment, failure: StepFailure)]
    /// What Batch has taken on and is still at work on, with its status: only where the file does not ask to wait.
    public var underWay: [(resource: PlannedResource, status: String)] = []
    /// Whether it was stopped before it was through.
    public var wasInterrupted: Bool

    /// What came of a step.
    public enum Result: Sendable, Hashable {
        /// It is done.
        case done
        /// It failed.
        case failed(StepFailure)
        /// It was not begun.
        case skipped(String)
        /// It was begun and then stopped, or never begun, because of a signal.
        case interrupted
    }

    /// Whether everything that was planned is so now.
    public var isComplete: Bool {
        !wasInterrupted && unavailable.isEmpty && results.allSatisfy { $0.result == .done }
    }

    /// Whether nothing was done because a guard kept it from being done, and for no other reason.
    public var isRefused: Bool {
        guard !wasInterrupted, unavailable.isEmpty, !isPartial else { return false }
        let failures = results.compactMap { _, result -> StepFailure? in
            if case .failed(let failure) = result { failure } else { nil }
        }
        return !failures.isEmpty && failures.allSatisfy(\.isRefusal)
    }

    /// True if something was changed and not everything that was planned.
    public var isPartial: Bool {
        !isComplete
            && results.contains { _, result in
                if case .failed(let failure) = result { failure.hasWritten } else { result == .done }
            }
    }
}
