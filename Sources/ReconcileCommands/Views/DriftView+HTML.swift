import Planning
import ResourceModel

extension DriftView {
    /// The drift as one page: the conclusion, then each environment with what was changed of it.
    var page: HTMLPage {
        let plain = DriftView(drift: drift, principal: principal, style: Style(isColored: false), columns: columns)
        let lines = plain.conclusion
        return HTMLPage(
            title: lines[0], place: place, header: [],
            main: sections(plain), footer: lines.dropFirst().map { .element("p", .text($0)) })
    }

    private func sections(_ plain: DriftView) -> [HTML] {
        drift.environments.inGroups(by: \.accountID).flatMap { account, environments in
            (account.map { [HTML.element("h2", .text(AccountHeading.text($0)))] } ?? [])
                + environments.map(plain.section)
        }
    }

    private func section(_ environment: Drift.Environment) -> HTML {
        let words: (String, String) =
            !environment.exists
            ? ("missing: \(absence(environment))", "delete")
            : environment.resources.isEmpty
                ? (environment.isManual ? "its queues exist" : "as it was applied", "none")
                : ("changed outside the file", "update")
        return .element(
            "details", [.init("open", "")],
            [
                .element(
                    "summary", .element("b", .text(environment.key.owner)),
                    .element("span", class: "dim", .text(" (\(environment.key.region)): ")),
                    .element("span", class: "tone-\(words.1)", .text(words.0))),
                .list("ul", class: "list", environment.resources.map(item)),
            ])
    }

    private func item(_ resource: DriftedResource) -> HTML {
        let planned = resource.planned
        let (sign, tone) =
            switch resource.event {
            case .changed: ("~", "update")
            case .deleted: ("-", "delete")
            case .disowned: ("!", "update")
            }
        let changes = parts(resource, ChangeText(style: style)).flatMap { part in
            part.lines.map { HTML.element("li", .element("code", .text($0))) }
                + [part.author].compactMap { $0 }.map { .element("li", class: "note", .text($0)) }
        }
        return .element(
            "li", .element("span", class: "sign \(tone)", .text(sign)),
            .element("code", .text(planned.address.local)), .text(" "),
            .element("span", class: "name", .text(planned.name)),
            .list("p", class: "note", resource.event == .changed ? [] : [.text(planned.reason.sentence)]),
            .list("ul", class: "changes", changes))
    }
}
