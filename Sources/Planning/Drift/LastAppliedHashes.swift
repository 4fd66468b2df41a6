public import ResourceModel
import Signing

/// The values that an apply wrote to a resource, field by field, as hashes short enough for one tag.
///
/// The tag's value is `PP:VVVVV` for each field (a hash of its path, a hash of its value), then `PP` for each part of
/// the environment on the one resource that keeps them. A hash of 30 bits hides a change once in a thousand million.
struct LastAppliedHashes: Sendable, Hashable {
    /// Hashes of values by the hash of their path.
    private(set) var fields: [String: String] = [:]
    /// Hashes of the addresses that the environment had.
    private(set) var parts: Set<String> = []

    /// The record of a resource whose references are resolved.
    init(of resource: Resource, by rules: KindRules, parts: Set<String>) {
        for rule in rules.fields {
            guard let value = resource.properties[path: rule.path] else { continue }
            fields[Self.hash(path: rule.path)] = Self.hash(rule.comparison.normal(value, in: resource.properties))
        }
        fields[Self.labelsPath] = Self.hash(labels: resource.tags)
        self.parts = parts
    }

    /// Reads a tag; nil if there is none, as on a resource that an older version made.
    init?(in tags: [String: String]) {
        guard let text = tags[OwnershipTags.fields] else { return nil }
        for entry in text.split(separator: " ") {
            let halves = entry.split(separator: ":", maxSplits: 1)
            if halves.count == 2 {
                fields[String(halves[0])] = String(halves[1])
            } else {
                parts.insert(String(entry))
            }
        }
    }

    /// The tag's value.
    var text: String {
        (fields.map { "\($0.key):\($0.value)" }.sorted() + parts.sorted()).joined(separator: " ")
    }

    /// Returns true if the last apply wrote this value.
    ///
    /// - Parameters:
    ///   - state: the whole that the value is a part of.
    ///   - pattern: where only named members count, the value that names them.
    func holds(_ value: Value?, of rule: FieldRule, in state: Value, named pattern: Value? = nil) -> Bool {
        let written = fields[Self.hash(path: rule.path)] ?? Self.hash(rule.comparison.normal(rule.unset, in: state))
        return Self.hash(rule.comparison.normal(value ?? rule.unset, in: state, named: pattern)) == written
    }

    /// Returns true if the last apply set these labels. reconcile's own tags among them do not count.
    func holds(labels tags: [String: String]) -> Bool { fields[Self.labelsPath] == Self.hash(labels: tags) }

    /// Returns true if the environment had this address; known only on the resource that keeps the record.
    func names(_ address: Address) -> Bool { parts.contains(Self.hash(path: address.local)) }

    /// The hash of an address or path: 12 bits.
    static func hash(path: String) -> String { digits(2, of: Array(path.utf8)) }

    private static var labelsPath: String { hash(path: "tags") }

    private static func hash(labels tags: [String: String]) -> String {
        hash(.strings(tags.filter { !OwnershipTags.isOurs($0.key) }))
    }

    private static func hash(_ value: Value?) -> String { digits(5, of: value?.jsonBytes ?? []) }

    /// Returns digits of six bits each, in characters that every service allows in tags.
    private static func digits(_ count: Int, of bytes: [UInt8]) -> String {
        let digest = SHA256.digest(of: bytes).prefix(count)
        return String(decoding: digest.map { alphabet[Int($0 & 63)] }, as: UTF8.self)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}

extension PlannedResource {
    /// Returns the same step and the resource with its references resolved, with the record of what is being written.
    public func recording(_ resource: Resource, _ kinds: KindCatalog) -> (planned: PlannedResource, resource: Resource)
    {
        guard let kept = LastAppliedHashes(in: resource.tags) else { return (self, resource) }
        var (planned, resource) = (self, resource)
        let record = LastAppliedHashes(of: resource, by: kinds[address.kind], parts: kept.parts)
        resource.tags[OwnershipTags.fields] = record.text
        planned.bookkeepingTags[OwnershipTags.fields] = resource.tags[OwnershipTags.fields]
        return (planned, resource)
    }
}
