import ResourceModel

/// Turns what the file wants and what AWS holds into a plan. Pure: no I/O, no clock.
public struct Planner: Sendable {
    private let observation: Observation
    private let kinds: KindCatalog

    /// Makes a planner over one reading of AWS.
    public init(_ observation: Observation, _ kinds: KindCatalog) {
        self.observation = observation
        self.kinds = kinds
    }

    /// Returns the plan that fulfils a request.
    public func plan(_ intent: PlanRequest) -> Plan {
        let environments =
            switch intent.goal {
            case .apply, .adopt: matching(intent)
            case .destroy: destruction(of: intent.environments)
            }
        // Environments of which nothing is left are not mentioned.
        let pruned = destruction(of: intent.pruned, isPruned: true).filter {
            !$0.resources.isEmpty || !$0.warnings.isEmpty
        }
        var plan = Plan(accountID: observation.accountID, environments: environments + pruned)
        plan.refuseNamedElsewhere(intent, kinds)
        if intent.goal == .apply { plan.awaitNamedResources(intent, accountID: observation.accountID, kinds) }
        plan.refuseOverQuotas(observation, kinds)
        plan.refuseTooManyTags()
        if intent.goal == .apply { plan.weighCosts(intent, observation, kinds) }
        return plan
    }

    private func matching(_ intent: PlanRequest) -> [PlannedEnvironment] {
        var known = KnownAttributes()
        var planned: Set<Address> = []
        return intent.environments.map { request in
            var environment = EnvironmentPlanner(
                observation: observation, request: request, kinds: kinds, known: known, intent: intent)
            environment.plan(skipping: planned)
            known = environment.known
            planned.formUnion(environment.resources.map(\.address))
            return environment.result
        }
    }

    private func destruction(of requests: [EnvironmentRequest], isPruned: Bool = false) -> [PlannedEnvironment] {
        requests.map {
            DestructionPlanner(observation: observation, request: $0, kinds: kinds, isPruned: isPruned).result
        }
    }
}

/// The attributes of resources that references can be resolved to while planning.
struct KnownAttributes: Sendable {
    private var values: [Value.Reference: Value] = [:]

    subscript(reference: Value.Reference) -> Value? {
        get { values[reference] }
        set { values[reference] = newValue }
    }

    mutating func learn(_ address: Address, _ attributes: [String: Value]) {
        for (attribute, value) in attributes { values[Value.Reference(address, attribute)] = value }
    }
}

/// Checks that hold for a whole environment, for every action on it.
func accountRefusals(_ request: EnvironmentRequest, _ observation: Observation) -> [Refusal] {
    guard let wanted = request.policy.accountID, wanted != observation.accountID else { return [] }
    return [
        Refusal(.wrongAccount(wanted: wanted, actual: observation.accountID), environment: request.key)
    ]
}
