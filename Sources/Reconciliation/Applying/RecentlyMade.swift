import AWSOperations
import Locking
import Planning
import ResourceModel

/// What was made moments ago, by this run or by one before it: other services may not see it yet.
final class RecentlyMade: Sendable {
    private struct Thing: Sendable {
        var kind: ResourceKind
        /// Its name and id.
        var names: Set<String>
        var version: String?
    }

    private let things = Guarded<[Thing]>([])

    /// Seconds for which a thing counts as young. IAM and EC2 promise no time; two minutes have been seen
    /// (Terraform's retries of profiles and launch templates).
    static let youth = 600.0

    /// Remembers what was made.
    func note(_ kind: ResourceKind, _ names: String?..., version: String? = nil) {
        let names = Set(names.compactMap { $0 }.filter { !$0.isEmpty })
        things.withLock { $0.append(Thing(kind: kind, names: names, version: version)) }
    }

    /// Remembers what a step has made.
    func note(_ address: Address, _ attributes: [String: Value]) {
        note(
            address.kind, attributes["name"]?.string, attributes["id"]?.string,
            attributes["arn"]?.string?.split(separator: "/").last.map(String.init),
            version: attributes["version"]?.string)
    }

    /// Remembers of what exists that which is still young.
    func note(_ plan: Plan, now: Double) {
        for observed in plan.environments.flatMap(\.resources).compactMap(\.observed) {
            guard let created = observed.attributes["created"]?.string.flatMap(Timestamp.seconds),
                now - created < Self.youth
            else { continue }
            note(observed.address, observed.attributes)
        }
    }

    /// True if a refusal says of something young that it is missing or not valid: it may only not be visible yet.
    func explains(_ error: any Error) -> Bool {
        guard let error = error as? ServiceError, (400..<500).contains(error.status) else { return false }
        let text = error.message.lowercased()
        guard Self.signs.contains(where: { text.contains($0) }) else { return false }
        let kinds: Set<Cause.Kind> = [.permissionMissing, .scpDenied, .nameTaken]
        return !kinds.contains(Cause(error).kind) && names(in: error.message)
    }

    /// True if a compute environment may be INVALID only because its instance profile or role was made moments ago.
    func explains(invalidReason reason: String) -> Bool {
        let cause = Cause(reason)
        switch cause.kind {
        case .iamNotPropagated:
            // The principal of a service role's session: arn:aws:sts::123456789012:assumed-role/NAME/aws-batch
            let role = cause.names.principal?.split(separator: "/").dropFirst().first.map(String.init)
            return names(in: reason, of: [.instanceProfile]) || role.map { has(.role, $0) } ?? false
        case .roleMissing:
            // Batch's own role, which this run has made.
            return reason.lowercased().contains("sts:assumerole") && has(.serviceLinkedRole)
        default: return false
        }
    }

    private func has(_ kind: ResourceKind, _ name: String? = nil) -> Bool {
        things.withLock { things in
            things.contains { thing in thing.kind == kind && name.map { thing.names.contains($0) } ?? true }
        }
    }

    private func names(in text: String, of kinds: Set<ResourceKind>? = nil) -> Bool {
        let named = NamedThings(text)
        return things.withLock { things in
            things.contains { (kinds?.contains($0.kind) ?? true) && named.include($0.kind, $0.names, $0.version) }
        }
    }

    private static let signs = [
        "does not exist", "not exist", "not find", "not found", "cannot be found", "could not be found", "is invalid",
        "invalid iam", "not valid", "valid before attaching",
    ]
}

/// The things that a text names, for comparing with what was made.
private struct NamedThings {
    private let folded: String
    private let words: [Substring]

    init(_ text: String) {
        folded = text.lowercased()
        words = text.split { $0.isWhitespace || "'\"[](),;".contains($0) }.map { word in
            word.last == "." || word.last == ":" ? word.dropLast() : word
        }
    }

    func include(_ kind: ResourceKind, _ names: Set<String>, _ version: String?) -> Bool {
        guard Self.nouns[kind]?.contains(where: { folded.contains($0) }) ?? false else { return false }
        if words.contains(where: { names.contains(String($0.split(separator: "/").last ?? $0)) }) { return true }
        guard kind == .launchTemplate, !words.contains(where: { $0.hasPrefix("lt-") }) else { return false }
        // "The specified launch template version 2 does not exist"
        let number = words.indices.first { words[$0].lowercased() == "version" && $0 + 1 < words.endIndex }
        return number.map { String(words[$0 + 1]) == version } ?? false
    }

    private static let nouns: [ResourceKind: [String]] = [
        .launchTemplate: ["launch template", "launchtemplate"],
        .instanceProfile: ["instance profile", "instanceprofile", "instancerole", "instance role"],
        .role: ["role"], .serviceLinkedRole: ["role"], .managedPolicy: ["policy"],
        .computeEnvironment: ["compute environment", "compute-environment"],
        .jobQueue: ["job queue", "job-queue"], .logGroup: ["log group"],
    ]
}
