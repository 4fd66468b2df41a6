import Diagnostics
import Kinds
import Planning
import ResourceModel

extension JSON {
    /// A plan, in the form that `plan --format json` prints.
    init(_ plan: Plan, diagnostics: [Diagnostic], origins: FieldOrigins = FieldOrigins([])) {
        var members: [(String, JSON)] = [
            ("format_version", .string("1.1")), ("plan_id", .string(plan.id)),
            ("account_id", .string(plan.accountID)),
            ("regions", .array(plan.regions.map { .string($0) })),
        ]
        // Version 1.0 had this member in place of the list.
        if plan.regions.count == 1 { members.append(("region", .string(plan.regions[0]))) }
        let warnings = plan.environments.flatMap { environment in
            environment.warnings.map { warning in
                JSON.object([
                    ("kind", .string("plan")), ("environment", .string(environment.key.owner)),
                    ("summary", .string(warning)),
                ])
            }
        }
        members += [
            ("environments", .array(plan.environments.map { JSON($0, origins) })),
            ("refusals", .array(plan.refusals.map { JSON($0, origins) })), ("warnings", .array(warnings)),
            ("summary", JSON(plan.summary, refused: plan.refusals.count)),
            ("diagnostics", .array(diagnostics.map { JSON($0) })),
        ]
        self = .object(members)
    }

    /// A refusal; its range is null if nothing of the file is to blame.
    private init(_ refusal: Refusal, _ origins: FieldOrigins) {
        let found = origins.origins(of: refusal)
        self = .object([
            ("kind", .string(refusal.kind.rawValue)), ("environment", JSON(refusal.environment?.owner)),
            ("address", JSON(refusal.address?.description)), ("field", JSON(found.first?.field)),
            ("range", JSON(found.first?.place ?? origins.place(of: refusal.environment))),
            ("fields", .array(found.map { .string($0.field) })),
            ("paths", .array(refusal.paths.map { .string($0) })), ("summary", .string(refusal.summary)),
            ("detail", .string(refusal.detail)),
        ])
    }

    /// A place in a file, in the form that diagnostics have.
    init(_ place: FilePlace?) {
        func position(_ line: Int, _ column: Int) -> JSON {
            .object([("line", .integer(line)), ("column", .integer(column))])
        }
        self =
            place.map { place in
                .object([
                    ("filename", .string(place.file)), ("start", position(place.line, place.column)),
                    ("end", position(place.endLine, place.endColumn)),
                ])
            } ?? .null
    }

    private init(_ environment: PlannedEnvironment, _ origins: FieldOrigins) {
        self = .object([
            ("name", .string(environment.key.name)), ("workspace", JSON(environment.key.workspace)),
            ("region", .string(environment.key.region)), ("action", .string(environment.action.rawValue)),
            ("resources", .array(environment.resources.map { JSON($0, origins, among: environment.resources) })),
            ("jobs", JobCountsView(environment.jobs).json),
        ])
    }

    /// A planned resource, and what else is planned.
    init(_ resource: PlannedResource, _ origins: FieldOrigins, among others: [PlannedResource]) {
        var members: [(String, JSON)] = [
            ("address", .string(resource.address.description)), ("type", .string(resource.address.kind.rawValue)),
            ("name", .string(resource.name)), ("action", .string(resource.action.rawValue)),
            ("impact", .string(resource.impact)), ("reason", .string(resource.reason)),
            (
                "changes",
                .array(resource.changes.map { JSON($0, origins.origins(of: $0, in: resource, among: others).first) })
            ),
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
    ///
    /// - Parameter origin: the field of the file that it comes from.
    init(_ change: Change, _ origin: FieldOrigins.Origin? = nil) {
        func shown(_ value: Value?) -> JSON {
            guard let value else { return .null }
            return change.isShownAsHash ? .string(value.digest) : JSON(value)
        }
        var members: [(String, JSON)] = [
            ("path", .string(change.path)), ("field", JSON(origin?.field)), ("range", JSON(origin?.place)),
            ("before", shown(change.before)), ("after", shown(change.after)),
        ]
        if change.after?.references.isEmpty == false { members.append(("after_unknown", .boolean(true))) }
        members += [
            ("impact", .string(change.update.name)), ("rule", .string(change.rule)), ("source", .string(change.source)),
        ]
        self = .object(members)
    }

    /// The counts of a plan.
    init(_ summary: Plan.Summary, refused: Int) {
        self = .object([
            ("create", .integer(summary.create)), ("update", .integer(summary.update)),
            ("replace", .integer(summary.replace)), ("delete", .integer(summary.delete)),
            ("unchanged", .integer(summary.unchanged)), ("refused", .integer(refused)),
        ])
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
