import Diagnostics
import Planning
import ResourceModel

extension JSON {
    /// A plan, in the form that `plan --format json` prints.
    init(_ plan: Plan, diagnostics: [Diagnostic]) {
        var members: [(String, JSON)] = [
            ("format_version", .string("1.0")), ("plan_id", .string(plan.id)),
            ("account_id", .string(plan.accountID)),
        ]
        if plan.regions.count == 1 {
            members.append(("region", .string(plan.regions[0])))
        } else {
            members.append(("regions", .array(plan.regions.map { .string($0) })))
        }
        members += [
            ("environments", .array(plan.environments.map { JSON($0) })), ("summary", JSON(plan.summary)),
            ("diagnostics", .array(diagnostics.map { JSON($0) })),
        ]
        self = .object(members)
    }

    private init(_ environment: PlannedEnvironment) {
        self = .object([
            ("name", .string(environment.key.name)), ("workspace", JSON(environment.key.workspace)),
            ("region", .string(environment.key.region)), ("action", .string(environment.action.rawValue)),
            ("resources", .array(environment.resources.map { JSON($0) })),
            ("jobs", JobCountsView(environment.jobs).json),
        ])
    }

    /// A planned resource.
    init(_ resource: PlannedResource) {
        var members: [(String, JSON)] = [
            ("address", .string(resource.address.description)), ("type", .string(resource.address.kind.rawValue)),
            ("name", .string(resource.name)), ("action", .string(resource.action.rawValue)),
            ("impact", .string(resource.impact)), ("reason", .string(resource.reason)),
            ("changes", .array(resource.changes.map { JSON($0) })),
            ("depends_on", .array(resource.dependsOn.map { .string($0.description) })),
        ]
        if let capacity = resource.capacity {
            let figures: [(String, JSON)] = [
                ("vcpus_in_use", .integer(capacity.inUse)), ("max_vcpus", .integer(capacity.limit)),
            ]
            members.append(("capacity", .object(figures)))
        }
        if resource.action == .adopt {
            members.append(("differences", .array(resource.differences.map { JSON($0) })))
        }
        self = .object(members)
    }

    /// A change, with the rule that says what AWS makes of it.
    init(_ change: Change) {
        func shown(_ value: Value?) -> JSON {
            guard let value else { return .null }
            return change.isShownAsHash ? .string(value.digest) : JSON(value)
        }
        var members: [(String, JSON)] = [
            ("path", .string(change.path)), ("before", shown(change.before)), ("after", shown(change.after)),
        ]
        if change.after?.references.isEmpty == false { members.append(("after_unknown", .boolean(true))) }
        members += [
            ("impact", .string(change.update.name)), ("rule", .string(change.rule)), ("source", .string(change.source)),
        ]
        self = .object(members)
    }

    /// The counts of a plan.
    init(_ summary: Plan.Summary) {
        self = .object([
            ("create", .integer(summary.create)), ("update", .integer(summary.update)),
            ("replace", .integer(summary.replace)), ("delete", .integer(summary.delete)),
            ("unchanged", .integer(summary.unchanged)),
        ])
    }
}

extension PlannedResource {
    /// What carrying it out does to what runs there, in one word.
    var impact: String {
        switch action {
        case .none, .create: "none"
        case .delete: "deletion"
        case .replace: "replacement"
        case .update, .adopt: update?.name ?? "none"
        }
    }
}
