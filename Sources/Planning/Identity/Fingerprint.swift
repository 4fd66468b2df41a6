public import ResourceModel

/// The state of AWS when a plan was made, field by field: a plan is for this state and for no other.
///
/// Values that change by themselves are left out: statuses, their reasons, jobs.
public struct Fingerprint: Sendable, Hashable, Codable {
    /// The resources that existed, by address and name.
    public var resources: [Entry]

    /// One resource.
    public struct Entry: Sendable, Hashable, Codable {
        /// Its address, as text.
        public var address: String
        /// Its name in AWS.
        public var name: String
        /// Its identity, properties and tags: values as JSON by dotted path, private and long ones as a hash.
        public var fields: [String: String]

        /// Makes an entry.
        public init(address: String, name: String, fields: [String: String]) {
            self.address = address
            self.name = name
            self.fields = fields
        }
    }

    /// A value that has changed since the plan was made.
    public struct Mismatch: Sendable, Hashable {
        /// The resource's address, as text.
        public var address: String
        /// The resource's name in AWS.
        public var name: String
        /// The field; nil if the resource as a whole was created or deleted.
        public var field: String?
        /// The state when the plan was made; nil if nothing existed.
        public var planned: String?
        /// The state now; nil if nothing exists.
        public var now: String?
    }

    /// Makes the fingerprint of what was read for resources.
    public init(of resources: [Resource], in observation: Observation, _ kinds: KindCatalog) {
        let addresses = Set(resources.map(\.address)).filter { !kinds.lifecycle($0).isOnlyAdvice }.sorted()
        self.resources = addresses.flatMap { address in
            (observation.resources[address] ?? []).map { Entry($0, kinds[address.kind]) }
        }.sorted { ($0.address, $0.name) < ($1.address, $1.name) }
    }

    /// Returns everything that has changed, by address, name and field.
    public func mismatches(with now: Fingerprint) -> [Mismatch] {
        let (before, after) = (byPlace, now.byPlace)
        return Set(before.keys).union(after.keys).sorted { ($0.address, $0.name) < ($1.address, $1.name) }
            .flatMap { Self.mismatches(before[$0], after[$0], at: $0) }
    }

    private struct Place: Hashable {
        var address: String
        var name: String
    }

    private var byPlace: [Place: Entry] {
        Dictionary(
            resources.map { (Place(address: $0.address, name: $0.name), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func mismatches(_ before: Entry?, _ after: Entry?, at place: Place) -> [Mismatch] {
        guard let before, let after else {
            let mismatch = Mismatch(
                address: place.address, name: place.name, planned: before == nil ? nil : "it exists",
                now: after == nil ? nil : "it exists")
            return [mismatch]
        }
        return Set(before.fields.keys).union(after.fields.keys).sorted().compactMap { field in
            let (planned, now) = (before.fields[field], after.fields[field])
            guard planned != now else { return nil }
            return Mismatch(address: place.address, name: place.name, field: field, planned: planned, now: now)
        }
    }
}

extension Fingerprint.Entry {
    /// Makes the entry of one resource.
    init(_ observed: ObservedResource, _ rules: KindRules) {
        let transient = Self.transient.union(rules.lifecycle.transientAttributes)
        address = observed.address.description
        name = observed.name
        fields = [:]
        for (attribute, value) in observed.attributes where !transient.contains(attribute) {
            add(value, at: attribute)
        }
        for (tag, value) in observed.tags { add(.string(value), at: "tags.\(tag)") }
        var properties = observed.properties
        for rule in rules.fields {
            guard let value = properties[path: rule.path] else { continue }
            let ordered = rule.comparison.ordered(value, in: observed.properties)
            properties = properties.replacing(rule.path, with: rule.concealed(ordered))
        }
        let hashed = rules.fields.filter(\.isShownAsHash).map(\.path)
        for (key, value) in properties.map ?? [:] where !transient.contains(key) {
            add(value, at: key, hashed: hashed)
        }
    }

    /// Attributes that change by themselves, of every kind.
    private static let transient: Set<String> = ["status", "statusReason", "created"]

    /// Adds a value. Maps, and lists of maps, are added member by member.
    private mutating func add(_ value: Value, at path: String, hashed: [String] = []) {
        if hashed.contains(path) {
            fields[path] = value.digest
            return
        }
        switch value {
        case .map(let members) where !members.isEmpty:
            for (key, member) in members { add(member, at: "\(path).\(key)", hashed: hashed) }
        case .list(let elements) where elements.contains { $0.map != nil }:
            for (index, element) in elements.enumerated() { add(element, at: "\(path)[\(index)]", hashed: hashed) }
        default:
            let text = value.json
            fields[path] = text.utf8.count > Self.longest ? value.digest : text
        }
    }

    /// The most bytes of JSON that are kept as text. A longer value is kept as a hash.
    private static let longest = 200
}
