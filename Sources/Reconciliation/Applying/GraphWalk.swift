import Planning
import ResourceModel

/// The state of a walk over the steps. A value: the applier asks it for the next steps and reports their results to it.
struct GraphWalk {
    let steps: [StepGraph.Step]
    private(set) var results: [Int: ApplyOutcome.Result] = [:]
    /// The attributes that the finished steps have made known.
    private var attributes: [Value.Reference: Value] = [:]
    /// The ARNs of resources that a step had to create under another name than planned, by those that the plan has.
    private(set) var replacedARNs: [String: String] = [:]
    private var started: Set<Int> = []
    /// The steps that depend on a step.
    private var dependents: [[Int]]
    /// The number of steps before a step that are not done.
    private var open: [Int]
    /// Steps that can begin and were not handed out.
    private var ready: [Int]
    /// Steps that failed or were skipped, and whose dependents have not been told.
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

    /// The end of a step.
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

    /// Returns the attributes that a step's resource refers to, as far as they are known.
    func attributes(for step: StepGraph.Step) -> [Value.Reference: Value] {
        let references = step.planned.desired?.properties.references ?? []
        return Dictionary(references.map { ($0, attributes[$0]) }) { first, _ in first }.compactMapValues { $0 }
    }

    /// Returns the steps that can never begin, because one before them is not done; each once, with the reason.
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

    /// Changes that Batch has accepted and still carries out; only if the run does not wait until they are complete.
    var underWay: [(resource: PlannedResource, status: String)] {
        steps.compactMap { step in
            let status = attributes[Value.Reference(step.planned.address, "status")]?.string
            guard results[step.id] == .done, step.verb != .delete, let status,
                ResourceStatus(rawValue: status).isInTransition
            else { return nil }
            return (step.planned, status)
        }
    }

    /// Returns the name of a resource in AWS: the plan's, unless its step found that name taken.
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
            let planned = steps[id].planned.observed?.attributes["arn"]?.string
            if steps[id].verb == .update, let planned, let arn = learned["arn"]?.string, arn != planned {
                replacedARNs[planned] = arn
            }
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
