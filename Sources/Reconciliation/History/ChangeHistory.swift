import AWSOperations
public import Planning
import ResourceModel

/// Looks up in CloudTrail who made the changes of a drift.
///
/// The events are looked up by the name of the call and not by the resource: AWS does not say which of its services name
/// resources in events, and the request in an event always has the name [aws-rules: Events of CloudTrail].
public struct ChangeHistory: Sendable {
    private let access: AWSAccess
    private let kinds: KindRegistry
    private let globalRegion: @Sendable (_ region: String) -> String

    /// Makes a history.
    ///
    /// - Parameter globalRegion: the region in which calls to services without regions are recorded, for a region of the
    ///   same partition.
    public init(
        _ access: AWSAccess, _ kinds: KindRegistry, globalRegion: @escaping @Sendable (_ region: String) -> String
    ) {
        self.access = access
        self.kinds = kinds
        self.globalRegion = globalRegion
    }

    /// A drift with the authors of its changes.
    public struct Result: Sendable {
        /// The drift.
        public var drift: Drift
        /// Notes on what was not looked up.
        public var notes: [String]
    }

    /// Returns the drift with the authors that CloudTrail shows. What may not be read is a note. Without drift nothing is
    /// looked up.
    public func adding(to drift: Drift) async throws -> Result {
        let regions = Dictionary(grouping: drift.resources.flatMap(lookups)) { $0.region }
            .mapValues { Set($0.map(\.name)).sorted() }.sorted { $0.key < $1.key }
        let found = try await concurrently(regions) { region, names in
            (region, try await EventLookup(of: names, with: access.caller(region), access.clock))
        }
        let known = Dictionary(uniqueKeysWithValues: found)
        var result = Result(drift: drift, notes: [])
        for environment in drift.environments.indices {
            for index in drift.environments[environment].resources.indices {
                let resource = drift.environments[environment].resources[index]
                result.drift.environments[environment].resources[index] = authored(resource, known)
            }
        }
        result.notes = notes(known, result.drift)
        return result
    }

    // MARK: Lookups

    private struct Lookup: Hashable {
        let region: String
        let name: String
    }

    /// The lookups that the changes of a resource take; none if no call can have made them. Creations, and calls that set
    /// tags, tell when reconcile was there last.
    private func lookups(_ resource: DriftedResource) -> [Lookup] {
        let calls = calls(of: resource)
        let isKnown =
            resource.event == .deleted
            ? calls.contains(where: \.isDeletion)
            : resource.planned.changes.contains { change in
                calls.contains { EventMatch(call: $0, resource: resource).isPossible(for: change) }
            }
        guard isKnown else { return [] }
        return calls.filter { call in
            let match = EventMatch(call: call, resource: resource)
            return resource.event == .deleted
                ? call.isDeletion || call.isCreation
                : resource.planned.changes.contains(where: match.isPossible) || call.isCreation || call.setsTags
        }.map { Lookup(region: region(of: $0, resource), name: $0.name) }
    }

    private func calls(of resource: DriftedResource) -> [RecordedCall] {
        kinds[resource.planned.address.kind]?.recordedCalls ?? []
    }

    private func region(of call: RecordedCall, _ resource: DriftedResource) -> String {
        let region = resource.planned.address.region
        return call.service.isGlobal ? globalRegion(region) : region
    }

    // MARK: Authors

    private func authored(_ resource: DriftedResource, _ known: [String: EventLookup]) -> DriftedResource {
        let calls = calls(of: resource)
        let wanted = Set(lookups(resource))
        guard !wanted.isEmpty, wanted.allSatisfy({ known[$0.region]?.events[$0.name] != nil }) else { return resource }
        let events = wanted.flatMap { known[$0.region]?.events[$0.name] ?? [] }.sorted { $0.time > $1.time }
        let finder = AuthorFinder(
            resource: resource, calls: calls, events: events.filter { !$0.isRefused },
            horizon: wanted.compactMap { known[$0.region]?.horizons[$0.name] }.max())
        var resource = resource
        if resource.event == .deleted { resource.deletion = finder.deletion }
        for change in resource.planned.changes
        where calls.contains(where: { EventMatch(call: $0, resource: resource).isPossible(for: change) }) {
            resource.authors[change.path] = finder.author(of: change)
        }
        return resource
    }

    private func notes(_ known: [String: EventLookup], _ drift: Drift) -> [String] {
        let failed = known.filter { $0.value.failure != nil }.sorted { $0.key < $1.key }
        var notes: [String] = []
        if let failure = failed.first?.value.failure {
            let regions = failed.map(\.key).joined(separator: " and ")
            notes.append("who made the changes could not be looked up in CloudTrail in \(regions): \(failure)")
        }
        let cut = Set(known.values.flatMap(\.horizons.keys)).sorted()
        if !cut.isEmpty, drift.lacksAuthor {
            notes.append(
                "of the events \(cut.joined(separator: ", ")) only the newest \(EventLookup.mostPages * 50) were looked at "
                    + "in CloudTrail")
        }
        return notes
    }
}
