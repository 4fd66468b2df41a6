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
        for choice in kinds.lifecycle(desired.address).choices {
            let (path, attribute, follows) = (choice.path, choice.attribute, choice.follows)
            guard case .reference(let reference)? = desired.properties[path: path],
                let network = request.resources.first(where: { $0.address == reference.address })
            else { continue }
            let choice = NetworkChoice(network, in: observation.networks[reference.address.region])
            if attribute == NetworkChoice.publicAddress {
                guard let addressing = choice.publicAddressing else { continue }
                desired.properties = desired.properties.replacing(path, with: .string(addressing))
                continue
            }
            var chosen = choice.named(attribute)
            if chosen == nil {
                let own = follows ? [] : existing?.properties[path: path]?.strings ?? []
                let current = choice.current(attribute, instead: own, besides: subnets)
                if refreshesNetwork, let current {
                    chosen = current
                } else {
                    let others = existing == nil || follows ? heldElsewhere(attribute, of: desired.address) : []
                    let held = [own] + others
                    chosen = held.first { !$0.isEmpty && choice.isValid($0, attribute, besides: subnets) } ?? current
                }
                if !own.isEmpty, chosen == own {
                    kept.insert(path)
                    if let current, Set(current) != Set(own) {
                        keptChoices.append(KeptChoice(desired.address, path, kept: own, current: current))
                    }
                }
            }
            if attribute == "subnets" { subnets = chosen }
            guard let chosen else { continue }
            desired.properties = desired.properties.replacing(path, with: .strings(chosen))
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
