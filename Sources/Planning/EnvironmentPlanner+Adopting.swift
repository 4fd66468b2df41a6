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
            return refuseForeign(
                current, "carries the tag of '\(claimant ?? "")'",
                detail: "reconcile takes nothing from another owner: have that owner delete it, or, if '"
                    + "\(claimant ?? "")' does not exist any more, remove the tag \(OwnershipTags.owner) from it")
        }
        if let obstacle = kinds[current.address.kind].hooks.adoptionObstacle(current) {
            return refuseForeign(current, obstacle.reason, detail: obstacle.remedy)
        }
        var desired = resource
        desired.name = current.name
        desired.claimName()
        var resolved = desired
        _ = resolve(&resolved, existing: current)
        let differences = fieldChanges(from: current, to: resolved.properties)
        if current.ownership == .ours {
            let planned = PlannedResource(
                resource.address, name: current.name, action: .none, reason: "it is owned already", observed: current)
            return add(planned, desired)
        }
        // The tag may say that the file is applied only if nothing differs. Else a later plan would find nothing to do.
        if !differences.isEmpty { desired.tags[OwnershipTags.form] = nil }
        desired.properties = current.properties
        let tagChanges = tagChanges(from: current, to: desired, retired: [])
        var planned = PlannedResource(
            resource.address, name: current.name, action: .adopt, update: .tags, reason: "it exists without our tags",
            changes: tagChanges, observed: current)
        planned.bookkeepingTags = desired.tags.filter { OwnershipTags.isBookkeeping("tags.\($0.key)") }
        planned.differences = differences
        add(planned, desired)
    }

    /// Records a resource that does not exist: adoption creates nothing, but says what is missing.
    mutating func noteMissing(_ resource: Resource) { missing.append(resource.address.local) }

    /// Notes on the resources that do not exist and that adoption leaves to the next apply.
    var adoptionNotes: [String] {
        guard adopts, !missing.isEmpty else { return [] }
        let verb =
            missing.count == 1
            ? "does not exist; 'reconcile apply' creates it" : "do not exist; 'reconcile apply' creates them"
        return ["\(missing.joined(separator: ", ")): \(verb)"]
    }
}
