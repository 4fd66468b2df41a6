import ResourceModel

/// Plans the deletion of all that one environment owns.
struct DestructionPlanner {
    let observation: Observation
    let request: EnvironmentRequest

    var result: PlannedEnvironment {
        var refusals = accountRefusals(request, observation)
        var warnings: [String] = []
        var resources: [PlannedResource] = []
        let everything = request.resources + request.retired
        for resource in everything where resource.keeping == .managed {
            for observed in observation.resources[resource.address] ?? [] {
                guard observed.status != "DELETED" else { continue }
                guard observed.ownership == .ours else {
                    warnings.append("\(resource.address.kind.rawValue) '\(observed.name)' is not ours and stays")
                    continue
                }
                var planned = PlannedResource(
                    resource.address, name: observed.name, action: .delete, reason: "it is to be destroyed",
                    observed: observed)
                planned.drains = request.policy.drains
                // AWS's order: what uses a resource goes before it.
                planned.dependsOn = everything.filter { $0.dependencies.contains(resource.address) }
                    .map(\.address).sorted()
                resources.append(planned)
            }
        }
        if request.policy.isProtected, !resources.isEmpty {
            refusals.append(
                Refusal(
                    .protected, environment: request.key, "'\(request.key.owner)' is protected",
                    detail: "set 'protect: false' under 'reconcile:' first"))
        }
        if request.policy.retainsOnDelete, !resources.isEmpty {
            warnings.append("'\(request.key.owner)' stays in AWS: the file says to retain it")
            resources = []
        }
        if !request.policy.retainsOnDelete { addRestoredRole(to: &resources) }
        // Shown in the order in which it is done.
        resources.reverse()
        var result = PlannedEnvironment(request.key, resources: resources, jobs: jobs(resources), refusals: refusals)
        result.warnings = warnings
        result.waitsForAvailable = false
        result.waitTimeoutSeconds = request.policy.waitTimeoutSeconds
        return result
    }

    /// A role that an earlier run restored goes after the compute environments and before the launch template, whose
    /// tag is what is known of it.
    private func addRestoredRole(to resources: inout [PlannedResource]) {
        guard let restored = RestoredServiceRole.deletion(for: request, observation, beside: &resources) else { return }
        for index in resources.indices where resources[index].address.kind == .launchTemplate {
            resources[index].dependsOn.append(restored.address)
        }
        let place = resources.firstIndex { $0.address.kind == .computeEnvironment } ?? resources.endIndex
        resources.insert(restored, at: place)
    }

    private func jobs(_ resources: [PlannedResource]) -> PlannedEnvironment.JobCounts? {
        observation.jobs(ofAll: resources.compactMap(\.observed))
    }
}
