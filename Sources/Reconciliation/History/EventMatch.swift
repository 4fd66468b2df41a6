import AWSOperations
import Planning
import ResourceModel
import Signing

/// The question if an event can have made a change of a resource.
struct EventMatch {
    let call: RecordedCall
    let resource: DriftedResource

    /// The path below which a call names no resource: tags have any text.
    private static let tagMembers: Set<String> = ["tags", "tagset", "tag"]

    /// Returns true if the event is of the call, and is about the resource.
    func isAbout(_ event: RecordedEvent) -> Bool {
        guard event.source == call.source, event.name == call.name else { return false }
        // A deletion may be asked for by an id, which nothing tells once the resource is gone; EC2's answer has the name too.
        let texts = call.isDeletion ? [event.request, event.response] : [event.request]
        return call.subjects.contains { subject in
            texts.contains { values(of: subject, in: $0).contains(where: names) }
        }
    }

    /// Returns true if the event can have deleted the resource.
    func deletes(_ event: RecordedEvent) -> Bool {
        call.isDeletion && isAbout(event)
    }

    /// Returns true if the event can have made a change.
    func reaches(_ change: Change, _ event: RecordedEvent) -> Bool {
        guard event.source == call.source, event.name == call.name, call.subjects.isEmpty || isAbout(event) else {
            return false
        }
        return call.effects.contains { effect in
            if let key = change.tagKey { reaches(tag: key, effect, event) } else { reaches(change, effect, event) }
        }
    }

    /// Returns true if the call can make a change of this kind in a resource that exists, whatever an event of it says.
    func isPossible(for change: Change) -> Bool {
        call.effects.contains { effect in
            switch effect {
            case .creation, .deletion: false
            case .settingTags: change.tagKey != nil && change.before != nil
            case .removingTags: change.tagKey != nil && change.before == nil
            case .everyField, .carriedFields: change.tagKey == nil
            case .fields(let paths): paths.contains(change.path)
            case .part(let path, _, let ways): path == change.path && !Self.ways(in: change).isDisjoint(with: ways)
            }
        }
    }

    /// Returns true if the event gave the field or the tag another value than it has now, so that a later call must have
    /// made the change.
    func contradicts(_ change: Change, _ event: RecordedEvent) -> Bool {
        guard let now = change.before else { return false }
        if let key = change.tagKey {
            guard let given = tags(in: event.request)[key] ?? nil else { return false }
            return now.string.map { $0 != given } ?? false
        }
        switch (carried(change.path, in: event.request), now) {
        case (.integer(let given)?, .integer(let now)): return given != now
        case (.boolean(let given)?, .boolean(let now)): return given != now
        case (.text(let given)?, .string(let now)):
            // AWS takes a name where it shows the ARN.
            return !given.hasPrefix("arn:") && !now.hasPrefix("arn:") && given.lowercased() != now.lowercased()
        case (.list(let given)?, .list(let now)):
            let (given, now) = (given.compactMap(\.text), now.compactMap(\.string))
            return !(given + now).contains { $0.hasPrefix("arn:") } && Set(given) != Set(now)
        default: return false
        }
    }

    private func reaches(_ change: Change, _ effect: RecordedCall.Effect, _ event: RecordedEvent) -> Bool {
        switch effect {
        case .creation, .everyField: true
        case .fields(let paths): paths.contains(change.path)
        case .carriedFields: carried(change.path, in: event.request) != nil
        case .part(let path, let member, let ways):
            path == change.path
                && values(of: member, in: event.request).contains {
                    !Self.ways(of: $0, in: change).isDisjoint(with: ways)
                }
        case .deletion, .settingTags, .removingTags: false
        }
    }

    private func reaches(tag key: String, _ effect: RecordedCall.Effect, _ event: RecordedEvent) -> Bool {
        switch effect {
        case .creation: true
        case .settingTags, .removingTags: tags(in: event.request)[key] != nil
        default: false
        }
    }

    // MARK: The resource

    /// Returns true if a text of a request names the resource: by its name, id or ARN.
    private func names(_ text: String) -> Bool {
        let given = text.lowercased().hasPrefix("arn%3a") ? PercentEncoding.decode(text) : text
        // Logs has ARNs with a star at the end, and Batch names with a revision.
        let end = given.lastIndex(of: ":").map { given[given.index(after: $0)...] } ?? ""
        let isEnded = end == "*" || !end.isEmpty && end.allSatisfy(\.isNumber)
        return [given, isEnded ? String(given.dropLast(end.count + 1)) : given].contains { text in
            identifiers.contains(text)
                || text.hasPrefix("arn:")
                    && identifiers.contains { text.hasSuffix("/" + $0) || text.hasSuffix(":" + $0) }
        }
    }

    private var identifiers: [String] {
        let attributes = resource.planned.observed?.attributes ?? [:]
        return [resource.planned.name] + ["id", "arn"].compactMap { attributes[$0]?.string }.filter { !$0.isEmpty }
    }

    // MARK: Requests

    /// Returns the texts of a member, wherever it is: EC2 puts requests into a member that is named after them.
    private func values(of member: String, in request: LooseJSON) -> [String] {
        switch request {
        case .map(let members):
            members.flatMap { name, value in
                if name.lowercased() == member.lowercased() { return Self.texts(in: value) }
                return Self.tagMembers.contains(name.lowercased()) ? [] : values(of: member, in: value)
            }
        case .list(let elements): elements.flatMap { values(of: member, in: $0) }
        default: []
        }
    }

    private static func texts(in value: LooseJSON) -> [String] {
        switch value {
        case .text(let text): [text]
        case .list(let elements): elements.flatMap { texts(in: $0) }
        default: []
        }
    }

    /// Returns the value that the request has under a path of AWS's names.
    private func carried(_ path: String, in request: LooseJSON) -> LooseJSON? {
        path.split(separator: ".").reduce(request as LooseJSON?) { $0?[String($1)] }.flatMap { $0 == .null ? nil : $0 }
    }

    /// Returns the tags of the request; without values if it only has keys.
    private func tags(in request: LooseJSON) -> [String: String?] {
        var found: [String: String?] = [:]
        for name in ["tags", "tagSet", "tagKeys"] {
            let value = request[name]
            switch value?["items"] ?? value {
            case .map(let members): for (key, value) in members { found[key] = .some(value.text) }
            case .list(let elements):
                for element in elements {
                    if let key = element.text ?? element["key"]?.text { found[key] = .some(element["value"]?.text) }
                }
            default: break
            }
        }
        return found
    }

    /// Returns the ways in which a part of the changed field differs from the file.
    ///
    /// - Parameter name: the part: an element or a member, or the ARN of a policy that is a member.
    private static func ways(of name: String, in change: Change) -> Set<RecordedCall.PartChange> {
        let (now, wanted) = (part(name, of: change.before), part(name, of: change.after))
        switch (now, wanted) {
        case (nil, nil): return []
        case (_?, nil): return [.added]
        case (nil, _?): return [.removed]
        case (let now?, let wanted?): return now == wanted ? [] : [.changed]
        }
    }

    /// Returns the ways in which parts of the changed field differ from the file.
    private static func ways(in change: Change) -> Set<RecordedCall.PartChange> {
        let names = [change.before, change.after].flatMap { value -> [String] in
            switch value {
            case .map(let members): Array(members.keys)
            case .list(let elements): elements.compactMap(\.string)
            default: []
            }
        }
        return names.reduce(into: []) { $0.formUnion(ways(of: $1, in: change)) }
    }

    private static func part(_ name: String, of value: Value?) -> Value? {
        let names = [name, String(name.split(separator: "/").last ?? "")]
        return switch value {
        case .map(let members): names.lazy.compactMap { members[$0] }.first
        case .list(let elements): elements.first { $0.string.map(names.contains) == true }
        default: nil
        }
    }
}
