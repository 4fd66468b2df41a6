import Diagnostics
import Planning
import ResourceModel

/// What was changed behind the files' back.
struct DriftView {
    let drift: Drift
    let principal: String
    let style: Style
    let columns: Int

    var text: String {
        let regions = Set(drift.environments.map(\.key.region)).sorted()
        let place = (["Account \(drift.accountID)"] + regions + ["as \(principal)"]).joined(separator: ", ")
        var lines = Fitting.wrapped(place, to: columns).map { style(.dim, $0) }
        for environment in drift.environments { lines += [""] + self.lines(environment) }
        return (lines + [""] + conclusion).joined(separator: "\n")
    }

    private func lines(_ environment: Drift.Environment) -> [String] {
        let heading = style(.bold, environment.key.owner) + " (\(environment.key.region)): "
        guard environment.stands else { return [heading + Self.absence] }
        guard !environment.resources.isEmpty else { return [heading + "as it was applied"] }
        let width = environment.resources.map(\.planned.address.local.count).max() ?? 0
        return [heading + "changed outside the file"] + environment.resources.flatMap { lines($0, width: width) }
    }

    private static let absence = "never applied, or all of it was deleted"

    private func lines(_ resource: DriftedResource, width: Int) -> [String] {
        let planned = resource.planned
        let name = planned.address.local + String(repeating: " ", count: width - planned.address.local.count)
        let line = "  \(sign(resource.event)) \(name)  \(planned.name)"
        let text = ChangeText(style: style)
        switch resource.event {
        case .deleted: return [line, "      " + style(.dim, "deleted outside the file")]
        case .disowned:
            return [line, "      " + style(.dim, planned.reason)] + fields(resource, text).map { "      " + $0 }
        case .changed: return [line] + fields(resource, text).map { "      " + $0 }
        }
    }

    /// `path: as applied → now`; where the file was edited too, what it says by now is not what was applied.
    private func fields(_ resource: DriftedResource, _ text: ChangeText) -> [String] {
        resource.planned.changes.flatMap { change in
            let isEdited = resource.edited.contains(change.path)
            return text.members(change).map { path, now, wanted in
                let (now, wanted) = (text.shown(now, change), text.shown(wanted, change))
                return isEdited
                    ? "\(path): now \(now) \(style(.dim, "(and the file was edited: it says \(wanted))"))"
                    : "\(path): \(wanted) \(style(.dim, "→")) \(now)"
            }
        }
    }

    private func sign(_ event: DriftedResource.Event) -> String {
        switch event {
        case .changed: style(.yellow, "~")
        case .deleted: style(.red, "-")
        case .disowned: style(.yellow, "!")
        }
    }

    private var conclusion: [String] {
        guard !drift.isEmpty else { return [style(.bold, "No drift: nothing was changed outside the files.")] }
        let changed = drift.resources.count
        let what = changed == 1 ? "1 resource was" : "\(changed) resources were"
        var lines = [style(.bold, "Drift: \(what) changed outside the files")]
        if drift.resources.contains(where: { $0.event != .disowned }) {
            lines.append("'reconcile apply' puts it back; 'reconcile plan' shows how.")
        }
        if drift.resources.contains(where: { $0.event == .disowned }) {
            lines.append("'reconcile adopt' makes ours again what lost its tags.")
        }
        return lines
    }

    /// The form of a plan, with only what was changed outside in it.
    func json(_ diagnostics: [Diagnostic]) -> JSON {
        let notes = drift.environments.filter { !$0.stands }.map { environment in
            Diagnostic(.note, "not-applied", "'\(environment.key.owner)' was \(Self.absence)")
        }
        let regions = Set(drift.environments.map(\.key.region)).sorted()
        func count(_ event: DriftedResource.Event) -> JSON { .integer(drift.resources.count { $0.event == event }) }
        return .object([
            ("format_version", .string("1.0")), ("drift", .boolean(!drift.isEmpty)),
            ("account_id", .string(drift.accountID)),
            regions.count == 1
                ? ("region", .string(regions[0])) : ("regions", .array(regions.map { .string($0) })),
            ("environments", .array(drift.environments.map(json))),
            (
                "summary",
                .object([
                    ("changed", count(.changed)), ("deleted", count(.deleted)), ("disowned", count(.disowned)),
                ])
            ),
            ("diagnostics", .array((diagnostics + notes).map { JSON($0) })),
        ])
    }

    private func json(_ environment: Drift.Environment) -> JSON {
        .object([
            ("name", .string(environment.key.name)), ("workspace", JSON(environment.key.workspace)),
            ("region", .string(environment.key.region)), ("stands", .boolean(environment.stands)),
            ("resources", .array(environment.resources.map(json))),
        ])
    }

    private func json(_ resource: DriftedResource) -> JSON {
        guard case .object(let members) = JSON(resource.planned) else { return .null }
        let edited = resource.edited.sorted().map { JSON.string($0) }
        return .object(members + [("event", .string(resource.event.rawValue)), ("edited", .array(edited))])
    }
}
