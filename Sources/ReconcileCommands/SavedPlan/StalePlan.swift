import Planning
import ResourceModel

extension CommandError {
    /// AWS is not any more what the plan was made for.
    init(stale mismatches: [Fingerprint.Mismatch]) {
        let count = mismatches.count == 1 ? "1 field" : "\(mismatches.count) fields"
        var lines = mismatches.prefix(Self.shownMismatches).map(\.text)
        if mismatches.count > lines.count { lines.append("and \(mismatches.count - lines.count) more") }
        self.init(
            "AWS has changed since the plan was made: \(count)",
            detail: (lines + ["nothing was changed; plan again, look at it, and agree to it again"])
                .joined(separator: "\n"), kind: Self.staleKind, status: ExitStatus.stale)
        particulars = mismatches.map(\.json)
    }

    /// AWS is what it was, and still something else would be done.
    init(saved: SavedPlan, now: String) {
        let why =
            saved.version == Version.text
            ? "a status, the jobs or something that the files name moved since"
            : "reconcile \(saved.version) made it, and this is \(Version.text)"
        self.init(
            "the plan was \(saved.planID) and is \(now) now: \(why)",
            detail: "nothing was changed; plan again, look at it, and agree to it again", kind: Self.staleKind,
            status: ExitStatus.stale)
    }

    /// The plan that was agreed on is not the one that would be carried out.
    init(stalePlan expected: String, now: String) {
        self.init(
            "the plan was \(expected) and is \(now) now: the file or AWS has changed since",
            detail: "nothing was changed; look at the new plan and agree to it again\n"
                + "a plan that is saved with 'reconcile plan --out' and applied from there says which field moved",
            kind: Self.staleKind, status: ExitStatus.stale)
    }

    private static let staleKind = "stale-plan"
    private static let shownMismatches = 20
}

extension Fingerprint.Mismatch {
    fileprivate var text: String {
        let place = field.map { "\(address) \(name): \($0)" } ?? "\(address) \(name)"
        return "\(place): planned \(planned ?? "(none)"), now \(now ?? "(none)")"
    }

    fileprivate var json: JSON {
        [
            "severity": "error", "kind": "stale-plan", "summary": JSON(text), "detail": "", "notes": [],
            "address": JSON(address), "name": JSON(name), "field": JSON(field), "planned": JSON(planned),
            "now": JSON(now),
        ]
    }
}
