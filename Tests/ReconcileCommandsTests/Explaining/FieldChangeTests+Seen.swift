import BatchForge
import Kinds
import ManifestLoading
import Planning
import ResourceModel

@testable import ReconcileCommands

extension FieldChangeTests {
    /// A change in AWS, by the resource's address in its environment.
    struct Seen: Hashable, CustomStringConvertible {
        let address: String
        /// The field and the rule of its change; nil where the resource comes or goes.
        var path: String?
        var rule: Rule?

        var description: String {
            [address, path, rule?.update.name, rule?.source].compactMap { $0 }.joined(separator: " ")
        }
    }

    /// The kind of update that AWS makes of a change, and the page that documents it.
    struct Rule: Hashable {
        let update: UpdateClass
        let source: String

        init(_ rule: UpdateRule) { (update, source) = (rule.update, rule.source) }

        init(_ change: Change) { (update, source) = (change.update, change.source) }
    }

    /// Returns the effects that `explain` claims for a change; for a file, only those that its other fields let happen.
    static func claimed(_ change: FieldChange, in file: Experiment? = nil) -> Set<Seen> {
        let updates = change.updates.filter { $0.conditions.allSatisfy { holds($0, in: file) } }.flatMap { update in
            update.parts.map { part in
                Seen(address: local(update.kind, part), path: update.path, rule: Rule(update.rule))
            }
        }
        let presences = change.presences.filter { $0.conditions.allSatisfy { holds($0, in: file) } }
        return Set(updates + presences.map { Seen(address: local($0.kind, $0.part)) })
    }

    private static func holds(_ condition: FieldEffect.Condition, in file: Experiment?) -> Bool {
        guard let file else { return true }
        return switch condition {
        case .with(let fields): fields.contains(where: file.has)
        case .without(let field): !file.has(field)
        }
    }

    private static func local(_ kind: ResourceKind, _ part: String) -> String {
        part.isEmpty ? kind.rawValue : "\(kind.rawValue).\(part)"
    }

    /// The texts of an experiment, and the other way round.
    static func bothWays(_ experiment: Experiment) -> [[String]] {
        [experiment.texts, experiment.texts.reversed()]
    }

    /// Returns the effects that an experiment shows, both ways.
    static func seen(_ experiment: Experiment, _ change: FieldChange) async throws -> Set<Seen> {
        var seen: Set<Seen> = []
        for texts in bothWays(experiment) {
            let workbench = try await Workbench()
            try await workbench.apply(texts[0])
            let plan = try await workbench.plan(texts[1], prunes: true)
            seen.formUnion(plan.resources.flatMap { changes($0, change) })
        }
        return seen
    }

    private static func changes(_ planned: PlannedResource, _ change: FieldChange) -> [Seen] {
        // A log group of an earlier file has its name for a part.
        let kind = planned.address.kind
        let address = kind == .logGroup ? kind.rawValue : planned.address.local
        // With the field that makes a new resource of it everything else that it has may change.
        let decisive = change.updates.first { $0.rule.update == .replacement }?.path
        switch planned.action {
        case .create, .delete: return [Seen(address: address)]
        default:
            // No replacement takes the place of a resource with data: such a change is always refused, so it has no effect.
            let holdsData = Kinds.catalog[kind].lifecycle.holdsData
            let changes = planned.changes.filter { change in
                !OwnershipTags.isBookkeeping(change.path) && !(holdsData && change.update == .replacement)
            }
            return changes.filter { planned.action != .replace || $0.path == decisive }.map { change in
                let path = change.path.hasPrefix("tags.") ? "tags" : change.path
                return Seen(address: address, path: path, rule: Rule(change))
            }
        }
    }

    /// Returns the differences between two lists of resources, by address and field.
    static func differences(_ before: [Resource], _ after: [Resource], _ change: FieldChange) -> Set<Seen> {
        let forms = [before, after].map { resources in
            Dictionary(uniqueKeysWithValues: resources.filter { $0.management != .external }.map { ($0.address, $0) })
        }
        let networks = [before, after].map { $0.first { $0.address.kind == .network }?.properties }
        return Set(
            Set(forms.flatMap(\.keys)).flatMap { address -> [Seen] in
                guard let old = forms[0][address], let new = forms[1][address], old.name == new.name else {
                    return [Seen(address: address.local)]
                }
                let fields = [Self.fields(old, in: networks[0]), Self.fields(new, in: networks[1])]
                let paths = Set(fields.flatMap(\.keys)).filter { fields[0][$0] != fields[1][$0] }
                let decisive = change.updates.first { $0.rule.update == .replacement }?.path
                return paths.filter { decisive.map(paths.contains) != true || $0 == decisive }.map {
                    Seen(address: address.local, path: $0)
                }
            })
    }

    /// A resource's fields by path, its tags, and in place of references to the network what they lead to.
    private static func fields(_ resource: Resource, in network: Value?) -> [String: Value] {
        let properties = resource.properties.resolved { reference in
            guard reference.address.kind == .network else { return nil }
            let vpc = network?["vpcId"] ?? (reference.attribute == "securityGroupIds" ? network?["subnets"] : nil)
            return network?[reference.attribute] ?? vpc ?? .string("default")
        }
        var fields: [String: Value] = [:]
        // What follows the network of an environment changes only within its VPC, which plans alone can tell.
        let following = Set(Kinds.catalog[resource.address.kind].lifecycle.choices.filter(\.follows).map(\.path))
        for (name, value) in properties.map ?? [:] where !following.contains(name) {
            // Plans compare the members of some properties, and others as a whole.
            let isCompared = Kinds.catalog[resource.address.kind].fields.contains { $0.path.hasPrefix("\(name).") }
            let members = isCompared ? value.map : nil
            guard let members else {
                fields[name] = value
                continue
            }
            for (member, value) in members { fields["\(name).\(member)"] = value }
        }
        fields["tags"] = .strings(resource.tags.filter { !OwnershipTags.isBookkeeping("tags.\($0.key)") })
        return fields
    }
}
