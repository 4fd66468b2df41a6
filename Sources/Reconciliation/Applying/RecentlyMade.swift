import AWSOperations
import Locking
import Planning
package import ResourceModel

/// The resources that this run or one before it made moments ago: other services may not see them yet.
package final class RecentlyMade: Sendable {
    private struct Thing: Sendable {
        var kind: ResourceKind
        /// Its name and id.
        var names: Set<String>
        var version: String?
    }

    private let mentions: [ResourceKind: Mention]
    private let things = LockedValue<[Thing]>([])

    /// Seconds for which a resource counts as young. IAM and EC2 promise no time; two minutes have been seen
    /// (Terraform's retries of profiles and launch templates).
    static let youth = 600.0

    init(_ kinds: KindRegistry) {
        mentions = Dictionary(uniqueKeysWithValues: kinds.all.map { ($0.kind, $0.mention) })
    }

    /// Remembers what was created.
    package func note(_ kind: ResourceKind, _ names: String?..., version: String? = nil) {
        let names = Set(names.compactMap { $0 }.filter { !$0.isEmpty })
        things.withLock { $0.append(Thing(kind: kind, names: names, version: version)) }
    }

    /// Remembers what a step has made.
    package func note(_ address: Address, _ attributes: [String: Value]) {
        note(
            address.kind, attributes["name"]?.string, attributes["id"]?.string,
            attributes["arn"]?.string?.split(separator: "/").last.map(String.init),
            version: attributes["version"]?.string)
    }

    /// Remembers those of the existing resources that are still young.
    func note(_ plan: Plan, now: Double) {
        for observed in plan.environments.flatMap(\.resources).compactMap(\.observed) {
            guard let created = observed.attributes["created"]?.string.flatMap(Timestamp.seconds),
                now - created < Self.youth
            else { continue }
            note(observed.address, observed.attributes)
        }
    }

    /// True if a refusal says that a young resource is missing or not valid: it may only not be visible yet.
    package func explains(_ error: any Error) -> Bool {
        guard let error = error as? ServiceError, (400..<500).contains(error.status) else { return false }
        let text = error.message.lowercased()
        guard Self.signs.contains(where: { text.contains($0) }) else { return false }
        let kinds: Set<Cause.Kind> = [.permissionMissing, .scpDenied, .nameTaken]
        return !kinds.contains(Cause(error).kind) && names(in: error.message)
    }

    /// True if a resource of a kind was created; if a name is given, the one of that name.
    package func has(_ kind: ResourceKind, _ name: String? = nil) -> Bool {
        things.withLock { things in
            things.contains { thing in thing.kind == kind && name.map { thing.names.contains($0) } ?? true }
        }
    }

    /// True if a text names a resource that was created, of some kinds or of any.
    package func names(in text: String, of kinds: Set<ResourceKind>? = nil) -> Bool {
        let named = NamedThings(text)
        return things.withLock { things in
            things.contains {
                (kinds?.contains($0.kind) ?? true)
                    && named.include(mentions[$0.kind] ?? Mention(), $0.names, $0.version)
            }
        }
    }

    private static let signs = [
        "does not exist", "not exist", "not find", "not found", "cannot be found", "could not be found", "is invalid",
        "invalid iam", "not valid", "valid before attaching",
    ]
}

/// The resources that a text names, for comparing with those that were made.
private struct NamedThings {
    private let folded: String
    private let words: [Substring]

    init(_ text: String) {
        folded = text.lowercased()
        words = text.split { $0.isWhitespace || "'\"[](),;".contains($0) }.map { word in
            word.last == "." || word.last == ":" ? word.dropLast() : word
        }
    }

    func include(_ mention: Mention, _ names: Set<String>, _ version: String?) -> Bool {
        guard mention.nouns.contains(where: { folded.contains($0) }) else { return false }
        if words.contains(where: { names.contains(String($0.split(separator: "/").last ?? $0)) }) { return true }
        guard let prefix = mention.idPrefix, !words.contains(where: { $0.hasPrefix(prefix) }) else { return false }
        // "The specified launch template version 2 does not exist"
        let number = words.indices.first { words[$0].lowercased() == "version" && $0 + 1 < words.endIndex }
        return number.map { String(words[$0 + 1]) == version } ?? false
    }
}
