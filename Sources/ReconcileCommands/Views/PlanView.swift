import Diagnostics
import Planning
import ResourceModel
import Signing

/// A plan as text for people.
struct PlanView {
    let plan: Plan
    let principal: String
    let style: Style
    /// Whether every field of what is made is shown, and what stays as it is.
    let isVerbose: Bool

    var text: String {
        var lines = [
            style(.dim, "Account \(plan.accountID), \(plan.regions.joined(separator: ", ")), as \(principal)")
        ]
        for environment in plan.environments { lines += ["", heading(environment)] + body(environment) }
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
        let jobs = environment.jobs.map { ", \($0.running) running and \($0.waiting) waiting jobs" } ?? ""
        let action = environment.action == .none ? "nothing to do" : environment.action.rawValue
        return style(.bold, environment.key.owner) + " (\(environment.key.region)\(jobs)): \(action)"
    }

    private func body(_ environment: PlannedEnvironment) -> [String] {
        let width = environment.resources.map(\.address.local.count).max() ?? 0
        var lines = environment.resources.flatMap { resource in
            resource.action == .none && !isVerbose ? [] : self.lines(resource, width: width)
        }
        lines += environment.warnings.map { "  " + style(.yellow, "! ") + $0 }
        for refusal in environment.refusals {
            lines += ["  " + style(.red, "✗ refused: ") + refusal.summary, "      " + refusal.detail]
        }
        return lines
    }

    private func lines(_ resource: PlannedResource, width: Int) -> [String] {
        let padding = String(repeating: " ", count: width - resource.address.local.count)
        var lines = [
            "  \(sign(resource.action)) \(resource.address.local)\(padding)  \(resource.name)\(note(resource))"
        ]
        let showsFields = resource.action != .create || isVerbose
        if showsFields { lines += resource.changes.map { "      " + field($0) } }
        return lines
    }

    private func sign(_ action: PlannedResource.Action) -> String {
        switch action {
        case .none: style(.dim, "=")
        case .create: style(.green, "+")
        case .update, .adopt: style(.yellow, "~")
        case .replace: style(.cyan, "±")
        case .delete: style(.red, "-")
        }
    }

    private func note(_ resource: PlannedResource) -> String {
        let text: String
        switch (resource.action, resource.update) {
        case (.create, _): text = digest(resource)
        case (.delete, _): text = resource.reason
        case (.replace, _): text = "replacement: \(resource.reason); its queue moves over before it goes"
        case (.none, _): text = resource.reason
        case (_, .scaling): text = "scaling update: nothing that runs is disturbed"
        case (_, .infrastructure): text = "infrastructure update: Batch replaces the instances, jobs get their time"
        case (_, .inPlace) where resource.address.kind == .launchTemplate: text = "new version"
        case (_, .inPlace): text = "in place"
        case (_, .tags): text = "tags only"
        case (_, .replacement), (_, nil): text = resource.reason
        }
        return text.isEmpty ? "" : "  " + style(.dim, text)
    }

    /// What is made, in a few words.
    private func digest(_ resource: PlannedResource) -> String {
        let environment = resource.desired?.properties["computeResources"]
        guard let environment else { return "" }
        let types = environment["instanceTypes"]?.strings?.joined(separator: " ") ?? ""
        return [
            environment["type"]?.string, environment["maxvCpus"]?.integer.map { "up to \($0) vCPUs" }, types,
            environment["allocationStrategy"]?.string,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    private func field(_ change: Change) -> String {
        let (before, after) = (shown(change.before, change), shown(change.after, change))
        if change.before == nil { return "\(change.path): \(after)" }
        return "\(change.path): \(before) \(style(.dim, "→")) \(after)"
    }

    private func shown(_ value: Value?, _ change: Change) -> String {
        guard let value else { return "(none)" }
        if !value.references.isEmpty, case .reference = value { return "(known after apply)" }
        if change.isShownAsHash { return PlanView.hash(value) }
        let text = value.references.isEmpty ? value.json : value.resolved { _ in .string("(known after apply)") }.json
        return text.unicodeScalars.count > 160 ? String(text.prefix(157)) + "…" : text
    }

    /// What stands for a value that is not shown.
    static func hash(_ value: Value) -> String {
        "sha256:" + SHA256.hexDigest(of: value.string ?? value.json).prefix(12)
    }
}
