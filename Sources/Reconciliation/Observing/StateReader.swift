import AWSOperations
public import Planning
public import ResourceModel

/// Reads from AWS which of a file's resources exist, in a number of round trips
/// that does not grow with the number of environments.
public struct StateReader: Sendable {
    let access: AWSAccess
    let kinds: KindRegistry

    /// Makes a reader.
    public init(_ access: AWSAccess, _ kinds: KindRegistry) {
        self.access = access
        self.kinds = kinds
    }

    /// Returns everything that exists of the resources, and the jobs that run there.
    ///
    /// - Parameters:
    ///   - caller: the caller; only reads that need an ARN, and what follows the first reads, wait for it.
    ///   - earlier: the reads of a search that was made before.
    ///   - countsJobs: false if neither jobs nor the totals of regions matter, which takes further calls.
    public func observe(
        _ resources: [Resource], as caller: CallerIdentity.Reading, after earlier: EarlierReads? = nil,
        countingJobs countsJobs: Bool = true
    ) async throws -> Observation {
        let context = ReadContext(
            access, for: resources, by: caller, memory: earlier?.memory ?? ReadContext.Memory())
        let unique = Dictionary(resources.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
            .values.sorted { $0.address < $1.address }
        let isReference = { (resource: Resource) in kinds[resource.address.kind]?.reader != nil }
        let isAdvice = { (resource: Resource) in kinds.lifecycle(resource.address.kind).isOnlyAdvice }
        let groups = unique.filter { !isReference($0) }.grouped { $0.address.kind }.sorted { $0.key < $1.key }
        let (named, advised) = (unique.filter { isReference($0) && !isAdvice($0) }, unique.filter(isAdvice))
        async let references = self.findings(on: named, with: context)
        let found = try await together(groups) { kind, resources in
            try await kinds.driver(of: kind).observe(resources, with: context)
        }
        let existing = found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        let worthwhile = advised.grouped { $0.address.kind }.flatMap { kind, resources in
            kinds[kind]?.reader?.worthwhile(resources, among: unique, existing: existing) ?? []
        }
        // Nothing depends on advice: it waits until the first reads no longer need the calls that may be under way at once.
        async let advice = self.findings(on: worthwhile, with: context)
        let identity = try await caller.value
        var observation = Observation(accountID: identity.accountID, principal: identity.principal)
        observation.resources = existing
        let missing = unique.filter { resource in
            !isReference(resource) && observation.resources[resource.address] == nil
        }
        let recorded = observation.recorded(among: missing).grouped { $0.address.kind }.sorted { $0.key < $1.key }
        let left = try await together(recorded) { kind, resources in
            try await kinds.driver(of: kind).observe(recorded: resources, with: context)
        }
        for more in left { observation.resources.merge(more) { first, _ in first } }
        observation.take(try await references)
        try Self.assureAttributes(of: observation)
        for reader in kinds.all.compactMap(\.reader) {
            observation.networks = try await reader.completed(observation.networks, by: observation, access)
        }
        let read = observation
        async let further = further(after: read)
        if countsJobs {
            try await countJobs(&observation)
            try await countUsage(&observation, of: resources, with: context)
        }
        observation.take(try await further)
        observation.take(try await advice)
        return observation
    }

    /// Returns everything that exists of the resources, for a caller that is known.
    public func observe(
        _ resources: [Resource], accountID: String, principal: String, after earlier: EarlierReads? = nil,
        countingJobs countsJobs: Bool = true
    ) async throws -> Observation {
        let caller = CallerIdentity(accountID: accountID, principal: principal)
        return try await observe(
            resources, as: CallerIdentity.Reading { caller }, after: earlier, countingJobs: countsJobs)
    }

    /// Returns the resources to which the findings lead.
    private func further(after observation: Observation) async throws -> ReferenceFindings {
        let found = try await concurrently(kinds.all.compactMap(\.reader)) {
            try await $0.findings(after: observation, access)
        }
        return found.reduce(into: ReferenceFindings()) { $0.merge($1) }
    }

    /// Adds what existing resources use of others, for a command that describes them. What is denied is left out.
    public func lookingIntoUses(_ observation: Observation) async throws -> Observation {
        let found = try await CallPatience.$current.withValue(.optional) {
            try await concurrently(kinds.all.compactMap(\.reader)) {
                try await $0.findings(usedIn: observation, access)
            }
        }
        var observation = observation
        observation.take(found.reduce(into: ReferenceFindings()) { $0.merge($1) })
        return observation
    }

    /// Returns the findings on resources of other owners, each kind of each region at the same time.
    private func findings(on resources: [Resource], with context: ReadContext) async throws -> ReferenceFindings {
        struct Place: Hashable {
            let kind: ResourceKind
            let region: String
        }
        let places = resources.grouped { Place(kind: $0.address.kind, region: $0.address.region) }
            .sorted { ($0.key.kind, $0.key.region) < ($1.key.kind, $1.key.region) }
        let found = try await concurrently(places) { place, resources in
            try await kinds[place.kind]?.reader?.findings(on: resources, in: place.region, with: context)
        }
        return found.compactMap { $0 }.reduce(into: ReferenceFindings()) { $0.merge($1) }
    }

    /// Throws if a resource has an empty name, id or ARN: it would be written
    /// to others, and they would lose their value.
    private static func assureAttributes(of observation: Observation) throws {
        let observed = observation.resources.values.flatMap { $0 }.sorted { $0.address < $1.address }
        for one in observed {
            guard let empty = one.attributes.filter({ $0.value == .string("") }).keys.min() else { continue }
            throw ReconciliationError(
                "the answer about \(one.address.kind.rawValue) '\(one.name)' has no \(empty)",
                detail:
                    "AWS always sends it, so something between here and AWS may have answered. Nothing was changed: run "
                    + "the command again", address: one.address)
        }
    }

    /// Adds the jobs that run on the resources.
    private func countJobs(_ observation: inout Observation) async throws {
        for definition in kinds.all {
            guard let count = definition.jobs?.onResources else { continue }
            let resources = observation.resources.values.flatMap { $0 }.filter { $0.address.kind == definition.kind }
            for (region, observed) in resources.grouped(by: { $0.address.region }).sorted(by: { $0.key < $1.key }) {
                do {
                    // It is worth one more try but no wait: a plan can do without it.
                    let counts = try await CallPatience.$current.withValue(.optional) {
                        try await count(observed, access.caller(region))
                    }
                    for (name, jobs) in counts {
                        observation.jobs[Observation.JobKey(region: region, name: name)] = jobs
                    }
                } catch let error where !isUntrusted(error) {
                    observation.notes.append("the jobs that run in \(region) could not be counted: \(error)")
                }
            }
        }
    }

    /// Adds the totals of the regions of the resources.
    private func countUsage(
        _ observation: inout Observation, of resources: [Resource], with context: ReadContext
    ) async throws {
        for definition in kinds.all {
            guard let usage = definition.usage else { continue }
            let regions = Set(resources.map(\.address).filter { $0.kind == definition.kind }.map(\.region))
            for region in regions.sorted() {
                observation.usage[region, default: RegionUsage()].add(try await usage(region, context))
            }
        }
    }
}

extension Observation {
    /// Adds what was found of resources of other owners. What is known already stays.
    fileprivate mutating func take(_ findings: ReferenceFindings) {
        resources.merge(findings.resources) { first, _ in first }
        networks.merge(findings.networks) { first, _ in first }
        lookedUp.formUnion(findings.lookedUp)
        unread += findings.unread
    }
}
