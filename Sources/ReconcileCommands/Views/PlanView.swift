import Diagnostics
import Planning
import ResourceModel

/// A plan as text for people.
struct PlanView {
    let plan: Plan
    let principal: String
    let style: Style
    /// How long a line may be before what is said about a resource moves below it.
    let columns: Int
    /// Whether every field of what is made is shown, and what stays as it is.
    let isVerbose: Bool

    /// The rules of the changes that are shown; of what is made anew there is nothing to explain.
    private var rules: RuleNotes {
        RuleNotes(plan.resources.filter { ![.none, .create].contains($0.action) }.flatMap(\.changes))
    }

    var text: String {
        let place = ["Account \(plan.accountID)"] + plan.regions + ["as \(principal)"]
        var lines = Fitting.wrapped(place.joined(separator: ", "), to: columns).map { style(.dim, $0) }
        if plan.environments.isEmpty { lines += ["", "No environment: the files' 'compute-envs:' are empty."] }
        for environment in plan.environments { lines += ["", heading(environment)] + body(environment) }
        let notes = rules.lines(columns: columns)
        if !notes.isEmpty { lines += [""] + notes.map { style(.dim, $0) } }
        let summary = plan.summary
        lines += [
            "",
            style(
                .bold,
                "Plan: \(summary.create) to create, \(summary.update) to update, \(summary.replace) to replace, "
                    + "\(summary.delete) to delete"), "plan-id: \(plan.id)",
        ]
        return lines.joined(separator: "\n")
    }

    private func heading(_ environment: PlannedEnvironment) -> String {
        // Of what does not exist yet there is nothing to say.
        let jobs = environment.action == .create ? "" : ", jobs: " + JobCountsView(environment.jobs).text
        let action = environment.action == .none ? "nothing to do" : environment.action.rawValue
        let why = environment.isPruned ? ", no file names it any more" : ""
        return style(.bold, environment.key.owner) + " (\(environment.key.region)\(jobs)): \(action)\(why)"
    }

    private func body(_ environment: PlannedEnvironment) -> [String] {
        let shown = environment.resources.filter { $0.action != .none || isVerbose }
        let width = shown.compactMap { Self.namesItself($0) ? nil : $0.address.local.count }.max() ?? 0
        var lines = shown.flatMap { self.lines($0, width: width, in: environment) }
        lines += environment.warnings.map { "  " + style(.yellow, "! ") + $0 }
        for refusal in environment.refusals {
            lines += ["  " + style(.red, "✗ refused: ") + refusal.summary, "      " + refusal.detail]
        }
        return lines
    }

    private func lines(_ resource: PlannedResource, width: Int, in environment: PlannedEnvironment) -> [String] {
        let padding = String(repeating: " ", count: max(width - resource.address.local.count, 0))
        let name = Self.namesItself(resource) ? "" : padding + "  " + resource.name
        var line = "  \(sign(resource.action)) \(resource.address.local)\(name)"
        let length = 4 + resource.address.local.count + name.count
        let note = note(resource, in: environment)
        var lines: [String] = []
        if !note.isEmpty, length + 2 + note.count <= columns {
            line += "  " + style(.dim, note)
        } else {
            lines = Fitting.wrapped(note, to: columns - 6).map { "      " + style(.dim, $0) }
        }
        lines.insert(line, at: 0)
        let showsFields = resource.action != .create || isVerbose
        if showsFields { lines += resource.changes.flatMap { fields($0, of: resource) }.map { "      " + $0 } }
        lines += resource.differences.flatMap { fields($0, of: resource) }.map {
            "      differs, for the next apply: \($0)"
        }
        return lines
    }

    /// Whether the address says the name already, as with the roles that are linked to services.
    private static func namesItself(_ resource: PlannedResource) -> Bool { resource.address.part == resource.name }

    private func sign(_ action: PlannedResource.Action) -> String {
        switch action {
        case .none: style(.dim, "=")
        case .create: style(.green, "+")
        case .update, .adopt: style(.yellow, "~")
        case .replace: style(.cyan, "±")
        case .delete: style(.red, "-")
        }
    }

    private func note(_ resource: PlannedResource, in environment: PlannedEnvironment) -> String {
        switch (resource.action, resource.update) {
        case (.create, _): digest(resource)
        case (.adopt, _): "becomes ours: tags only"
        // Where all of it goes, the heading says why.
        case (.delete, _): environment.action == .delete ? "" : resource.reason
        case (.replace, _): "replacement: \(resource.reason); its queue moves over before it goes"
        case (.none, _): resource.reason
        case (_, .replacement), (_, nil): resource.reason
        case (_, .scaling) where resource.capacity != nil:
            "scaling update: AWS takes it once fewer vCPUs are in use"
        case (_, let update?): update.impact(on: resource.address.kind)
        }
    }

    /// What is made, in a few words.
    private func digest(_ resource: PlannedResource) -> String {
        let properties = resource.desired?.properties
        if let limits = properties?[JobLimitsText.path] { return JobLimitsText.sentence(limits) }
        guard let environment = properties?["computeResources"] else { return "" }
        let types = environment["instanceTypes"]?.strings?.joined(separator: " ")
        return [
            environment["type"]?.string, environment["maxvCpus"]?.integer.map { "up to \($0) vCPUs" }, types,
            environment["allocationStrategy"]?.string,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// A change as lines, each with its rule: the class where it is not the resource's, and the number of the source.
    private func fields(_ change: Change, of resource: PlannedResource) -> [String] {
        let text = ChangeText(style: style)
        if resource.action == .create { return [text.line(ofNew: change)] }
        let rule = change.update == resource.update ? "" : " (\(change.rule))"
        return text.lines(change).map { $0 + style(.dim, rule + rules.mark(change)) }
    }
}
