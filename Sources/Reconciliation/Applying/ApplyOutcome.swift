public import Planning

/// The results of an apply.
public struct ApplyOutcome: Sendable {
    /// Each step with its result, in the plan's order.
    public var results: [(step: StepGraph.Step, result: Result)]
    /// Environments that did not become available in time, with the reason.
    public var unavailable: [(environment: PlannedEnvironment, failure: StepFailure)]
    /// Changes that Batch has accepted and not completed, with the status; only if the file does not ask to wait.
    public var underWay: [(resource: PlannedResource, status: String)] = []
    /// True if it was stopped before it was complete.
    public var wasInterrupted: Bool

    /// The result of a step.
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

    /// True if every step of the plan is done.
    public var isComplete: Bool {
        !wasInterrupted && unavailable.isEmpty && results.allSatisfy { $0.result == .done }
    }

    /// True if nothing was done only because a guard refused it.
    public var isRefused: Bool {
        guard !wasInterrupted, unavailable.isEmpty, !isPartial else { return false }
        let failures = results.compactMap { _, result -> StepFailure? in
            if case .failed(let failure) = result { failure } else { nil }
        }
        return !failures.isEmpty && failures.allSatisfy(\.isRefusal)
    }

    /// True if only a part of the plan was done.
    public var isPartial: Bool {
        !isComplete
            && results.contains { _, result in
                if case .failed(let failure) = result { failure.hasWritten } else { result == .done }
            }
    }
}

extension ApplyOutcome {
    /// Makes one outcome of those of several accounts.
    package init(of parts: [ApplyOutcome]) {
        self.init(
            results: parts.flatMap(\.results), unavailable: parts.flatMap(\.unavailable),
            underWay: parts.flatMap(\.underWay), wasInterrupted: parts.contains(where: \.wasInterrupted))
    }
}
