import AWSOperations
package import Planning
package import ResourceModel

/// The resources of other owners that files name, as far as they were found.
package struct ReferenceFindings: Sendable {
    /// The resources that exist, by address.
    package var resources: [Address: [ObservedResource]] = [:]
    /// The networks, by region.
    package var networks: [String: NetworkState] = [:]
    /// The resources that were looked up although no file names them.
    package var lookedUp: Set<Address> = []
    /// The resources that could not be looked up.
    package var unread: [UnreadReference] = []

    /// Makes empty findings.
    package init() {}

    package mutating func merge(_ other: ReferenceFindings) {
        resources.merge(other.resources) { first, _ in first }
        networks.merge(other.networks) { first, _ in first }
        lookedUp.formUnion(other.lookedUp)
        unread += other.unread
    }

    /// Looks resources up one by one, each name once.
    ///
    /// - Parameter look: returns the properties of a resource; nil if it does not exist.
    package static func ofEach(
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
    /// - Parameter existing: the properties by name; nil, or no entry, for a resource that does not exist.
    package mutating func note(_ resources: [Resource], existing: [String: Value?]) {
        for resource in resources {
            guard let properties = existing[resource.name] ?? nil else { continue }
            self.resources[resource.address] = [
                ObservedResource(resource.address, name: resource.name, properties: properties)
            ]
        }
    }

    /// Returns the answer of a call. If AWS refuses it, records that and returns nil: plans do without. Throws if the
    /// answer is not AWS's.
    ///
    /// - Parameters:
    ///   - kind: the kind that the answer is about.
    ///   - action: the action that IAM asks for, if it is not the operation's name.
    package mutating func answer<Answer: Sendable>(
        on kind: ResourceKind, in region: String, action: String? = nil,
        _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer? {
        do {
            return try await call()
        } catch let error as ServiceError where !error.isUntrusted {
            let isRefused = error.isRefusal && FailureClass(error, isRepeatable: true) == .final
            note(kind, region, action ?? error.operation, "\(error)", isRefused: isRefused)
        } catch let error as NoResponse {
            note(kind, region, action ?? error.operation, "\(error)", isRefused: false)
        }
        return nil
    }

    /// Notes several resources that could not be looked up, each denied for the same reason.
    package mutating func note(_ several: [(name: String, unread: UnreadReference)]) {
        guard var first = several.first?.unread else { return }
        first.names = Set(several.map(\.name))
        unread.append(first)
    }

    private mutating func note(
        _ kind: ResourceKind, _ region: String, _ action: String, _ reason: String, isRefused: Bool
    ) {
        unread.append(UnreadReference(kind, in: region, action: action, reason: reason, isRefused: isRefused))
    }
}
