import ResourceModel

/// Plans the deletion of all that one environment owns.
struct DestructionPlanner {
    let observation: Observation
    let request: EnvironmentRequest
    let kinds: KindCatalog
    /// True if the files no longer name the environment. The policy for deleting it is then read from its tags.
    let isPruned: Bool

    var result: PlannedEnvironment {
        var refusals = accountRefusals(request, observation)
        var warnings: [Warning] = []
        var resources: [PlannedResource] = []
        let everything = request.resources + request.retired
        for resource in everything where resource.management == .managed {
            for observed in observation.resources[resource.address] ?? [] {
                guard observed.status != .deleted else { continue }
                guard observed.ownership == .ours else {
                    warnings.append(.unowned(resource.address.kind, name: observed.name))
                    continue
                }
                var planned = PlannedResource(
                    resource.address, name: observed.name, action: .delete,
                    reason: isPruned ? .undefined : .destroyed, observed: observed)
                if let status = observed.unknownStatus {
                    // AWS may still be at work on it, with resources that would be deleted next.
                    warnings.append(.unknownStatus(name: observed.name, status: status, .deletionWaits))
                }
                planned.drains = isPruned ? observed.tags[OwnershipTags.drain] != "false" : request.policy.drains
                // AWS's order: a resource is deleted after those that use it.
                planned.dependsOn = everything.filter { $0.dependencies.contains(resource.address) }
                    .map(\.address).sorted()
                resources.append(planned)
            }
        }
        let going = resources.compactMap(\.observed)
        if isRetained(going) {
            warnings.append(.retained(isPruned: isPruned))
            resources = []
        } else if isProtected(going) {
            refusals.append(Refusal(.protected(.destruction(isPruned: isPruned)), environment: request.key))
        }
        for cleanup in kinds.all.compactMap(\.hooks.cleanup) where !resources.isEmpty {
            if let deletion = cleanup(request, observation, &resources) { resources.append(deletion) }
        }
        addOrderOfKinds(to: &resources)
        refusals += useRefusals(resources.compactMap(\.observed), request, observation, kinds)
        resources = inOrder(resources.reversed())
        warnings = kinds.dataWarnings(of: resources) + warnings
        var result = PlannedEnvironment(
            request.key, resources: resources, jobs: observation.jobs(of: everything, kinds), refusals: refusals)
        result.warnings = warnings
        result.isPruned = isPruned
        result.waitsForAvailable = false
        result.waitTimeoutSeconds = request.policy.waitTimeoutSeconds
        return result
    }

    /// Adds the order of deletions that the kinds define. A run that is interrupted must leave the resource that proves
    /// that the rest is owned.
    private func addOrderOfKinds(to resources: inout [PlannedResource]) {
        for index in resources.indices {
            let kindsBefore = kinds.lifecycle(resources[index].address).deletedAfter
            let before = Set(resources.map(\.address)).filter { kindsBefore.contains($0.kind) }
            resources[index].dependsOn += before.subtracting(resources[index].dependsOn).sorted()
        }
    }

    /// Returns the resources in the order in which they are deleted; the given order if both are possible.
    private func inOrder(_ resources: [PlannedResource]) -> [PlannedResource] {
        var (ordered, open) = ([PlannedResource](), resources)
        while !open.isEmpty {
            let waiting = Set(open.map(\.address))
            let next =
                open.firstIndex { one in !one.dependsOn.contains { $0 != one.address && waiting.contains($0) } } ?? 0
            ordered.append(open.remove(at: next))
        }
        return ordered
    }

    /// One protected resource is enough: the run that would have marked the others may have died.
    private func isProtected(_ going: [ObservedResource]) -> Bool {
        guard isPruned else { return request.policy.isProtected && !going.isEmpty }
        return going.contains { $0.tags[OwnershipTags.protection] == "true" }
    }

    private func isRetained(_ going: [ObservedResource]) -> Bool {
        guard isPruned else { return request.policy.retainsOnDelete && !going.isEmpty }
        return going.contains { $0.tags[OwnershipTags.onDelete] == "retain" }
    }
}
