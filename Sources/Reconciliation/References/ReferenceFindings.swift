import AWSOperations
import Planning
import ResourceModel

/// What was found of the things of others that files name.
struct ReferenceFindings: Sendable {
    var resources: [Address: [ObservedResource]] = [:]
    var networks: [String: NetworkReading] = [:]
    var unread: [UnreadReference] = []

    mutating func merge(_ other: ReferenceFindings) {
        resources.merge(other.resources) { first, _ in first }
        networks.merge(other.networks) { first, _ in first }
        unread += other.unread
    }

    /// Looks things up one by one, each name once.
    ///
    /// - Parameter look: the properties of a thing; nil if it does not exist.
    static func ofEach(
        _ resources: [Resource], _ kind: ResourceKind, _ region: String,
        _ look: @escaping @Sendable (_ name: String) async throws -> Value?
    ) async throws -> ReferenceFindings {
        let looks = try await concurrently(Set(resources.map(\.name)).sorted()) { name in
            var findings = ReferenceFindings()
            let found = try await findings.answer(on: kind, in: region) { try await look(name) }
            return (name, found ?? nil, findings.unread.first)
        }
        var findings = ReferenceFindings()
        findings.note(looks.compactMap { name, _, unread in unread.map { (name, $0) } })
        findings.note(resources, existing: Dictionary(uniqueKeysWithValues: looks.map { ($0.0, $0.1) }))
        return findings
    }

    /// Notes which resources exist.
    ///
    /// - Parameter existing: the properties by name; nil, and no entry, of what does not exist.
    mutating func note(_ resources: [Resource], existing: [String: Value?]) {
        for resource in resources {
            guard let properties = existing[resource.name] ?? nil else { continue }
            self.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: properties)
            ]
        }
    }

    /// What a call answers; nil, and a record of it, if it cannot be had: plans do without.
    ///
    /// - Parameters:
    ///   - kind: what the answer is about.
    ///   - action: the action that IAM asks for, if it is not the operation's name.
    mutating func answer<Answer: Sendable>(
        on kind: ResourceKind, in region: String, action: String? = nil,
        _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer? {
        do {
            return try await call()
        } catch let error as ServiceError {
            note(kind, region, action ?? error.operation, "\(error)")
        } catch let error as NoAnswer {
            note(kind, region, action ?? error.operation, "\(error)")
        }
        return nil
    }

    /// Notes several things that could not be looked up: each was denied alike.
    mutating func note(_ several: [(name: String, unread: UnreadReference)]) {
        guard var first = several.first?.unread else { return }
        first.names = Set(several.map(\.name))
        unread.append(first)
    }

    private mutating func note(_ kind: ResourceKind, _ region: String, _ action: String, _ reason: String) {
        unread.append(UnreadReference(kind, in: region, action: action, reason: reason))
    }
}

/// Looks up things of others that files name. It fails only if the run does: what AWS does not answer is noted.
protocol ReferenceReader: Sendable {
    /// The kind that it looks up.
    var kind: ResourceKind { get }

    /// What exists of the resources of one region, with as few calls as the service allows.
    func findings(
        on resources: [Resource], in region: String, with reading: Reading
    ) async throws -> ReferenceFindings
}

/// Every reader; a new kind adds its own.
enum ReferenceReaders {
    static let all: [any ReferenceReader] = [
        NetworkReader(), ImageReader(), KeyPairReader(), ElasticFileSystemReader(), LustreReader(), NamedRoleReader(),
        NamedPolicyReader(), SchedulingPolicyReader(), EncryptionKeyReader(), BucketReader(),
    ]

    static func reader(of kind: ResourceKind) -> (any ReferenceReader)? { all.first { $0.kind == kind } }

    /// What was found of all of them, each kind of each region at the same time.
    static func findings(on resources: [Resource], with reading: Reading) async throws -> ReferenceFindings {
        struct Place: Hashable {
            let kind: ResourceKind
            let region: String
        }
        let places = resources.grouped { Place(kind: $0.address.kind, region: $0.address.region) }
            .sorted { ($0.key.kind, $0.key.region) < ($1.key.kind, $1.key.region) }
        let found = try await concurrently(places) { place, resources in
            try await reader(of: place.kind)?.findings(on: resources, in: place.region, with: reading)
        }
        return found.compactMap { $0 }.reduce(into: ReferenceFindings()) { $0.merge($1) }
    }
}
