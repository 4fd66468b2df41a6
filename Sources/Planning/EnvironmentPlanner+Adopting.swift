import ResourceModel

/// Taking over existing resources that have an environment's names without our tags: only tags are written.
extension EnvironmentPlanner {
    /// Plans for one resource that exists.
    mutating func planAdoption(of current: ObservedResource, as resource: Resource) {
        known.learn(resource.address, current.attributes.merging(["name": .string(current.name)]) { _, name in name })
        // A copied tag may name an owner that does not exist. Taking another
        // owner's resource would be worse than to ask.
        let claimant = current.tags[OwnershipTags.owner]
        let isFree = claimant == nil || claimant == request.key.owner
        guard current.ownership == .ours || isFree else {
            return refuseUnowned(current, .claimed(owner: claimant ?? ""))
        }
        if let obstacle = kinds[current.address.kind].hooks.adoptionObstacle(current) {
            return refuseUnowned(current, .obstacle(reason: obstacle.reason, remedy: obstacle.remedy))
        }
        var desired = resource
        desired.name = current.name
        desired.claimName()
        var resolved = desired
        _ = resolve(&resolved, existing: current)
        let differences = fieldChanges(from: current, to: resolved.properties)
        if current.ownership == .ours {
            let planned = PlannedResource(
                resource.address, name: current.name, action: .none, reason: .owned, observed: current)
            return add(planned, desired)
        }
        // The tag may say that the file is applied only if nothing differs. Else a later plan would find nothing to do.
        if !differences.isEmpty { desired.tags[OwnershipTags.form] = nil }
        desired.properties = current.properties
        let tagChanges = tagChanges(from: current, to: desired, retired: [])
        var planned = PlannedResource(
            resource.address, name: current.name, action: .adopt, update: .tags, reason: .untagged,
            changes: tagChanges, observed: current)
        planned.bookkeepingTags = desired.tags.filter { OwnershipTags.isBookkeeping("tags.\($0.key)") }
        planned.differences = differences
        add(planned, desired)
    }

    /// Records a resource that does not exist: adoption creates nothing, but says what is missing.
    mutating func noteMissing(_ resource: Resource) { missing.append(resource.address.local) }

    /// Notes on the resources that do not exist and that adoption leaves to the next apply.
    var adoptionNotes: [Warning] { adopts && !missing.isEmpty ? [.notCreated(parts: missing)] : [] }
}
