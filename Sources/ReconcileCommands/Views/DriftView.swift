import Diagnostics
import Planning
import ResourceModel

/// Drift: what was changed in AWS outside the files since the last apply.
struct DriftView {
    let drift: Drift
    let principal: String
    let style: Style
    let columns: Int

    /// The account, the regions and the caller.
    var place: String {
        AccountHeading.place(drift.accountIDs, drift.regions, principal)
    }

    var text: String {
        var lines = LineWrapper.wrapped(place, to: columns).map { style(.dim, $0) }
        for (account, environments) in drift.environments.inGroups(by: \.accountID) {
            if let account { lines += ["", style(.bold, AccountHeading.text(account))] }
            for environment in environments { lines += [""] + self.lines(environment) }
        }
        return (lines + [""] + conclusion).joinedLines.replacing("\u{A0}", with: " ")
    }

    /// An environment and what was changed of it.
    func lines(_ environment: Drift.Environment) -> [String] {
        let heading = style(.bold, environment.key.heading) + " (\(environment.key.region)): "
        guard environment.exists else { return [heading + style(.red, "missing") + ": " + absence(environment)] }
        guard !environment.resources.isEmpty else {
            return [heading + (environment.isManual ? "its queues exist" : "as it was applied")]
        }
        let width = environment.resources.map(\.planned.address.local.count).max() ?? 0
        return [heading + "changed outside the file"] + environment.resources.flatMap { lines($0, width: width) }
    }

    func absence(_ environment: Drift.Environment) -> String {
        environment.isManual ? "the queues that it names do not exist" : "nothing of it exists in AWS"
    }

    private func lines(_ resource: DriftedResource, width: Int) -> [String] {
        let planned = resource.planned
        let name = planned.address.local + String(repeating: " ", count: width - planned.address.local.count)
        let line = "  \(sign(resource.event)) \(name)  \(planned.name)"
        let text = ChangeText(style: style)
        let reason = resource.event == .changed ? [] : ["      " + style(.dim, planned.reason.sentence)]
        return [line] + reason
            + parts(resource, text).flatMap { part in
                part.lines.map { "      " + $0 } + [part.author].compactMap { $0 }.map { "        " + style(.dim, $0) }
            }
    }

    /// Changes of a resource with the same author.
    struct Part {
        var lines: [String]
        /// The author in words; nil if none was looked up.
        var author: String?
    }

    /// The changes of a resource, in parts of neighbours that have the same author.
    func parts(_ resource: DriftedResource, _ text: ChangeText) -> [Part] {
        guard resource.event != .deleted else {
            return resource.deletion.map { [Part(lines: [], author: AuthorText.line($0))] } ?? []
        }
        return resource.planned.changes.reduce(into: []) { parts, change in
            let author = resource.authors[change.path].map(AuthorText.line)
            let lines = fields(change, resource, text)
            if let last = parts.indices.last, parts[last].author == author {
                parts[last].lines += lines
            } else {
                parts.append(Part(lines: lines, author: author))
            }
        }
    }

    /// `path: as applied → now`; where the file was edited too, what it says by now is not what was applied.
    private func fields(_ change: Change, _ resource: DriftedResource, _ text: ChangeText) -> [String] {
        let isEdited = resource.edited.contains(change.path)
        return text.members(change).flatMap { path, now, wanted -> [String] in
            if !isEdited, change.after != nil, let lines = text.lines(path, wanted, now, change) {
                return lines.map(\.text)
            }
            let (now, wanted) = (text.shown(now, change), text.shown(wanted, change))
            if change.after == nil, resource.planned.keptFields.contains(change.path) {
                return ["\(path): now \(now) \(style(.dim, "(the last apply left another choice)"))"]
            }
            return isEdited
                ? ["\(path): now \(now) \(style(.dim, "(and the file was edited: it says \(wanted))"))"]
                : ["\(path): \(wanted) \(style(.dim, "→")) \(now)"]
        }
    }

    private func sign(_ event: DriftedResource.Event) -> String {
        switch event {
        case .changed: style(.yellow, "~")
        case .deleted: style(.red, "-")
        case .disowned: style(.yellow, "!")
        }
    }

    /// The result in one line, then what to do.
    var conclusion: [String] {
        guard !drift.isEmpty else { return [style(.bold, "No drift: nothing was changed outside the files.")] }
        let (missing, changed) = (drift.missing.count, drift.resources.count)
        let facts = [
            missing == 0 ? nil : missing == 1 ? "1 environment is missing" : "\(missing) environments are missing",
            changed == 0
                ? nil : (changed == 1 ? "1 resource was" : "\(changed) resources were") + " changed outside the files",
        ].compactMap { $0 }
        return [style(.bold, "Drift: \(facts.joined(separator: ", "))")] + remedies
    }

    /// True for the field of an image; all other fields that are kept are of the network.
    private func isImage(_ path: String) -> Bool { path.hasSuffix("ec2Configuration") }

    /// True if the next apply undoes the change, or a part of it: what the file leaves open is kept as it is.
    private func isPutBack(_ resource: DriftedResource) -> Bool {
        switch resource.event {
        case .deleted: true
        case .disowned: false
        case .changed:
            !resource.isLeft && resource.planned.changes.contains { !resource.planned.keptFields.contains($0.path) }
        }
    }

    private var remedies: [String] {
        var lines: [String] = []
        let forged = drift.environments.filter { !$0.isManual }
        if forged.contains(where: { !$0.exists }) {
            lines.append("'reconcile apply' creates what is missing; 'reconcile plan' shows how.")
        }
        let events = Set(forged.flatMap(\.resources).map(\.event))
        if forged.flatMap(\.resources).contains(where: isPutBack) {
            lines.append("'reconcile apply' puts it back; 'reconcile plan' shows how.")
        }
        if drift.resources.contains(where: \.isLeft) {
            lines.append(
                "With 'on_exists: ignore' 'reconcile apply' leaves the changes as they are and records nothing: they stay "
                    + "drift until they are undone.")
        }
        let kept = drift.resources.filter { resource in
            !resource.isLeft && resource.planned.changes.contains { resource.planned.keptFields.contains($0.path) }
        }
        let paths = Set(kept.flatMap(\.planned.keptFields))
        if paths.contains(where: { !isImage($0) }) {
            lines.append(
                "Subnets and security groups that the file leaves open: 'reconcile apply' keeps them as they are now, and "
                    + "with '--refresh network' chooses again."
            )
        }
        if paths.contains(where: isImage) {
            lines.append(
                "The AMI of a parameter: 'reconcile apply' keeps the one that the environment has now, and with "
                    + "'--refresh image' takes the one that the parameter holds.")
        }
        if events.contains(.disowned) {
            lines.append("'reconcile adopt' takes over what lost its tags.")
        }
        if drift.environments.contains(where: { $0.isManual && !($0.exists && $0.resources.isEmpty) }) {
            lines.append("Create the queues that the file names, or correct 'head-queue' and 'compute-queue'.")
        }
        if drift.lacksAuthor { lines.append(AuthorText.missing) }
        return lines
    }

    /// Reports what is missing and what was changed, each at its place in the file.
    func diagnostics(_ origins: FieldOrigins) -> [Diagnostic] {
        drift.missing.map { missing($0, origins) }
            + drift.resources.map { resource in
                let planned = resource.planned
                let authors = parts(resource, ChangeText(style: Style(isColored: false))).compactMap(\.author)
                return Diagnostic(
                    .warning, "drift", "\(planned.address.local) '\(planned.name)': \(planned.reason.sentence)",
                    detail: authors.joinedLines, at: origins.place(of: planned)?.range
                )
            }
    }

    func missing(_ environment: Drift.Environment, _ origins: FieldOrigins) -> Diagnostic {
        Diagnostic(
            .warning, "missing-environment", "'\(environment.key.owner)' is missing: \(absence(environment))",
            at: origins.place(of: environment.key)?.range)
    }
}
