import Planning
import ResourceModel

/// Where a walk over the steps stands. A value: the applier asks it what to do next and tells it what came of it.
struct Walk {
    let steps: [StepGraph.Step]
    private(set) var results: [Int: ApplyOutcome.Result] = [:]
    /// What the steps that are done have made known.
    private(set) var attributes: [Value.Reference: Value] = [:]
    private var started: Set<Int> = []

    init(steps: [StepGraph.Step]) { self.steps = steps }

    /// How a step ended.
    enum StepEnd: Sendable {
        case done([String: Value])
        case failed(StepFailure)
        case interrupted
    }

    /// The steps that can begin now; each is handed out once.
    mutating func takeReady() -> [StepGraph.Step] {
        let ready = steps.filter { step in
            !started.contains(step.id) && results[step.id] == nil
                && step.dependsOn.allSatisfy { results[$0] == .done }
        }
        started.formUnion(ready.map(\.id))
        return ready
    }

    /// The steps that can never begin, because one before them is not done; each is handed out once, with the reason.
    mutating func takeHopeless() -> [(StepGraph.Step, String)] {
        var hopeless: [(StepGraph.Step, String)] = []
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for step in steps where !started.contains(step.id) && results[step.id] == nil {
                guard let blocker = step.dependsOn.sorted().first(where: { isLost($0) }) else { continue }
                let reason = "\(steps[blocker].planned.address.local) was not done"
                results[step.id] = .skipped(reason)
                hopeless.append((step, reason))
                isGrowing = true
            }
        }
        return hopeless
    }

    /// What was done and left with Batch to finish: only where nobody waits for it to be available.
    var underWay: [(resource: PlannedResource, status: String)] {
        steps.compactMap { step in
            let status = attributes[Value.Reference(step.planned.address, "status")]?.string
            guard results[step.id] == .done, step.verb != .delete, let status,
                ["CREATING", "UPDATING"].contains(status)
            else { return nil }
            return (step.planned, status)
        }
    }

    /// What a resource is called in AWS by now: the plan's name, unless its step found that one taken.
    func name(of planned: PlannedResource) -> String {
        attributes[Value.Reference(planned.address, "name")]?.string ?? planned.name
    }

    private func isLost(_ id: Int) -> Bool {
        switch results[id] {
        case .failed, .skipped: true
        case .done, .interrupted, nil: false
        }
    }

    mutating func finish(_ id: Int, _ end: StepEnd) {
        switch end {
        case .done(let learned):
            results[id] = .done
            let address = steps[id].planned.address
            for (attribute, value) in learned { attributes[Value.Reference(address, attribute)] = value }
        case .failed(let failure): results[id] = .failed(failure)
        case .interrupted: results[id] = .interrupted
        }
    }
}
