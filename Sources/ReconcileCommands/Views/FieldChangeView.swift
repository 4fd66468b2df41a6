import BatchForge
import Kinds
import ManifestLoading
import Planning
import ResourceModel

/// Explains what an edit of a field does if the environment exists.
struct FieldChangeView {
    /// The longest line in characters.
    let columns: Int

    /// The section; of manual mode only where something else holds there. A member of a map has none.
    func lines(_ field: Field) -> [String] {
        let forged = FieldChange(of: field, in: .forge).map(body) ?? []
        let manual = FieldChange(of: field, in: .manual).map(body) ?? []
        // The effect of a map covers its members.
        guard !forged.isEmpty || !manual.isEmpty else { return [] }
        let isOne = forged.isEmpty || manual.isEmpty || forged == manual
        let first = ["  When it changes:"] + (forged.isEmpty ? manual : forged)
        return isOne ? first : first + ["", "  In config-mode manual:"] + manual
    }

    private func body(_ change: FieldChange) -> [String] {
        switch change.effect {
        case .resources: resources(change)
        case .nothing(.platform): paragraph("nothing in AWS: only the Seqera Platform acts on it")
        case .nothing(.nextflow):
            paragraph("nothing in AWS: 'reconcile nextflow-config' and the Seqera Platform act on it")
        case .nothing(.access):
            paragraph(
                "nothing in AWS if it leads to the same account; in another account the environment does not exist yet")
        case .nothing(.manner): paragraph("nothing in AWS: it only says how reconcile works")
        case .nothing(.unbuilt): paragraph("nothing in AWS: plan and apply refuse what it could ask for")
        case .nothing(.observed): paragraph("nothing in AWS: the queues exist already and are only checked")
        case .identity:
            paragraph(
                "It is another environment then: everything is created again. What the old one has stays in AWS until "
                    + "'reconcile destroy' with the file as it was or, in the same region, 'reconcile apply --prune'; if the "
                    + "workspace changed, that with '--prune-scope all'.")
        case .ownershipMode:
            paragraph(
                "To 'forge', everything is made. To 'manual', what reconcile made stays in AWS "
                    + "until 'reconcile apply --prune'.")
        case .composite: paragraph("What the fields in it do; 'reconcile explain' knows each of them.")
        }
    }

    private func resources(_ change: FieldChange) -> [String] {
        let updates = change.updates.inGroups {
            Group(heading: $0.rule.update.impact(on: $0.kind), source: $0.rule.source)
        }
        let lines = updates.flatMap { group, updates in
            let fields = updates.inGroups { Place(path: $0.path, conditions: $0.conditions) }.map { place, updates in
                "\(place.path) of \(list(updates.flatMap(names)))" + words(place.conditions)
            }
            return paragraph(group.heading) + (fields + [group.source]).flatMap(detail)
        }
        return lines + presences(change) + notes(change).flatMap { [""] + $0 }
    }

    private struct Group: Hashable {
        let heading: String
        let source: String
    }

    private struct Place: Hashable {
        let path: String
        let conditions: [FieldEffect.Condition]
    }

    private func words(_ conditions: [FieldEffect.Condition]) -> String {
        let words = conditions.map { condition in
            switch condition {
            case .with(let fields): "with " + fields.map { "'\($0)'" }.joined(separator: " or ")
            case .without(let field): "without '\(field)'"
            }
        }
        return words.isEmpty ? "" : ", " + words.joined(separator: " and ")
    }

    private func presences(_ change: FieldChange) -> [String] {
        let presences = change.presences.inGroups { $0.kind == .serviceLinkedRole }
        return presences.flatMap { isLinked, presences in
            let heading =
                isLinked
                ? "made, where the account has none" : "made, or left over until 'reconcile apply --prune'"
            let places = presences.inGroups(by: \.conditions).map { conditions, presences in
                list(presences.map { name($0.kind, $0.part) }) + words(conditions)
            }
            return paragraph(heading) + places.flatMap(detail)
        }
    }

    /// The facts that the classes alone do not tell, a paragraph each.
    private func notes(_ change: FieldChange) -> [[String]] {
        let classes = Set(change.updates.map(\.rule.update))
        var notes: [[String]] = []
        if classes.contains(.infrastructure) {
            notes.append(
                paragraph(
                    "If jobs run that this could end, 'update-strategy' under 'reconcile:' decides. By default the compute "
                        + "environment is replaced if 'overwrite' permits it, and otherwise the change is refused."))
        }
        if classes.contains(.replacement) {
            notes.append(paragraph("Without 'overwrite' the replacement is refused."))
        }
        if let rule = change.ruleWhereFixed {
            notes.append(
                paragraph(
                    "A compute environment that 'reconcile adopt' took over must be replaced, which 'overwrite' has to "
                        + "permit, if it has another service role than Batch's service-linked one or the strategy "
                        + "BEST_FIT:")
                    + detail(rule.source))
        }
        return notes
    }

    /// The resources of an update; all that there can be of a kind go by its name.
    private func names(_ update: FieldChange.Update) -> [String] {
        let isEvery = update.parts == ResourceBuilder.parts(of: update.kind)
        return isEvery ? [update.kind.rawValue] : update.parts.map { name(update.kind, $0) }
    }

    private func name(_ kind: ResourceKind, _ part: String) -> String {
        part.isEmpty ? kind.rawValue : "\(kind.rawValue).\(part)"
    }

    private func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    private func paragraph(_ text: String) -> [String] { lines(text, indent: 4) }

    private func detail(_ text: String) -> [String] { lines(text, indent: 8) }

    private func lines(_ text: String, indent: Int) -> [String] {
        LineWrapper.wrapped(text, to: columns - indent).map { String(repeating: " ", count: indent) + $0 }
    }
}

extension Array {
    /// The elements by key, both in the order in which they come.
    func inGroups<Key: Hashable>(by key: (Element) -> Key) -> [(key: Key, elements: [Element])] {
        let groups = Dictionary(grouping: self, by: key)
        var seen: Set<Key> = []
        return compactMap { element in
            let key = key(element)
            return seen.insert(key).inserted ? (key, groups[key] ?? []) : nil
        }
    }
}
