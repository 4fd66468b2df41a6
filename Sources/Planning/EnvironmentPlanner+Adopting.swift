import ResourceModel

/// Taking over what stands under an environment's names without our tags: only tags are written.
extension EnvironmentPlanner {
    /// Plans for one resource that stands.
    mutating func planAdoption(of current: ObservedResource, as resource: Resource) {
        known.learn(resource.address, current.attributes.merging(["name": .string(current.name)]) { _, name in name })
        // A copied tag may name an owner who is none; taking his resource would be worse than asking.
        let claimant = current.tags[OwnershipTags.owner]
        let isFree = claimant == nil || claimant == request.key.owner
        guard current.ownership == .ours || isFree else {
            return refuseForeign(
                current, "carries the tag of '\(claimant ?? "")'",
                detail: "reconcile takes nothing from another owner: have its file let go of it, or where '"
                    + "\(claimant ?? "")' is no more, remove the tag \(OwnershipTags.owner) from it")
        }
        if let obstacle = kinds[current.address.kind].hooks.adoptionObstacle(current) {
            return refuseForeign(current, obstacle.reason, detail: obstacle.remedy)
        }
        var desired = resource
        desired.name = current.name
        desired.claimName()
        var resolved = desired
        _ = resolve(&resolved, standing: current)
        let differences = fieldChanges(from: current, to: resolved.properties)
        if current.ownership == .ours {
            let planned = PlannedResource(
                resource.address, name: current.name, action: .none, reason: "it is ours already", observed: current)
            return add(planned, desired)
        }
        // The form is the file's only where nothing differs; a later plan must not take it for applied.
        if !differences.isEmpty { desired.tags[OwnershipTags.form] = nil }
        desired.properties = current.properties
        let tagChanges = tagChanges(from: current, to: desired, retired: [])
        var planned = PlannedResource(
            resource.address, name: current.name, action: .adopt, update: .tags, reason: "it stands without our tags",
            changes: tagChanges, observed: current)
        planned.bookkeepingTags = desired.tags.filter { OwnershipTags.isBookkeeping("tags.\($0.key)") }
        planned.differences = differences
        add(planned, desired)
    }

    /// Adoption makes nothing; what there is to make is said.
    mutating func noteMissing(_ resource: Resource) { missing.append(resource.address.local) }

    /// What apply will find to do that adoption leaves.
    var adoptionNotes: [String] {
        guard adopts, !missing.isEmpty else { return [] }
        let verb =
            missing.count == 1
            ? "does not stand, and 'reconcile apply' makes it" : "do not stand, and 'reconcile apply' makes them"
        return ["\(missing.joined(separator: ", ")): \(verb)"]
    }
}
