import ResourceModel

/// Fields that the file leaves open: chosen when an environment is made, and then kept as long as the choice is valid.
extension EnvironmentPlanner {
    /// Replaces a resource's references by the values that are known, chosen or kept. Returns the fields that are kept.
    ///
    /// The existing resource is nil if it is to be made.
    mutating func resolve(_ desired: inout Resource, existing: ObservedResource?) -> Set<String> {
        let fallback = kinds[desired.address.kind].hooks.fallback
        let kept = chooseNetwork(of: &desired, existing: existing).union(
            chooseImages(of: &desired, existing: existing))
        desired.properties = desired.properties.resolved { reference in
            known[reference] ?? fallback(reference, existing)
        }
        kinds[desired.address.kind].hooks.fit(
            &desired.properties, existing, observation.networks[desired.address.region])
        return kept
    }

    private mutating func chooseNetwork(of desired: inout Resource, existing: ObservedResource?) -> Set<String> {
        var kept: Set<String> = []
        var subnets: [String]?
        for open in kinds.lifecycle(desired.address).choices {
            guard case .reference(let reference)? = desired.properties[path: open.path],
                let network = request.resources.first(where: { $0.address == reference.address })
            else { continue }
            let choice = NetworkChoice(network, in: observation.networks[reference.address.region])
            let basis = choice.basis(of: open.attribute)
            var chosen = choice.named(basis)
            if chosen == nil {
                let own = open.follows ? [] : existing?.properties[path: open.path]?.strings ?? []
                let others = existing == nil || open.follows ? heldElsewhere(basis, of: desired.address) : []
                let current = choice.current(basis, instead: own, besides: subnets)
                let isFresh = refreshesNetwork && current != nil
                let held = [own] + others
                chosen =
                    (isFresh ? nil : held.first { !$0.isEmpty && choice.isValid($0, basis, besides: subnets) })
                    ?? current
                if !own.isEmpty, chosen == own {
                    kept.insert(open.path)
                    if let current, Set(current) != Set(own) {
                        keptChoices.append(KeptChoice(desired.address, open.path, kept: own, current: current))
                    }
                }
            }
            if basis == NetworkChoice.subnets { subnets = chosen }
            guard let value = chosen.flatMap({ choice.value(of: open.attribute, from: $0) }) else { continue }
            desired.properties = desired.properties.replacing(open.path, with: value)
        }
        return kept
    }

    /// Returns the values that the environment's other resources have of an attribute of the network: an added part goes
    /// where they are. Resources that follow others choose nothing.
    private func heldElsewhere(_ attribute: String, of address: Address) -> [[String]] {
        (request.resources + request.retired).filter { $0.address != address }.flatMap { resource in
            let choices = kinds.lifecycle(resource.address).choices.filter { $0.attribute == attribute && !$0.follows }
            let observed = observation.resources[resource.address]?.last { $0.ownership == .ours && $0.isLive }
            return choices.compactMap { observed?.properties[path: $0.path]?.strings }
        }
    }
}
