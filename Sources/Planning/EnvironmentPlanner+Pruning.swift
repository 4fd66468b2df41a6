import ResourceModel

/// Resources that an earlier form of the environment left.
extension EnvironmentPlanner {
    /// Deletes them if the command says so and the file allows it. Else warns that they stay.
    mutating func planEarlierForms() {
        let left = request.retired.flatMap { resource in
            (observation.resources[resource.address] ?? []).map { (resource, $0) }
        }.filter { $0.1.ownership == .ours && $0.1.status != .deleted }
        guard !left.isEmpty else { return }
        let names = left.map { name($0.1) }.sorted()
        guard prunes else { return warnings.append(.obsolete(names: names, .untilPruned)) }
        if request.policy.isProtected { return refuse(.protected(.pruning(names: names))) }
        if request.policy.retainsOnDelete || request.policy.leavesExisting {
            return warnings.append(.obsolete(names: names, .fileSays))
        }
        // Shown in the order in which it is done.
        for (resource, observed) in left.reversed() {
            var planned = PlannedResource(
                resource.address, name: observed.name, action: .delete,
                reason: resource.address == request.temporary?.address ? .leftByVerification : .obsolete,
                observed: observed)
            planned.drains = request.policy.drains
            let users = request.retired.filter { $0.dependencies.contains(resource.address) }.map(\.address)
            planned.dependsOn = Set(users + formerUsers(of: resource)).sorted()
            addDeletion(planned)
            warnings += kinds.dataWarnings(of: [planned])
        }
    }

    /// Returns the resources that this plan changes and that may have used a leftover until then.
    private func formerUsers(of leftover: Resource) -> [Address] {
        let users = kinds.lifecycle(leftover.address).deletedAfter
        return resources.filter { users.contains($0.address.kind) && $0.desired != nil && $0.action != .none }
            .map(\.address)
    }

    private func name(_ observed: ObservedResource) -> String {
        let address = observed.address
        return address.part == observed.name ? address.local : "\(address.local) (\(observed.name))"
    }
}
