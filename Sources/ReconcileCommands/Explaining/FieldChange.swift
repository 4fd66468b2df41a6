import BatchForge
import Kinds
import ManifestLoading
import Planning
import ResourceModel

/// The effect of editing a field of a live environment: what it changes in AWS, and how AWS carries the change out.
struct FieldChange {
    /// The direct effect of the edit.
    let effect: FieldEffect

    /// AWS's fields that change under one rule.
    struct Update: Hashable {
        /// The rule.
        let rule: UpdateRule
        /// The field under AWS's name.
        let path: String
        /// The kind of the resources that have it.
        let kind: ResourceKind
        /// Which of the environment's resources of the kind.
        let parts: [String]
        /// The conditions on the rest of the file; all of them must hold.
        var conditions: [FieldEffect.Condition] = []
        /// True if the rule holds only for resources on Fargate.
        var isForFargate = false
    }

    /// The change; nil where the mode does not have the field.
    init?(of field: Field, in mode: ConfigurationMode) {
        guard let effect = field.effect(in: mode) else { return nil }
        self.effect = effect
    }

    /// The updates: what every file has first, and of that what disturbs most.
    var updates: [Update] {
        let found = effect.reaches.flatMap(Self.updates)
        return found.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.conditions.isEmpty != second.conditions.isEmpty { return first.conditions.isEmpty }
            if first.rule.update != second.rule.update { return first.rule.update > second.rule.update }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// The resources that exist with some values and are missing with others.
    var presences: [(kind: ResourceKind, part: String, conditions: [FieldEffect.Condition])] {
        guard case .resources(let impacts) = effect else { return [] }
        return impacts.compactMap {
            if case .existence(let kind, let part, let condition) = $0 {
                (kind, part, [condition].compactMap { $0 })
            } else {
                nil
            }
        }
    }

    /// The rule by which an update takes a new compute environment where that is none that Batch updates in place; nil
    /// where the field is updated all the same.
    var ruleWhereFixed: UpdateRule? {
        updates.filter { $0.rule.update == .infrastructure }.compactMap {
            UpdateRule(of: $0.path, $0.kind, as: .fixed)
        }.first { $0.update == .replacement }
    }

    private static func updates(of reach: FieldEffect.Reach) -> [Update] {
        let (path, kind, parts) = (reach.path, reach.kind, reach.parts)
        if reach.isForm {
            guard let rule = UpdateRule(of: path, kind, as: .becomingFargate) else { return [] }
            return [Update(rule: rule, path: path, kind: kind, parts: parts)]
        }
        guard let usual = UpdateRule(of: path, kind) else { return [] }
        let conditions = [reach.condition].compactMap { $0 }
        let update = Update(rule: usual, path: path, kind: kind, parts: parts, conditions: conditions)
        let onFargate = ResourceBuilder.partsOnFargate(of: kind).filter(parts.contains)
        guard !onFargate.isEmpty, let rule = UpdateRule(of: path, kind, as: .fargate), rule != usual else {
            return [update]
        }
        let other = Update(
            rule: rule, path: path, kind: kind, parts: onFargate, conditions: [.with(["fargate"])] + conditions,
            isForFargate: true)
        return [update, other]
    }
}
