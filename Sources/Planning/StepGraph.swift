import ResourceModel

/// The work of a plan as steps with an order: what does not depend on each other may be done at once.
public struct StepGraph: Sendable {
    /// The steps, each after those that it depends on within its environment.
    public let steps: [Step]

    /// One piece of work that is done, or fails, as a whole.
    public struct Step: Sendable, Hashable, Identifiable {
        /// Its place in ``StepGraph/steps``.
        public let id: Int
        /// The environment of the plan that it is for, by place.
        public let environment: Int
        /// What it is about.
        public let planned: PlannedResource
        /// What it does.
        public let verb: Verb
        /// The steps that must be done before.
        public let dependsOn: Set<Int>

        /// The name in AWS of what the step works on: a replacement deletes the predecessor, which has another name than
        /// what replaces it.
        public var name: String { verb == .delete ? planned.observed?.name ?? planned.name : planned.name }
    }

    /// What a step does.
    public enum Verb: String, Sendable, Hashable {
        /// Makes the resource, or the successor that replaces it.
        case create
        /// Changes it where it stands.
        case update
        /// Deletes it, or the predecessor that was replaced.
        case delete
    }

    /// Lays a plan out in steps.
    public init(_ plan: Plan) {
        let items = plan.environments.enumerated().flatMap { index, environment in
            environment.resources.flatMap { planned in Self.verbs(of: planned).map { (index, planned, $0) } }
        }
        var forward: [Address: [Int]] = [:]
        var deletions: [Address: [Int]] = [:]
        for (id, (_, planned, verb)) in items.enumerated() {
            if verb == .delete {
                deletions[planned.address, default: []].append(id)
            } else {
                forward[planned.address, default: []].append(id)
            }
        }
        var dependents: [Address: [Address]] = [:]
        for (_, planned, _) in items where planned.action != .delete {
            for dependency in planned.dependsOn { dependents[dependency, default: []].append(planned.address) }
        }
        steps = items.enumerated().map { id, item in
            let (environment, planned, verb) = item
            var before: Set<Int> = []
            if verb != .delete {
                for address in planned.dependsOn { before.formUnion(forward[address] ?? []) }
            } else if planned.action == .delete, planned.desired == nil, !planned.dependsOn.isEmpty {
                // Destruction: its dependencies are the resources that use it, which go first.
                for address in planned.dependsOn { before.formUnion(deletions[address] ?? []) }
            }
            if verb == .delete {
                // A predecessor goes when whatever named it has been moved to the successor.
                before.formUnion(forward[planned.address] ?? [])
                for address in dependents[planned.address] ?? [] { before.formUnion(forward[address] ?? []) }
            }
            return Step(id: id, environment: environment, planned: planned, verb: verb, dependsOn: before)
        }
    }

    private static func verbs(of planned: PlannedResource) -> [Verb] {
        switch planned.action {
        case .none: []
        case .create: [.create]
        case .update, .adopt: [.update]
        case .replace: [.create, .delete]
        case .delete: [.delete]
        }
    }
}
