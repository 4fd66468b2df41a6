import Planning
import ResourceModel

/// Where a walk over the steps stands. A value: the applier asks it what to do next and tells it what came of it.
struct GraphWalk {
    let steps: [StepGraph.Step]
    private(set) var results: [Int: ApplyOutcome.Result] = [:]
    /// What the steps that are done have made known.
    private(set) var attributes: [Value.Reference: Value] = [:]
    private var started: Set<Int> = []
    /// The steps that depend on a step.
    private var dependents: [[Int]]
    /// How many of the steps before a step are not done.
    private var open: [Int]
    /// Steps with nothing open before them that were not handed out.
    private var ready: [Int]
    /// Steps that failed or were skipped, and whose dependents do not know it yet.
    private var lost: [Int] = []

    init(steps: [StepGraph.Step]) {
        self.steps = steps
        dependents = Array(repeating: [], count: steps.count)
        for step in steps {
            for before in step.dependsOn { dependents[before].append(step.id) }
        }
        open = steps.map(\.dependsOn.count)
        ready = steps.filter(\.dependsOn.isEmpty).map(\.id)
    }

    /// How a step ended.
    enum StepEnd: Sendable {
        case done([String: Value])
        case failed(StepFailure)
        case interrupted
    }

    /// The steps that can begin now; each is handed out once.
    mutating func takeReady() -> [StepGraph.Step] {
        let taken = ready.filter { results[$0] == nil }.sorted().map { steps[$0] }
        ready = []
        started.formUnion(taken.map(\.id))
        return taken
    }

    /// The steps that can never begin, because one before them is not done; each is handed out once, with the reason.
    mutating func takeHopeless() -> [(StepGraph.Step, String)] {
        var hopeless: [(StepGraph.Step, String)] = []
        while !lost.isEmpty {
            let next = Set(lost.flatMap { dependents[$0] }).filter { !started.contains($0) && results[$0] == nil }
            lost = next.sorted()
            for id in lost {
                let blocker = steps[id].dependsOn.filter(isLost).min()
                let reason = "\(blocker.map { steps[$0].planned.address.local } ?? "a step") was not done"
                results[id] = .skipped(reason)
                hopeless.append((steps[id], reason))
            }
        }
        return hopeless
    }

    /// What was done and left with Batch to finish: only where nobody waits for it to be available.
    var underWay: [(resource: PlannedResource, status: String)] {
        steps.compactMap { step in
            let status = attributes[Value.Reference(step.planned.address, "status")]?.string
            guard results[step.id] == .done, step.verb != .delete, let status,
                ResourceStatus(rawValue: status).isInTransition
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
            for next in dependents[id] {
                open[next] -= 1
                if open[next] == 0 { ready.append(next) }
            }
        case .failed(let failure):
            results[id] = .failed(failure)
            lost.append(id)
        case .interrupted: results[id] = .interrupted
        }
    }
}
