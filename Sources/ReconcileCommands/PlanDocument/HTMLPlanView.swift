import Planning
import ResourceModel

/// A plan as one page: the counts, the refusals, then each environment with the order of its steps, its resources and
/// what changes of them.
struct HTMLPlanView {
    let document: PlanDocument

    /// With more environments, only those that lose something or are refused are open.
    private static let mostOpen = 5

    var page: HTMLPage {
        let view = PlanView(
            document: document, style: Style(isColored: false), columns: ProcessEnvironment.usualColumns,
            isVerbose: false)
        return HTMLPage(
            title: document.summaryLine, place: document.place, header: [counts] + jobs,
            main: [lostData, refusals] + sections(view) + [unchanged, nothing, legend, costLegend, rules(view.rules)],
            footer: [
                .element("p", class: "dim", "plan-id: ", .element("code", .text(document.planID))),
                .element("p", .element("b", .text(document.summaryLine))),
            ])
    }

    private var counts: HTML {
        let summary = document.plan.summary
        let known: [(String, Int, String)] = [
            ("create", summary.create, "to create"), ("update", summary.update, "to update"),
            ("replace", summary.replace, "to replace"), ("delete", summary.delete, "to delete"),
        ]
        let refused = document.refusals.count
        let shown = known + (refused == 0 ? [] : [("refused", refused, "REFUSED")])
        return .list(
            "ul", class: "counts",
            shown.map { name, count, words in
                .element("li", class: count == 0 ? "zero" : name, .element("b", .text("\(count)")), .text(words))
            })
    }

    /// The jobs that run or start where instances are replaced or deleted; nothing if there are none.
    private var jobs: [HTML] {
        let count = document.jobsAtRisk
        guard count != 0 else { return [] }
        let words = count.map { "\($0)" } ?? "unknown"
        return [.element("p", class: "tone-replace", .text("Jobs on instances that are replaced or deleted: \(words)"))]
    }

    private var lostData: HTML {
        let mark = HTML.element("strong", class: "access", .text(AccessMark.text))
        return .list(
            "ul", class: "panel refused", document.lostData.map { .element("li", mark, .text(" \($0)")) })
    }

    private var refusals: HTML {
        guard !document.refusals.isEmpty else { return .group([]) }
        return .element(
            "section", class: "panel refused", .element("h2", "Refused"),
            .list("ul", document.refusals.map(refusal)))
    }

    private func refusal(_ entry: PlanDocument.RefusalEntry) -> HTML {
        let subject = [entry.refusal.environment?.owner, entry.refusal.address?.local].compactMap { $0 }
        let fields = entry.origins.map(\.text).joined(separator: ", ")
        return .element(
            "li",
            .element("p", .element("b", .text(subject.joined(separator: " "))), .text(" \(entry.refusal.summary)")),
            .list("p", class: "dim", fields.isEmpty ? [] : [.text(fields)]),
            .element("p", .text("→ \(entry.refusal.detail)")))
    }

    /// The environments of which there is something to say.
    private func sections(_ view: PlanView) -> [HTML] {
        let remarkable = document.environments.filter { !$0.isUnremarkable }
        let drawings = DiagramDrawing.all(of: StepDiagram(document))
        return PlanDocument.grouped(remarkable).flatMap { account, environments in
            (account.map { [HTML.element("h2", .text($0))] } ?? [])
                + environments.map { environment in
                    let isOpen =
                        environment.isDestructive || !environment.planned.refusals.isEmpty
                        || remarkable.count <= Self.mostOpen
                    return section(environment, drawings[environment.planned.key], view, isOpen: isOpen)
                }
        }
    }

    private func section(
        _ environment: PlanDocument.Environment, _ drawing: DiagramDrawing?, _ view: PlanView, isOpen: Bool
    ) -> HTML {
        .element(
            "details", isOpen ? [.init("open", "")] : [],
            [
                heading(environment.planned), drawing?.html ?? .group([]),
                HTMLResourceList(environment: environment, view: view).html,
                .list("p", class: "note", environment.planned.cost?.sentence.map { [.text("cost: \($0)")] } ?? []),
                .list(
                    "ul", environment.warnings.map { .element("li", class: "tone-update", .text("! \($0.sentence)")) }),
            ])
    }

    private func heading(_ planned: PlannedEnvironment) -> HTML {
        let words = EnvironmentHeading(planned)
        let jobs = words.jobs.isEmpty ? "" : ", \(words.jobs)"
        return .element(
            "summary", .element("b", .text(planned.key.owner)),
            .element("span", class: "dim", .text(" (\(planned.key.region)\(jobs)): ")),
            .element("span", class: "tone-\(planned.action.className)", .text(words.action)),
            .text(words.addition))
    }

    private var unchanged: HTML {
        let names = document.environments.filter(\.isUnremarkable).map(\.planned.key.owner)
        guard !names.isEmpty else { return .group([]) }
        return .element(
            "details", .element("summary", .text("\(names.count) unchanged")),
            .list("ul", names.map { .element("li", .text($0)) }))
    }

    private var nothing: HTML { .list("p", document.nothingToDo.map { [HTML.text($0)] } ?? []) }

    private var legend: HTML {
        document.widensAccess
            ? .element(
                "p", .element("strong", class: "access", .text(AccessMark.text)), .text(" \(AccessMark.meaning)"))
            : .group([])
    }

    private var costLegend: HTML {
        .list("p", class: "dim", document.showsCosts ? [.text(EnvironmentCost.legend)] : [])
    }

    private func rules(_ rules: RuleNotes) -> HTML {
        let notes = rules.numbered
        guard !notes.isEmpty else { return .group([]) }
        let items = notes.map { note -> HTML in
            let rule: HTML =
                RuleNotes.isAddress(note.source)
                ? .element("a", [.init("href", note.source), .init("rel", "noreferrer")], [.text(note.rule)])
                : .text(note.rule)
            return .element("li", [.init("value", "\(note.number)")], [rule])
        }
        return .element("details", .element("summary", "Rules"), .list("ol", items))
    }
}

extension PlannedResource.Action {
    /// The colour's name in the style sheet.
    var className: String {
        switch self {
        case .none: "none"
        case .create: "create"
        case .update, .adopt: "update"
        case .replace: "replace"
        case .delete: "delete"
        }
    }
}
