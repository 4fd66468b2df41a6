import Diagnostics
import Kinds
import Planning
import ResourceModel

extension PlanDocument {
    /// The document for programs: the form of `plan --format json`.
    var json: JSON {
        [
            "format_version": "1.1", "plan_id": JSON(planID), "account_id": JSON(plan.onlyAccountID),
            "regions": JSON(plan.regions),
            "environments": JSON(environments, \.json),
            "refusals": JSON(refusals, \.json),
            "warnings": JSON(environments.flatMap { environment in environment.warnings.map { (environment, $0) } }) {
                $0.1.json(environment: $0.0.planned.key.owner)
            },
            "summary": JSON(plan.summary, refused: plan.refusals.count),
            "diagnostics": JSON(diagnostics) { JSON($0) },
        ]
    }
}

extension PlanDocument.Environment {
    fileprivate var json: JSON {
        let json: JSON = [
            "name": JSON(planned.key.name), "workspace": JSON(planned.key.workspace),
            "region": JSON(planned.key.region),
            "action": JSON(planned.action.rawValue),
            "source": source.map { ["file": JSON($0.file), "line": JSON($0.line)] } ?? JSON.null,
            "definition": JSON(definition), "pruned": JSON(planned.isPruned),
            "resources": JSON(resources, \.json), "jobs": JobCountsView(planned.jobs).json,
            "cost": planned.cost.map(\.json) ?? JSON.null,
        ]
        return planned.accountID.map { json.adding([("account_id", JSON($0))]) } ?? json
    }
}

extension PlanDocument.Resource {
    fileprivate var json: JSON {
        var json: JSON = [
            "address": JSON(planned.address.description), "type": JSON(planned.address.kind.rawValue),
            "name": JSON(planned.name), "action": JSON(planned.action.rawValue), "impact": JSON(planned.impact),
            "reason": planned.reason.json, "changes": JSON(changes, \.json),
            "desired": planned.desired.map { JSON($0.shown(Kinds.catalog)) } ?? JSON.null,
            "depends_on": JSON(planned.dependsOn.map(\.description)),
        ]
        if let capacity = planned.capacity {
            json = json.adding([
                ("capacity", ["vcpus_in_use": JSON(capacity.inUse), "max_vcpus": JSON(capacity.limit)])
            ])
        }
        let keepsDifferences = planned.action == .adopt || planned.reason == .leftAsIs
        return keepsDifferences ? json.adding([("differences", JSON(differences, \.json))]) : json
    }
}

extension PlanDocument.ChangeEntry {
    /// A change, with the field of the file that it comes from and the rule that says what AWS makes of it.
    fileprivate var json: JSON {
        JSON(change, origins)
    }
}

extension JSON {
    /// A change; its field and range are null if nothing of the file leads to it, or one of several fields.
    init(_ change: Change, _ origins: [FieldOrigins.Origin] = []) {
        let origin = origins.count == 1 ? origins[0] : nil
        self = [
            "path": JSON(change.path), "field": JSON(origin?.field),
            "fields": JSON(origins.filter { !$0.isRemoved }) { origin in
                ["field": JSON(origin.field), "file": JSON(origin.place?.file), "line": JSON(origin.place?.line)]
            },
            "range": JSON(origin?.place),
            "before": change.json(change.before), "after": change.json(change.after),
        ]
        if change.after?.references.isEmpty == false { self = adding([("after_unknown", true)]) }
        self = adding([
            ("impact", JSON(change.update.name)), ("rule", JSON(change.rule)), ("source", JSON(change.source)),
            ("widens_access", JSON(change.widensAccess)), ("hashed", JSON(change.isShownAsHash)),
        ])
    }

    /// A place in a file, in the form that diagnostics have.
    init(_ place: FilePlace?) {
        func position(_ line: Int, _ column: Int) -> JSON { ["line": JSON(line), "column": JSON(column)] }
        self =
            place.map { place in
                [
                    "filename": JSON(place.file), "start": position(place.line, place.column),
                    "end": position(place.endLine, place.endColumn),
                ]
            } ?? JSON.null
    }

    /// The counts of a plan.
    init(_ summary: Plan.Summary, refused: Int) {
        self = [
            "create": JSON(summary.create), "update": JSON(summary.update), "replace": JSON(summary.replace),
            "delete": JSON(summary.delete), "unchanged": JSON(summary.unchanged), "refused": JSON(refused),
            "has_changes": JSON(summary.hasChanges),
        ]
    }
}

extension Change {
    /// A value of the field, or its hash if that is shown in its place.
    func json(_ value: Value?) -> JSON { isShownAsHash ? JSON(value?.digest) : JSON(value) }
}

extension PlanDocument.RefusalEntry {
    /// A refusal; its range is null if nothing of the file is to blame.
    fileprivate var json: JSON {
        [
            "kind": JSON(refusal.kind.rawValue), "environment": JSON(refusal.environment?.owner),
            "address": JSON(refusal.address?.description), "field": JSON(origins.first?.field), "range": JSON(place),
            "fields": JSON(origins.map(\.field)), "paths": JSON(refusal.paths), "summary": JSON(refusal.summary),
            "detail": JSON(refusal.detail),
        ]
    }
}

extension PlanDocument.WarningEntry {
    fileprivate func json(environment: String) -> JSON {
        [
            "kind": JSON(warning.kind), "environment": JSON(environment), "address": JSON(address?.description),
            "summary": JSON(sentence),
        ]
    }
}

extension Reason {
    /// The fact and the sentence.
    var json: JSON {
        let json: JSON = ["kind": JSON(kind), "text": JSON(sentence)]
        return switch self {
        case .differs(let path): json.adding([("paths", JSON([path]))])
        case .fixedFields(let paths), .blueGreen(let paths), .jobsRun(let paths, _), .choiceKept(let paths),
            .changedOutside(let paths):
            json.adding([("paths", JSON(paths))])
        case .incurable(let reason): json.adding([("status_reason", JSON(reason))])
        case .unowned(.other(let owner, _)), .unowned(.claimed(let owner)): json.adding([("owner", JSON(owner))])
        default: json
        }
    }
}

extension Resource {
    /// The properties as plans show them: what they show as a hash is a hash here as well.
    fileprivate func shown(_ kinds: KindCatalog) -> Value {
        let rules = kinds[address.kind]
        return rules.fields.filter(\.isShownAsHash).reduce(rules.concealed(properties)) { properties, rule in
            guard let value = properties[path: rule.path] else { return properties }
            return properties.replacing(rule.path, with: .string(value.digest))
        }
    }
}

extension PlannedResource {
    /// The impact of the change on what runs there, in one word.
    var impact: String {
        switch action {
        case .none, .create: "none"
        case .delete: "deletion"
        case .replace: "replacement"
        case .update, .adopt: update?.name ?? "none"
        }
    }
}
