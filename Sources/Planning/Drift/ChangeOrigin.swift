import ResourceModel

/// Tells whether a difference between a resource and the file comes from outside or from an edit of the file.
///
/// AWS's current value is compared with the record of the value that was applied last. If they are equal, the file has
/// changed, or a resource that the field refers to. If they differ, the value was changed outside.
struct ChangeOrigin {
    let desired: Resource
    let observed: ObservedResource
    let rules: KindRules

    private var record: LastAppliedHashes? { LastAppliedHashes(in: observed.tags) }

    /// True if the file wants exactly what it wanted when it was applied last.
    private var isFormOld: Bool { observed.tags[OwnershipTags.form] == desired.tags[OwnershipTags.form] }

    /// True if AWS's value is not the one that was applied last.
    func isOutside(_ change: Change) -> Bool {
        if let key = change.tagKey { return isOutside(tag: key, change) }
        // An update repairs a status, but a status is not set from outside.
        guard let rule = rules.fields.first(where: { $0.path == change.path }) else { return false }
        guard let record else {
            // An older version made it: every difference counts, unless another resource has to change first.
            return change.after?.references.isEmpty ?? true
        }
        let live = observed.properties[path: rule.path]
        let wanted = desired.properties[path: rule.path]
        if record.holds(live, of: rule, in: observed.properties, named: wanted) { return false }
        // If AWS fills in members that the file did not name then, the two cannot be compared after an edit.
        return rule.comparison.isComparableAlone || !isEdited(change)
    }

    /// True if the file's value is not the one that was applied last.
    func isEdited(_ change: Change) -> Bool {
        guard let record else { return !isFormOld }
        if change.tagKey != nil { return !record.holds(labels: desired.tags) }
        guard let rule = rules.fields.first(where: { $0.path == change.path }) else { return false }
        return !record.holds(desired.properties[path: rule.path], of: rule, in: desired.properties)
    }

    /// Returns the fields that the file leaves open and that have another value than after the last apply.
    ///
    /// The record holds only a hash. The applied value is therefore known only if it equals today's choice.
    func movedChoices(_ paths: Set<String>, _ choices: [KeptChoice]) -> [Change] {
        guard let record else { return [] }
        return rules.fields.filter { paths.contains($0.path) }.compactMap { rule in
            let live = observed.properties[path: rule.path]
            let wanted = desired.properties[path: rule.path]
            guard !record.holds(live, of: rule, in: observed.properties, named: wanted) else { return nil }
            let current = choices.first { $0.path == rule.path }.map { Value.strings($0.current) }
            let applied = current.flatMap { record.holds($0, of: rule, in: observed.properties) ? $0 : nil }
            return Change(
                path: rule.path, before: live, after: applied, update: rule.update, rule: rule.rule, source: rule.source
            )
        }
    }

    private func isOutside(tag key: String, _ change: Change) -> Bool {
        guard let record else { return OwnershipTags.isOurs(key) ? isFormOld : true }
        // The labels in the file were not edited, so the tag was changed outside.
        if record.holds(labels: desired.tags) { return true }
        // The labels were edited. A label that the last apply set and that the file still wants is missed. Of other
        // labels it is not known.
        return change.after != nil && observed.tags[key] == nil && OwnershipTags.wasLabel(key, in: observed.tags)
    }
}
