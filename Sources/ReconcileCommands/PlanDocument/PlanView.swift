import Diagnostics
import Kinds
import Planning
import ResourceModel

/// A plan as text for people.
struct PlanView {
    let document: PlanDocument
    let style: Style
    /// The longest line in characters; the text about a resource moves below it if the line is too long.
    let columns: Int
    /// True if every field of a new resource is shown, and also what does not change.
    let isVerbose: Bool

    private var plan: Plan { document.plan }

    /// The rules of the changes that are shown; a new resource needs no explanation.
    let rules: RuleNotes

    init(document: PlanDocument, style: Style, columns: Int, isVerbose: Bool) {
        self.document = document
        self.style = style
        self.columns = columns
        self.isVerbose = isVerbose
        let changed = document.plan.resources.filter { ![.none, .create].contains($0.action) }
        rules = RuleNotes(changed.flatMap(\.changes))
    }

    var text: String {
        var lines = [summary] + LineWrapper.wrapped(document.place, to: columns).map { style(.dim, $0) }
        if plan.environments.isEmpty, let sentence = document.nothingToDo { lines += ["", sentence] }
        if !document.lostData.isEmpty {
            lines += [""] + document.lostData.map { style(.red, AccessMark.text) + " " + $0 }
        }
        if !document.refusals.isEmpty {
            lines += ["", style(.bold, "Refused:")] + document.refusals.flatMap(self.lines)
        }
        let shown = document.environments.filter { isVerbose || !$0.isUnremarkable }
        for (account, environments) in PlanDocument.grouped(shown) {
            if let account { lines += ["", style(.bold, account)] }
            for environment in environments { lines += [""] + heading(environment.planned) + body(environment) }
        }
        let unchanged = document.environments.filter { $0.isUnremarkable && !isVerbose }
        if !unchanged.isEmpty {
            let names = unchanged.map(\.planned.key.owner).joined(separator: ", ")
            lines += [""] + LineWrapper.wrapped("Unchanged: \(names)", to: columns)
        }
        if document.widensAccess {
            lines += ["", style(.red, AccessMark.text) + " " + AccessMark.meaning]
        }
        if document.showsCosts {
            lines += [""] + LineWrapper.wrapped(EnvironmentCost.legend, to: columns).map { style(.dim, $0) }
        }
        let notes = rules.lines(columns: columns)
        if !notes.isEmpty { lines += [""] + notes.map { style(.dim, $0) } }
        if document.isPreview, document.isWithoutChanges, let sentence = document.nothingToDo {
            lines += ["", sentence]
        }
        return (lines + ["", "plan-id: \(document.planID)", summary]).joinedLines.replacing("\u{A0}", with: " ")
    }

    /// The first and the last line.
    private var summary: String { style(plan.refusals.isEmpty ? .bold : .red, document.summaryLine) }

    /// A refusal, its place in the file, and the ways out.
    func lines(_ entry: PlanDocument.RefusalEntry) -> [String] {
        let refusal = entry.refusal
        let subject = [refusal.environment?.owner, refusal.address?.local].compactMap { $0 }.joined(separator: " ")
        let text = (subject.isEmpty ? "" : subject + ": ") + refusal.summary
        let fields = entry.origins.map(\.text).joined(separator: ", ")
        let first = LineWrapper.wrapped(text, to: columns - 6)
        return ["  " + style(.red, "✗ ") + (first.first ?? "")] + first.dropFirst().map { "      " + $0 }
            + (fields.isEmpty ? [] : LineWrapper.wrapped(fields, to: columns - 6).map { "      " + $0 })
            + LineWrapper.wrapped("→ " + refusal.detail, to: columns - 6).map { "      " + $0 }
    }

    /// The jobs are on a separate line if they do not fit.
    private func heading(_ environment: PlannedEnvironment) -> [String] {
        let words = EnvironmentHeading(environment)
        let jobs = words.jobs
        let what = style(Self.tone(environment), words.action) + words.addition
        let (owner, region) = (environment.key.heading, environment.key.region)
        let line = " (\(region)\(jobs.isEmpty ? "" : ", " + jobs)): \(what)"
        guard !jobs.isEmpty, owner.count + Style.plain(line).count > columns else {
            return [style(.bold, owner) + line]
        }
        return [style(.bold, owner) + " (\(region)): \(what)", "  " + jobs]
    }

    /// The colour of what happens to an environment: the worst that happens to anything of it.
    private static func tone(_ environment: PlannedEnvironment) -> Style.Tone {
        switch environment.action {
        case .replace, .delete: .red
        case .update, .adopt: .yellow
        case .create: .green
        case .none: .dim
        }
    }

    /// The resources and the warnings of an environment.
    func body(_ environment: PlanDocument.Environment) -> [String] {
        let shown = environment.resources.filter { resource in
            isVerbose || resource.planned.isWorthShowing
        }
        let named = shown.map(\.planned).filter { !Self.namesItself($0) }
        let width = named.map(\.address.local.count).max() ?? 0
        // Names in a column are worth it only if all of them fit.
        let fits = named.allSatisfy { 4 + width + 2 + $0.name.count <= columns }
        var lines = shown.flatMap { self.lines($0, width: fits ? width : 0, in: environment.planned) }
        if let cost = environment.planned.cost?.sentence {
            let text = LineWrapper.wrapped("cost: " + cost, to: columns - 4)
            lines += text.enumerated().map { ($0.offset == 0 ? "  " : "    ") + $0.element }
        }
        for warning in environment.warnings {
            let text = LineWrapper.wrapped(warning.sentence, to: columns - 4)
            lines += text.enumerated().map { ($0.offset == 0 ? "  " + style(.yellow, "! ") : "    ") + $0.element }
        }
        return lines
    }

    private func lines(_ entry: PlanDocument.Resource, width: Int, in environment: PlannedEnvironment) -> [String] {
        let resource = entry.planned
        let padding = String(repeating: " ", count: max(width - resource.address.local.count, 0))
        let name = Self.namesItself(resource) ? "" : padding + "  " + resource.name
        let isNameBelow = 4 + resource.address.local.count + name.count > columns
        var line = "  \(sign(resource.action)) \(resource.address.local)\(isNameBelow ? "" : name)"
        let length = 4 + resource.address.local.count + name.count
        let note = note(resource, in: environment)
        var lines: [String] = []
        if !note.isEmpty, length + 2 + note.count <= columns {
            line += "  " + style(.dim, note)
        } else {
            lines = LineWrapper.wrapped(note, to: columns - 6).map { "      " + style(.dim, $0) }
        }
        if isNameBelow { lines.insert("      " + resource.name, at: 0) }
        lines.insert(line, at: 0)
        let showsFields = resource.action != .create || isVerbose
        if showsFields { lines += self.changes(entry.changes, of: resource) }
        lines += self.changes(entry.differences, of: resource, resource.differenceWords + ": ")
        return lines
    }

    /// Changes, each below the fields of the file that it comes from.
    private func changes(
        _ entries: [PlanDocument.ChangeEntry], of resource: PlannedResource, _ before: String = ""
    ) -> [String] {
        entries.inGroups(by: \.origins).flatMap { fields, entries in
            let indent = fields.isEmpty ? "      " : "        "
            let lines = entries.flatMap { entry in
                self.fields(entry.change, of: resource).flatMap {
                    fitted(before + $0, indent, path: before + entry.change.path)
                }
            }
            return names(fields) + lines
        }
    }

    /// The values below the path if both do not fit on a line.
    private func fitted(_ line: String, _ indent: String, path: String) -> [String] {
        guard indent.count + Style.plain(line).count > columns, line.hasPrefix(path),
            let end = line.dropFirst(path.count).firstRange(of: ": ")
        else { return [indent + line] }
        let values = LineWrapper.wrapped(String(line[end.upperBound...]), to: max(columns - indent.count - 4, 20))
        return [indent + line[..<end.lowerBound] + ":"]
            + values.enumerated().map { indent + ($0.offset == 0 ? "  " : "    ") + $0.element }
    }

    /// The first of the fields, with a word about the others; a field and its place stay on one line.
    private func names(_ fields: [FieldOrigins.Origin]) -> [String] {
        let given = fields.filter { !$0.isRemoved }
        let more = given.count - Self.mostFields
        var names = given.prefix(Self.mostFields).map { $0.text.replacing(" ", with: "\u{A0}") }
        if more > 0 { names.append(more.counted("more field")) }
        names += fields.filter(\.isRemoved).map(\.text)
        guard let last = names.popLast() else { return [] }
        let text = names.isEmpty ? last : names.joined(separator: ", ") + " or " + last
        return LineWrapper.wrapped(text + ":", to: columns - 6).map { "      " + $0.replacing("\u{A0}", with: " ") }
    }

    /// The fields of the file that are named for a change: user data has a dozen.
    private static let mostFields = 3

    /// True if the address contains the name already, as with the roles that are linked to services.
    private static func namesItself(_ resource: PlannedResource) -> Bool { resource.address.part == resource.name }

    /// A change as lines, each with its rule: the class where it is not the resource's, and the number of the source.
    private func fields(_ change: Change, of resource: PlannedResource) -> [String] {
        let text = ChangeText(style: style, of: resource)
        if resource.action == .create { return text.lines(ofNew: change) }
        let rule = change.update == resource.update ? "" : " (\(change.rule))"
        return text.lines(change).map { line in
            line.text + style(.dim, rule + rules.mark(change)) + (line.widens ? " " + style(.red, AccessMark.text) : "")
        }
    }
}
