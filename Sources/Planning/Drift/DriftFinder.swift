import ResourceModel

/// Tells changes in AWS from edits of the file, for one environment.
struct DriftFinder {
    let environment: PlannedEnvironment
    let kinds: KindCatalog

    /// True if the file only names resources that others make.
    var isManual: Bool { environment.resources.allSatisfy { $0.address.environment == nil } }

    /// True if anything exists under the environment's names, with our tags or without them. For a manual environment:
    /// true if any resource that it names exists.
    var exists: Bool {
        if isManual {
            return environment.references.isEmpty || environment.missingReferences.count < environment.references.count
        }
        return environment.resources.contains { planned in
            planned.address.environment != nil && planned.action != .create && planned.observed != nil
                && (planned.observed?.ownership == .ours || planned.desired?.allowsUnowned != true)
        }
    }

    /// The resources that were changed, in the plan's order; empty for a missing environment: no more is known of it.
    var resources: [DriftedResource] {
        exists ? environment.resources.compactMap(drifted) + environment.missingReferences.map(missing) : []
    }

    private func missing(_ resource: Resource) -> DriftedResource {
        DriftedResource(
            PlannedResource(
                resource.address, name: resource.name, action: .none, reason: .missingReference
            ),
            .deleted)
    }

    private func drifted(_ planned: PlannedResource) -> DriftedResource? {
        guard planned.address.environment != nil else { return nil }
        if planned.action == .create { return wasThere(planned) ? deleted(planned) : nil }
        guard let observed = planned.observed, planned.action != .delete else { return nil }
        if observed.ownership != .ours {
            return planned.desired?.allowsUnowned == true ? nil : disowned(planned, observed)
        }
        guard let desired = planned.desired else { return nil }
        let origin = ChangeOrigin(desired: desired, observed: observed, rules: kinds[planned.address.kind])
        // 'on_exists: ignore' makes differences of all changes. They come from outside all the same.
        let differing = (planned.changes + planned.differences).filter { origin.isOutside($0) }
        let choices = environment.keptChoices.filter { $0.address == planned.address }
        let outside = differing + origin.movedChoices(planned.keptFields, choices)
        guard !outside.isEmpty else { return nil }
        var resource = planned
        resource.changes = outside
        resource.update = outside.map(\.update).max()
        resource.reason = .changedOutside(paths: outside.map(\.path))
        return DriftedResource(
            resource, .changed, edited: Set(differing.filter { origin.isEdited($0) }.map(\.path)))
    }

    /// True if the last apply made the resource. One that an edit of the file has added is only new.
    private func wasThere(_ planned: PlannedResource) -> Bool {
        let records = environment.resources.compactMap(\.observed).filter { $0.ownership == .ours }
            .compactMap { LastAppliedHashes(in: $0.tags) }.filter { !$0.parts.isEmpty }
        return records.isEmpty || records.contains { $0.names(planned.address) }
    }

    private func deleted(_ planned: PlannedResource) -> DriftedResource {
        var resource = planned
        resource.changes = []
        resource.reason = .deletedOutside
        return DriftedResource(resource, .deleted)
    }

    private func disowned(_ planned: PlannedResource, _ observed: ObservedResource) -> DriftedResource {
        let wanted = [
            OwnershipTags.owner: environment.key.owner,
            OwnershipTags.resource: OwnershipTags.resourceValue(observed.address.kind, observed.name),
        ]
        var resource = planned
        resource.changes = wanted.sorted { $0.key < $1.key }.filter { observed.tags[$0.key] != $0.value }.map { tag in
            Change(tag: tag.key, before: observed.tags[tag.key], after: tag.value)
        }
        resource.reason = .disowned
        return DriftedResource(resource, .disowned)
    }
}
