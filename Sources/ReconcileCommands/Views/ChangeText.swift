import Planning
import ResourceModel

/// A change as lines of text: of a map, and of lists of the same length, only the members that differ.
struct ChangeText {
    let style: Style

    /// `path: before → after`, a line for each member that differs.
    func lines(_ change: Change) -> [String] {
        members(change).map { path, before, after in
            "\(path): \(shown(before, change)) \(style(.dim, "→")) \(shown(after, change))"
        }
    }

    /// The value that something new gets.
    func line(ofNew change: Change) -> String { "\(change.path): \(shown(change.after, change))" }

    /// The differences, as paths of members; of a private value only the fact that it differs.
    func members(_ change: Change) -> [(path: String, before: Value?, after: Value?)] {
        change.isShownAsHash || change.path == JobLimitsText.path
            ? [(path: change.path, before: change.before, after: change.after)]
            : Self.differences(change.path, change.before, change.after)
    }

    private static func differences(
        _ path: String, _ before: Value?, _ after: Value?
    ) -> [(path: String, before: Value?, after: Value?)] {
        switch (before, after) {
        case (.map(let old)?, .map(let new)?):
            Set(old.keys).union(new.keys).sorted().flatMap { differences("\(path).\($0)", old[$0], new[$0]) }
        case (.list(let old)?, .list(let new)?) where old.count == new.count && !old.contains(where: \.isPlain):
            old.indices.flatMap { differences("\(path)[\($0)]", old[$0], new[$0]) }
        default: before == after ? [] : [(path, before, after)]
        }
    }

    /// A value as people read it.
    func shown(_ value: Value?, _ change: Change) -> String {
        guard let value else { return "(none)" }
        if !value.references.isEmpty, case .reference = value { return "(known after apply)" }
        if change.isShownAsHash { return value.digest }
        if change.path == JobLimitsText.path { return JobLimitsText.words(value) }
        let text = value.references.isEmpty ? value.json : value.resolved { _ in .string("(known after apply)") }.json
        return text.unicodeScalars.count > 160 ? String(text.prefix(157)) + "…" : text
    }
}

extension Value {
    /// True if it has no members: a list of such values reads better as a whole.
    fileprivate var isPlain: Bool {
        switch self {
        case .map, .list: false
        default: true
        }
    }
}
