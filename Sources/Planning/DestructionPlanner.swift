import ResourceModel

/// Plans the deletion of all that one environment owns.
struct DestructionPlanner {
    let observation: Observation
    let request: EnvironmentRequest
    /// Whether the files no longer name the environment: then its tags have to say what they said about its end.
    let isPruned: Bool

    var result: PlannedEnvironment {
        var refusals = accountRefusals(request, observation)
        var warnings: [String] = []
        var resources: [PlannedResource] = []
        let everything = request.resources + request.retired
        for resource in everything where resource.keeping == .managed {
            for observed in observation.resources[resource.address] ?? [] {
                guard observed.status != "DELETED" else { continue }
                guard observed.ownership == .ours else {
                    warnings.append(
                        "\(resource.address.kind.rawValue) '\(observed.name)' is not owned by reconcile and is left alone"
                    )
                    continue
                }
                var planned = PlannedResource(
                    resource.address, name: observed.name, action: .delete,
                    reason: isPruned ? "no given file defines it" : "it is to be destroyed", observed: observed)
                if let status = observed.unknownStatus {
                    // The status may be one in which AWS still works on it, with what would be deleted next.
                    warnings.append(
                        "\(observed.name) is \(status), which this version of reconcile does not know: it is deleted once AWS "
                            + "shows it as VALID or INVALID, and if it does not within 'wait-timeout', what it uses stays"
                    )
                }
                planned.drains = isPruned ? observed.tags[OwnershipTags.drain] != "false" : request.policy.drains
                // AWS's order: what uses a resource goes before it.
                planned.dependsOn = everything.filter { $0.dependencies.contains(resource.address) }
                    .map(\.address).sorted()
                resources.append(planned)
            }
        }
        let going = resources.compactMap(\.observed)
        if isRetained(going) {
            let who = isPruned ? "the file that named it last said" : "the file says"
            warnings.append("'\(request.key.owner)' stays in AWS: \(who) to retain it")
            resources = []
        } else if isProtected(going) {
            let way = "put it back into a file with 'protect: false' under 'reconcile:', apply that, and prune then"
            refusals.append(
                Refusal(
                    .protected, environment: request.key, "'\(request.key.owner)' is protected",
                    detail: isPruned ? way : "set 'protect: false' under 'reconcile:' first"))
        }
        if !resources.isEmpty { addRestoredRole(to: &resources) }
        orderLogGroups(in: &resources)
        refusals += queueRefusals(resources.compactMap(\.observed), request, observation)
        // Shown in the order in which it is done.
        resources.reverse()
        var result = PlannedEnvironment(
            request.key, resources: resources, jobs: observation.jobs(of: everything), refusals: refusals)
        result.warnings = warnings
        result.isPruned = isPruned
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

    /// A log group goes after the compute environments that write to it and before the launch template: only the template
    /// proves that the group is ours, so a run that is interrupted between the two must leave the template.
    private func orderLogGroups(in resources: inout [PlannedResource]) {
        let writers = Set(resources.map(\.address)).filter { $0.kind == .computeEnvironment }.sorted()
        let groups = Set(resources.map(\.address)).filter { $0.kind == .logGroup }.sorted()
        for index in resources.indices {
            switch resources[index].address.kind {
            case .logGroup: resources[index].dependsOn += writers
            case .launchTemplate: resources[index].dependsOn += groups
            default: break
            }
        }
        // Shown where it is done: the order is reversed in the end.
        guard let template = resources.firstIndex(where: { $0.address.kind == .launchTemplate }) else { return }
        let later = resources[template...].filter { $0.address.kind == .logGroup }
        resources.removeAll { later.map(\.address).contains($0.address) }
        resources.insert(contentsOf: later, at: template + 1)
    }

    /// One resource that says so is enough: the run that was to write it to the others may have died.
    private func isProtected(_ going: [ObservedResource]) -> Bool {
        guard isPruned else { return request.policy.isProtected && !going.isEmpty }
        return going.contains { $0.tags[OwnershipTags.protection] == "true" }
    }

    private func isRetained(_ going: [ObservedResource]) -> Bool {
        guard isPruned else { return request.policy.retainsOnDelete && !going.isEmpty }
        return going.contains { $0.tags[OwnershipTags.onDelete] == "retain" }
    }
}
