import ResourceModel

/// Refuses to delete what resources of other owners use, if AWS would refuse it.
func useRefusals(
    _ going: [ObservedResource], _ request: EnvironmentRequest, _ observation: Observation, _ kinds: KindCatalog
) -> [Refusal] {
    let own = Set(
        (request.resources + request.retired).flatMap { observation.resources[$0.address] ?? [] }
            .filter { $0.ownership == .ours }.map { RegionUsage.User($0.address.kind, $0.name) })
    return going.filter { $0.status != .deleting }.flatMap { resource -> [Refusal] in
        guard let rule = kinds.lifecycle(resource.address).useRule else { return [] }
        let users = observation.usage[resource.address.region]?.users ?? [:]
        let naming = Set([resource.name, resource.attributes["arn"]?.string ?? ""].flatMap { users[$0] ?? [] })
        return naming.subtracting(own).sorted { $0.name < $1.name }.map { user in
            Refusal(
                .foreignUser(name: resource.name, user: user.kind, userName: user.name, rule: rule),
                environment: request.key, address: resource.address)
        }
    }
}

extension Plan {
    /// Refuses to delete a resource that another environment of the files names as one of another owner.
    mutating func refuseNamedElsewhere(_ intent: PlanRequest, _ kinds: KindCatalog) {
        let references = intent.environments.flatMap(\.resources).filter { kinds.lifecycle($0.address).alias != nil }
        guard !references.isEmpty, intent.goal == .apply else { return }
        for index in environments.indices {
            for going in environments[index].resources where going.action == .delete {
                let names = [going.name, going.observed?.attributes["arn"]?.string]
                let user = references.first {
                    kinds.lifecycle($0.address).alias?.kind == going.address.kind
                        && $0.address.region == going.address.region && names.contains($0.name)
                }
                guard let user else { continue }
                environments[index].refusals.append(
                    Refusal(
                        .namedElsewhere(name: going.name, owner: user.address.environment?.owner ?? ""),
                        environment: environments[index].key, address: going.address))
            }
        }
    }
}
