import ResourceModel

/// Where the differences between a resource and the file come from: from outside, or from an edit of the file.
///
/// What AWS holds now is compared with the record of what was applied last. Where it is still that, the file moved, or
/// a resource that the field refers to; where it is something else, somebody changed it.
struct ChangeOrigin {
    let desired: Resource
    let observed: ObservedResource
    let rules: KindRules

    private var record: LastAppliedHashes? { LastAppliedHashes(in: observed.tags) }

    /// Whether the file wants exactly what it wanted when it was applied last.
    private var isFormOld: Bool { observed.tags[OwnershipTags.form] == desired.tags[OwnershipTags.form] }

    /// Whether AWS's value is not the one that was applied last.
    func isOutside(_ change: Change) -> Bool {
        if let key = change.tagKey { return isOutside(tag: key, change) }
        // A status is repaired by an update, but nobody set it.
        guard let rule = rules.fields.first(where: { $0.path == change.path }) else { return false }
        guard let record else {
            // What an older version made: every difference counts, unless another resource has to change first.
            return change.after?.references.isEmpty ?? true
        }
        let live = observed.properties[path: rule.path]
        let wanted = desired.properties[path: rule.path]
        if record.holds(live, of: rule, in: observed.properties, named: wanted) { return false }
        // Where AWS fills in members that the file did not name then, the two cannot be compared after an edit.
        return rule.comparison.isComparableAlone || !isEdited(change)
    }

    /// Whether the file's value is not the one that was applied last.
    func isEdited(_ change: Change) -> Bool {
        guard let record else { return !isFormOld }
        if change.tagKey != nil { return !record.holds(labels: desired.tags) }
        guard let rule = rules.fields.first(where: { $0.path == change.path }) else { return false }
        return !record.holds(desired.properties[path: rule.path], of: rule, in: desired.properties)
    }

    /// Fields that the file leaves open and that are not any more what the last apply left.
    ///
    /// The record holds a hash: what was applied can be named only if it is what would be chosen now.
    func movedChoices(_ paths: Set<String>, _ choices: [KeptChoice]) -> [Change] {
        guard let record else { return [] }
        return rules.fields.filter { paths.contains($0.path) }.compactMap { rule in
            let live = observed.properties[path: rule.path]
            guard !record.holds(live, of: rule, in: observed.properties) else { return nil }
            let current = choices.first { $0.path == rule.path }.map { Value.strings($0.current) }
            let applied = current.flatMap { record.holds($0, of: rule, in: observed.properties) ? $0 : nil }
            return Change(
                path: rule.path, before: live, after: applied, update: rule.update, rule: rule.rule, source: rule.source
            )
        }
    }

    private func isOutside(tag key: String, _ change: Change) -> Bool {
        guard let record else { return OwnershipTags.isOurs(key) ? isFormOld : true }
        // Nobody edited the labels, so somebody changed the tag.
        if record.holds(labels: desired.tags) { return true }
        // They were edited: what the last apply set and the file still wants is missed, whatever else can be told.
        return change.after != nil && observed.tags[key] == nil && OwnershipTags.wasLabel(key, in: observed.tags)
    }
}

extension Change {
    /// The key, where the change is one of a tag.
    var tagKey: String? { path.hasPrefix("tags.") ? String(path.dropFirst(5)) : nil }
}
