import Planning
import ResourceModel

/// The resources of an environment on a page, each with its changes below the fields that they come from.
struct HTMLResourceList {
    let document: PlanDocument
    let environment: PlanDocument.Environment

    private static let text = ChangeText(style: Style(isColored: false))

    /// The rules of all changes of a plan, as the text numbers them.
    static func rules(of document: PlanDocument) -> RuleNotes { view(document).rules }

    private static func view(_ document: PlanDocument) -> PlanView {
        PlanView(
            document: document, style: Style(isColored: false), columns: ProcessEnvironment.usualColumns,
            isVerbose: false)
    }

    var html: HTML {
        let view = Self.view(document)
        let shown = environment.resources.filter { $0.planned.action != .none && !$0.planned.isBookkeeping }
        return .list("ul", class: "list", shown.map { item($0, view) })
    }

    private func item(_ entry: PlanDocument.Resource, _ view: PlanView) -> HTML {
        let resource = entry.planned
        let name = resource.address.part == resource.name ? "" : resource.name
        let note = view.note(resource, in: environment.planned)
        return .element(
            "li",
            .element("span", class: "sign \(resource.action.className)", .text(resource.action.sign)),
            .element("code", .text(resource.address.local)), .text(" "),
            .element("span", class: "name", .text(name)),
            .list("p", class: "note", note.isEmpty ? [] : [.text(note)]),
            resource.action == .create ? newFields(entry) : changes(entry.changes, of: resource, view.rules),
            .list(
                "p", class: "note", entry.differences.isEmpty ? [] : ["differs, for the next apply:"]),
            changes(entry.differences, of: resource, view.rules))
    }

    /// The fields of something new, folded.
    private func newFields(_ entry: PlanDocument.Resource) -> HTML {
        let lines = entry.changes.flatMap { Self.text.lines(ofNew: $0.change) }
        guard !lines.isEmpty else { return .group([]) }
        return .element(
            "details", .element("summary", class: "dim", .text("\(lines.count) field\(lines.count == 1 ? "" : "s")")),
            .list("ul", class: "changes", lines.map { .element("li", .element("code", .text($0))) }))
    }

    private func changes(
        _ entries: [PlanDocument.ChangeEntry], of resource: PlannedResource, _ rules: RuleNotes
    ) -> HTML {
        let items = entries.inGroups(by: \.origins).flatMap { fields, entries -> [HTML] in
            let names = fields.map(\.text).joined(separator: ", ")
            return (names.isEmpty ? [] : [.element("li", class: "dim", .text(names))])
                + entries.flatMap { lines($0.change, of: resource, rules) }
        }
        return .list("ul", class: "changes", items)
    }

    private func lines(_ change: Change, of resource: PlannedResource, _ rules: RuleNotes) -> [HTML] {
        let rule = (change.update == resource.update ? "" : " (\(change.rule))") + rules.mark(change)
        let mark: HTML =
            change.widensAccess
            ? .group([.text(" "), .element("strong", class: "access", .text(AccessMark.text))]) : .group([])
        return Self.text.members(change).flatMap { path, before, after in
            values(path, before, after, change).map { value in
                .element("li", value, .element("span", class: "rule", .text(rule)), mark)
            }
        }
    }

    /// `path: before → after`; of lists and policies what is added and removed.
    private func values(_ path: String, _ before: Value?, _ after: Value?, _ change: Change) -> [HTML] {
        if let lines = Self.text.lines(path, before, after, change) {
            return lines.map { .element("code", .text($0)) }
        }
        return [
            .group([
                .element("code", .text(path)), .text(": "),
                .element("del", .text(Self.text.shown(before, change))), .text(" → "),
                .element("ins", .text(Self.text.shown(after, change))),
            ])
        ]
    }
}
