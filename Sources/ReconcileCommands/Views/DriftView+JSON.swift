import Diagnostics
import Planning
import ResourceModel

extension DriftView {
    /// One object: the environments, each with what was changed of it.
    func json(_ diagnostics: [Diagnostic]) -> JSON {
        let warnings = drift.missing.map { missing($0, FieldOrigins([])) }
        let regions = drift.regions
        func count(_ event: DriftedResource.Event) -> JSON { JSON(drift.resources.count { $0.event == event }) }
        let account: JSON = [
            "format_version": "1.1", "drift": JSON(!drift.isEmpty), "account_id": JSON(drift.onlyAccountID),
        ]
        return account.adding([
            regions.count == 1 ? ("region", JSON(regions[0])) : ("regions", JSON(regions)),
            ("environments", JSON(drift.environments, json)),
            (
                "summary",
                [
                    "missing": JSON(drift.missing.count), "changed": count(.changed), "deleted": count(.deleted),
                    "disowned": count(.disowned),
                ]
            ),
            ("diagnostics", JSON(diagnostics + warnings) { JSON($0) }),
        ])
    }

    private func json(_ environment: Drift.Environment) -> JSON {
        let json: JSON = [
            "name": JSON(environment.key.name), "workspace": JSON(environment.key.workspace),
            "region": JSON(environment.key.region), "exists": JSON(environment.exists),
            "resources": JSON(environment.resources, json),
        ]
        return environment.accountID.map { json.adding([("account_id", JSON($0))]) } ?? json
    }

    private func json(_ resource: DriftedResource) -> JSON {
        let planned = resource.planned
        return [
            "address": JSON(planned.address.description), "type": JSON(planned.address.kind.rawValue),
            "name": JSON(planned.name), "event": JSON(resource.event.rawValue), "reason": planned.reason.json,
            "by": AuthorText.json(resource.deletion),
            "changes": JSON(planned.changes) { json($0, resource) },
        ]
    }

    /// A change as it was applied and as it is now. The value that was applied is known from the file, so if that was
    /// edited, only what it says by now is.
    private func json(_ change: Change, _ resource: DriftedResource) -> JSON {
        let isEdited = resource.edited.contains(change.path)
        return [
            "path": JSON(change.path), "applied": isEdited ? .null : change.json(change.after),
            "now": change.json(change.before), "edited": JSON(isEdited), "file": change.json(change.after),
            "impact": JSON(change.update.name),
            "rule": JSON(change.rule), "source": JSON(change.source),
            "by": AuthorText.json(resource.authors[change.path]),
        ]
    }
}
