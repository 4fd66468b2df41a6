import ResourceModel

/// The work of a plan as steps with an order. Steps that do not depend on each other may run at the same time.
public struct StepGraph: Sendable {
    /// The steps, each after those that it depends on within its environment.
    public let steps: [Step]

    /// One piece of work that is done, or fails, as a whole.
    public struct Step: Sendable, Hashable, Identifiable {
        /// Its place in ``StepGraph/steps``.
        public let id: Int
        /// The index of its environment in the plan.
        public let environment: Int
        /// The resource that it is about.
        public let planned: PlannedResource
        /// The work that it does.
        public let verb: Verb
        /// The steps that must be done before.
        public let dependsOn: Set<Int>

        /// The name in AWS of the resource that the step works on. A replacement deletes the predecessor, whose name
        /// differs from its successor's.
        public var name: String { verb == .delete ? planned.observed?.name ?? planned.name : planned.name }
    }

    /// The work that a step does.
    public enum Verb: String, Sendable, Hashable {
        /// Makes the resource, or the successor that replaces it.
        case create
        /// Updates it in place.
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
                // A destruction: its dependencies are the resources that use it. They are deleted first, or changed so
                // that they use it no longer.
                for address in planned.dependsOn {
                    before.formUnion((deletions[address] ?? []) + (forward[address] ?? []))
                }
            }
            if verb == .delete {
                // A predecessor is deleted when everything that named it has been moved to the successor.
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
