import Planning
import ResourceModel

/// A change as lines of text: of a map, and of lists of the same length, only the members that differ.
struct ChangeText {
    let style: Style
    /// The parameter of SSM from which the resource takes its AMI; nil if it takes none from there.
    var imageParameter: String?

    /// A line of a change.
    struct Line: Hashable {
        let text: String
        /// True if it shows access that someone or something did not have before.
        let widens: Bool
    }

    /// `path: before → after`, a line for each member that differs; of lists and policies what is added and removed.
    func lines(_ change: Change) -> [Line] {
        members(change).flatMap { path, before, after -> [Line] in
            if let lines = lines(path, before, after, change) { return lines }
            let values = "\(shown(before, change)) \(style(.dim, "→")) \(shown(after, change))"
            return [Line(text: "\(path): \(values)\(origin(of: after, path))", widens: change.widensAccess)]
        }
    }

    /// The elements that a list or a policy loses and gains; nil for other values, and if only the order differs.
    func lines(_ path: String, _ before: Value?, _ after: Value?, _ change: Change) -> [Line]? {
        guard !change.isShownAsHash, change.path != JobLimitsText.path else { return nil }
        if PolicyGrants(after) != nil || PolicyGrants(before) != nil {
            return PolicyText(before, after).lines.map {
                Line(text: "\(path): \(signed($0.text))", widens: change.widensAccess && $0.widens)
            }
        }
        guard let old = before?.list, let new = after?.list, (old + new).allSatisfy(\.isPlain) else { return nil }
        let removed = old.filter { !new.contains($0) }.map { signed("-\u{A0}" + shown($0, change)) }
        let added = new.filter { !old.contains($0) }.map { signed("+\u{A0}" + shown($0, change)) }
        guard !removed.isEmpty || !added.isEmpty else { return nil }
        return [Line(text: "\(path): \((removed + added).joined(separator: ", "))", widens: change.widensAccess)]
    }

    /// The text in the colour of its sign.
    private func signed(_ text: String) -> String { style(text.hasPrefix("+") ? .green : .red, text) }

    /// The value that something new gets; of policies what they grant.
    func lines(ofNew change: Change) -> [String] {
        let whole = ["\(change.path): \(shown(change.after, change))"]
        func granted(_ path: String, _ policy: Value?) -> [String]? {
            lines(path, nil, policy, change)?.map(\.text)
        }
        if PolicyGrants(change.after) != nil { return granted(change.path, change.after) ?? whole }
        guard let members = change.after?.map, !members.isEmpty,
            members.values.allSatisfy({ PolicyGrants($0) != nil })
        else { return whole }
        return members.sorted { $0.key < $1.key }.flatMap { name, policy in
            granted("\(change.path).\(name)", policy) ?? []
        }
    }

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
        case (let old, let new) where PolicyGrants(old) != nil || PolicyGrants(new) != nil:
            old == new ? [] : [(path, old, new)]
        case (.map(let old)?, .map(let new)?):
            Set(old.keys).union(new.keys).sorted().flatMap { differences("\(path).\($0)", old[$0], new[$0]) }
        case (.list(let old)?, .list(let new)?) where old.count == new.count && !old.contains(where: \.isPlain):
            old.indices.flatMap { differences("\(path)[\($0)]", old[$0], new[$0]) }
        default: before == after ? [] : [(path, before, after)]
        }
    }

    /// The parameter behind a new AMI that comes from it.
    func origin(of value: Value?, _ path: String) -> String {
        guard let imageParameter, value?.string != nil, path.hasSuffix(".imageIdOverride") else { return "" }
        return " (ssm:\(imageParameter))"
    }

    /// A value as JSON, with the parameter behind the AMI that comes from it.
    private func json(_ value: Value, _ change: Change) -> String {
        guard let imageParameter, value == change.after, let image = value.list?.first?["imageIdOverride"] else {
            return value.json
        }
        return value.json.replacing(image.json, with: "\(image.json) (ssm:\(imageParameter))", maxReplacements: 1)
    }

    /// A value as people read it.
    func shown(_ value: Value?, _ change: Change) -> String {
        guard let value else { return "(none)" }
        if !value.references.isEmpty, case .reference = value { return "(known after apply)" }
        if change.isShownAsHash { return value.digest }
        if change.path == JobLimitsText.path { return JobLimitsText.words(value) }
        let text =
            value.references.isEmpty ? json(value, change) : value.resolved { _ in .string("(known after apply)") }.json
        return text.unicodeScalars.count > 160 ? String(text.prefix(157)) + "…" : text
    }
}

extension ChangeText {
    /// The text of the changes of a resource.
    init(style: Style, of resource: PlannedResource) {
        self.init(style: style, imageParameter: resource.desired?.tags[OwnershipTags.image])
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
