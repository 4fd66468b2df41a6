import ResourceModel

extension Plan {
    /// Adds what the environments may cost before and after, and refuses what costs more than their files allow.
    mutating func weighCosts(_ intent: PlanRequest, _ observation: Observation, _ kinds: KindCatalog) {
        for (index, request) in intent.environments.enumerated() where index < environments.count {
            CostComparison(request, observation, kinds)?.enter(&environments[index])
        }
    }
}

/// The cost of one environment beside its limit.
private struct CostComparison {
    let request: EnvironmentRequest
    let observation: Observation
    let kinds: KindCatalog
    let prices: Prices
    /// The prices that could not be read, and without which there is no cost.
    let unread: [UnreadReference]

    /// Makes a comparison; nil if the prices were not looked up.
    init?(_ request: EnvironmentRequest, _ observation: Observation, _ kinds: KindCatalog) {
        guard let prices = request.resources.first(where: { kinds.lifecycle($0.address).holdsPrices })?.address else {
            return nil
        }
        let observed = observation.resources[prices]?.first
        unread = observation.unread.filter { $0.isAbout(prices) && $0.isNeeded }
        guard observed != nil || !unread.isEmpty else { return nil }
        self.request = request
        self.observation = observation
        self.kinds = kinds
        self.prices = observed.map { Prices($0.properties) } ?? Prices()
    }

    func enter(_ environment: inout PlannedEnvironment) {
        let existing = existing
        let planned = planned(environment, existing)
        let limit = request.policy.maxHourlyCost
        let cost = EnvironmentCost(
            before: total(existing), after: total(planned), limit: limit,
            unpriced: Set(planned.values.flatMap { prices.missing(in: $0) + prices.unlisted(in: $0) }).sorted())
        if cost.after != nil || limit != nil { environment.cost = cost }
        guard let limit else { return }
        if let after = cost.after {
            guard after.exceeds(limit) else { return }
            let refusal = Refusal.Fact.costAboveLimit(atMost: after.atMost, limit: limit)
            environment.refusals.append(Refusal(refusal, environment: request.key))
        } else {
            let unknown = UnknownCost(limit: limit, region: request.key.region, cause: cause(of: planned))
            if planned == existing {
                environment.warnings.append(.costUnchecked(unknown))
            } else {
                environment.refusals.append(Refusal(.unknownCost(unknown), environment: request.key))
            }
        }
    }

    /// Why the cost of what is planned is not known.
    private func cause(of planned: [Address: CapacityDemand]) -> UnknownCost.Cause {
        if !prices.isAsked { return .notAsked }
        guard let first = unread.first else {
            return .notListed(Set(planned.values.flatMap { prices.missing(in: $0) }).sorted())
        }
        return first.isRefused ? .denied(reason: first.reason) : .notAnswered(reason: first.reason)
    }

    /// The demand of what exists, by address. Of several generations the last one counts: the others are on their way out.
    private var existing: [Address: CapacityDemand] {
        let addresses = Set((request.resources + request.retired).map(\.address))
        return Dictionary(
            uniqueKeysWithValues: addresses.compactMap { address in
                observation.resources[address]?.last(where: \.isLive).flatMap { observed in
                    kinds[address.kind].hooks.demand(observed.properties).map { (address, $0) }
                }
            })
    }

    /// The demand of what the plan leads to.
    private func planned(
        _ environment: PlannedEnvironment, _ existing: [Address: CapacityDemand]
    ) -> [Address: CapacityDemand] {
        environment.resources.reduce(into: existing) { demands, resource in
            switch resource.action {
            case .none, .adopt: break
            case .delete: if isLast(resource) { demands[resource.address] = nil }
            case .create, .update, .replace:
                demands[resource.address] = resource.desired.flatMap {
                    kinds[resource.address.kind].hooks.demand($0.properties)
                }
            }
        }
    }

    /// True if a resource is the one that counts at its address.
    private func isLast(_ resource: PlannedResource) -> Bool {
        observation.resources[resource.address]?.last(where: \.isLive)?.name == resource.name
    }

    private func total(_ demands: [Address: CapacityDemand]) -> HourlyCost? {
        let costs = demands.sorted { $0.key < $1.key }.map { prices.cost(of: $0.value) }
        return costs.reduce(.nothing) { total, cost in
            if let total, let cost { total + cost } else { nil }
        }
    }
}
