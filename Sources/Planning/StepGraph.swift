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
        /// The account of its environment; nil if the plan is about one account.
        public let account: String?
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
        func place(_ address: Address, _ environment: Int) -> Place {
            Place(account: plan.environments[environment].accountID, address: address)
        }
        var forward: [Place: [Int]] = [:]
        var deletions: [Place: [Int]] = [:]
        for (id, (environment, planned, verb)) in items.enumerated() {
            let place = place(planned.address, environment)
            if verb == .delete {
                deletions[place, default: []].append(id)
            } else {
                forward[place, default: []].append(id)
            }
        }
        var dependents: [Place: [Place]] = [:]
        for (environment, planned, _) in items where planned.action != .delete {
            for dependency in planned.dependsOn {
                dependents[place(dependency, environment), default: []].append(place(planned.address, environment))
            }
        }
        steps = items.enumerated().map { id, item in
            let (environment, planned, verb) = item
            let (own, needed) = (
                place(planned.address, environment), planned.dependsOn.map { place($0, environment) }
            )
            var before: Set<Int> = []
            if verb != .delete {
                for place in needed { before.formUnion(forward[place] ?? []) }
            } else if planned.action == .delete, planned.desired == nil, !planned.dependsOn.isEmpty {
                // A destruction: its dependencies are the resources that use it. They are deleted first, or changed so
                // that they use it no longer.
                for place in needed { before.formUnion((deletions[place] ?? []) + (forward[place] ?? [])) }
            }
            if verb == .delete {
                // A predecessor is deleted when everything that named it has been moved to the successor.
                before.formUnion(forward[own] ?? [])
                for place in dependents[own] ?? [] { before.formUnion(forward[place] ?? []) }
            }
            return Step(
                id: id, environment: environment, account: own.account, planned: planned, verb: verb, dependsOn: before)
        }
    }

    /// An address in an account: accounts have shared resources of the same address.
    private struct Place: Hashable {
        let account: String?
        let address: Address
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
