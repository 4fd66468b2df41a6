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
            .mapValues { Dictionary($0.map { ($0.name, $0.pages) }, uniquingKeysWith: max) }.sorted { $0.key < $1.key }
        let found = try await concurrently(regions) { region, pages in
            (region, try await EventLookup(of: pages, with: access.caller(region), access.clock))
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

    private struct Lookup {
        let region: String
        let name: String
        let pages: Int
    }

    /// The lookups that the changes of a resource take; none if no call can have made them. Creations, and calls that set
    /// tags, tell when reconcile was there last; of the latter, which are many, the newest are enough.
    private func lookups(_ resource: DriftedResource) -> [Lookup] {
        let calls = calls(of: resource)
        let causes = calls.filter { isCause($0, of: resource) }
        guard !causes.isEmpty else { return [] }
        let marks = calls.filter { !isCause($0, of: resource) && ($0.isCreation || $0.setsTags) }
        return (causes + marks.filter(\.isCreation)).map { lookup($0, resource, EventLookup.mostPages) }
            + marks.filter { !$0.isCreation }.map { lookup($0, resource, 1) }
    }

    /// Returns true if a call can have made a change of the resource.
    private func isCause(_ call: RecordedCall, of resource: DriftedResource) -> Bool {
        let match = EventMatch(call: call, resource: resource)
        return resource.event == .deleted
            ? call.isDeletion : resource.planned.changes.contains(where: match.isPossible)
    }

    private func lookup(_ call: RecordedCall, _ resource: DriftedResource, _ pages: Int) -> Lookup {
        Lookup(region: region(of: call, resource), name: call.name, pages: pages)
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
        let lookups = lookups(resource)
        let answers = lookups.compactMap { lookup in
            known[lookup.region]?.events[lookup.name].map { (lookup.name, $0) }
        }
        guard !lookups.isEmpty, answers.count == lookups.count else { return resource }
        let horizons = lookups.compactMap { lookup in
            known[lookup.region]?.horizons[lookup.name].map { (lookup.name, $0) }
        }
        let finder = AuthorFinder(
            resource: resource, calls: calls(of: resource),
            events: answers.flatMap(\.1).filter { !$0.isRefused }.sorted { $0.time > $1.time },
            horizons: Dictionary(horizons, uniquingKeysWith: max))
        var resource = resource
        if resource.event == .deleted { resource.deletion = finder.deletion }
        for change in resource.planned.changes {
            if let author = finder.author(of: change) { resource.authors[change.path] = author }
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
        let cut = Set(known.values.flatMap(\.cut)).sorted()
        if !cut.isEmpty, drift.lacksAuthor {
            notes.append(
                "of the events \(cut.joined(separator: ", ")) only the newest \(EventLookup.mostEvents) were looked at "
                    + "in CloudTrail")
        }
        return notes
    }
}
