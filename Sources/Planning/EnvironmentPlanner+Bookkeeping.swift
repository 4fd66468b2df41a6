import ResourceModel

extension EnvironmentPlanner {
    /// Records choices that were changed outside of the file and that are kept, so that drift reports them only until the
    /// next apply. Another change of the resource records them as well, so the plan says it beside that.
    mutating func acceptChoices(_ planned: inout PlannedResource, _ current: ObservedResource, _ desired: Resource) {
        guard !request.policy.leavesExisting else { return }
        let origin = ChangeOrigin(desired: desired, observed: current, rules: kinds[current.address.kind])
        let moved = origin.movedChoices(planned.keptFields, []).map(\.path)
        guard !moved.isEmpty else { return }
        guard planned.action == .none else {
            return warnings.append(.choiceKept(name: current.name, paths: moved))
        }
        planned.action = .update
        planned.update = .tags
        planned.reason = .choiceKept(paths: moved)
    }

    /// Parts of an earlier form of the environment that this plan leaves. They stay in the list of parts, because some
    /// are looked for only if the list has them.
    var leftoverParts: [Address] {
        guard !prunes else { return [] }
        return request.retired.map(\.address).filter { address in
            (observation.resources[address] ?? []).contains { $0.ownership == .ours && $0.status != .deleted }
        }
    }

    /// Writes the list of the environment's parts again if other parts are made or changed in this run. With the list,
    /// drift tells a part that was deleted from one that the file is about to add.
    mutating func refreshParts() {
        let keeper = request.resources.first { $0.management == .managed }?.address
        guard !request.policy.leavesExisting, resources.contains(where: { $0.action != .none && $0.desired != nil }),
            let index = resources.firstIndex(where: { $0.address == keeper && $0.action == .none }),
            resources[index].observed?.ownership == .ours, let desired = resources[index].desired,
            let record = resources[index].observed.flatMap({ LastAppliedHashes(in: $0.tags) }),
            record.parts != LastAppliedHashes(in: desired.tags)?.parts
        else { return }
        resources[index].action = .update
        resources[index].update = .tags
        resources[index].reason = .otherParts
    }
}
