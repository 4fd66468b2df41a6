import Diagnostics
import Planning
import ResourceModel

/// The resources of an environment on a page, each with its changes below the fields that they come from.
struct HTMLResourceList {
    let environment: PlanDocument.Environment
    /// The same plan as text: its notes and the numbers of its rules.
    let view: PlanView

    var html: HTML {
        let shown = environment.resources.filter(\.planned.isWorthShowing)
        return .list("ul", class: "list", shown.map(item))
    }

    private func item(_ entry: PlanDocument.Resource) -> HTML {
        let resource = entry.planned
        let name = resource.address.part == resource.name ? "" : resource.name
        let note = view.note(resource, in: environment.planned)
        return .element(
            "li",
            .element("span", class: "sign \(resource.action.className)", .text(resource.action.sign)),
            .element("code", .text(resource.address.local)), .text(" "),
            .element("span", class: "name", .text(name)),
            .list("p", class: "note", note.isEmpty ? [] : [.text(note)]),
            resource.action == .create ? newFields(entry) : changes(entry.changes, of: resource),
            .list(
                "p", class: "note", entry.differences.isEmpty ? [] : [.text(resource.differenceWords + ":")]),
            changes(entry.differences, of: resource))
    }

    private static func text(of resource: PlannedResource) -> ChangeText {
        ChangeText(style: Style(isColored: false), of: resource)
    }

    /// The fields of something new, folded.
    private func newFields(_ entry: PlanDocument.Resource) -> HTML {
        let text = Self.text(of: entry.planned)
        let lines = entry.changes.flatMap { text.lines(ofNew: $0.change) }
        guard !lines.isEmpty else { return .group([]) }
        return .element(
            "details", .element("summary", class: "dim", .text(lines.count.counted("field"))),
            .list("ul", class: "changes", lines.map { .element("li", .element("code", .text($0))) }))
    }

    private func changes(_ entries: [PlanDocument.ChangeEntry], of resource: PlannedResource) -> HTML {
        let items = entries.inGroups(by: \.origins).flatMap { fields, entries -> [HTML] in
            let given = fields.filter { !$0.isRemoved }.map(\.text).joined(separator: ", ")
            let names = ([given].filter { !$0.isEmpty } + fields.filter(\.isRemoved).map(\.text)).joined(
                separator: " or ")
            return (names.isEmpty ? [] : [.element("li", class: "dim", .text(names))])
                + entries.flatMap { lines($0.change, of: resource) }
        }
        return .list("ul", class: "changes", items)
    }

    private func lines(_ change: Change, of resource: PlannedResource) -> [HTML] {
        let text = Self.text(of: resource)
        let rule = (change.update == resource.update ? "" : " (\(change.rule))") + view.rules.mark(change)
        return text.members(change).flatMap { path, before, after in
            values(path, before, after, change, text).map { value, widens in
                .element("li", value, .element("span", class: "rule", .text(rule)), Self.mark(widens))
            }
        }
    }

    private static func mark(_ widens: Bool) -> HTML {
        widens
            ? .group([.text(" "), .element("strong", class: "access", .text(AccessMark.text))]) : .group([])
    }

    /// `path: before → after`; of lists and policies what is added and removed. Each with true if it gives access.
    private func values(
        _ path: String, _ before: Value?, _ after: Value?, _ change: Change, _ text: ChangeText
    ) -> [(HTML, Bool)] {
        if let lines = text.lines(path, before, after, change) {
            return lines.map { (.element("code", .text($0.text)), $0.widens) }
        }
        let values = HTML.group([
            .element("code", .text(path)), .text(": "),
            .element("del", .text(text.shown(before, change))), .text(" → "),
            .element("ins", .text(text.shown(after, change))), .text(text.origin(of: after, path)),
        ])
        return [(values, change.widensAccess)]
    }
}
