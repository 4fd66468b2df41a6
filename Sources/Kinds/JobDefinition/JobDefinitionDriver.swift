import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Batch job definitions: a change makes a new revision, and jobs name a revision.
struct JobDefinitionDriver: ResourceDriver {
    let kind = ResourceKind.jobDefinition

    func observe(_ resources: [Resource], with context: ReadContext) async throws -> [Address: [ObservedResource]] {
        let regions = resources.grouped { $0.address.region }.sorted { $0.key < $1.key }
        let found = try await concurrently(regions) { region, resources in
            let definitions = try await context.jobDefinitions(named: Set(resources.map(\.name)), region)
            return try resources.compactMap { resource in
                let revisions = definitions[resource.name] ?? []
                return try Self.current(revisions, of: resource.tags).map {
                    try Self.observed($0, at: resource.address)
                }
            }
        }
        return Dictionary(found.joined().map { ($0.address, [$0]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Returns the newest revision with the owner's tags; without one the newest, which belongs to others.
    private static func current(
        _ revisions: [Batch.JobDefinition], of tags: [String: String]
    ) -> Batch.JobDefinition? {
        revisions.last { isOwned($0, by: tags) } ?? revisions.last
    }

    static func isOwned(_ definition: Batch.JobDefinition, by tags: [String: String]) -> Bool {
        [OwnershipTags.owner, OwnershipTags.resource].allSatisfy { definition.tags?[$0] == tags[$0] }
    }

    private static func observed(_ definition: Batch.JobDefinition, at address: Address) throws -> ObservedResource {
        ObservedResource(
            address, name: definition.jobDefinitionName, properties: try JobDefinitionShape.value(of: definition),
            tags: definition.tags ?? [:],
            attributes: attributes(
                definition.jobDefinitionName, definition.jobDefinitionArn, revision: definition.revision))
    }

    private static func attributes(_ name: String, _ arn: String, revision: Int) -> [String: Value] {
        ["name": .string(name), "arn": .string(arn), "revision": .string(String(revision))]
    }

    func create(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        try await register(resource, with: context)
    }

    func update(_ planned: PlannedResource, to resource: Resource, with context: StepContext) async throws -> [String:
        Value]
    {
        guard TagChanges.isAll(of: planned) else {
            return try await register(resource, with: context)
        }
        let caller = context.caller(resource.address)
        let arn = planned.observed?.attributes["arn"]?.string ?? ""
        let changes = TagChanges(planned)
        try await BatchTags.apply(changes, to: arn, with: caller)
        try await context.wait(atMost: Self.lagLimit) {
            let definition = try await Batch.jobDefinitions(named: resource.name, caller)
                .first { $0.jobDefinitionArn == arn }
            return changes.show(in: definition?.tags)
        }
        return planned.observed?.attributes ?? [:]
    }

    /// Makes a revision, and takes older ones away. Returns when AWS shows the new one: a reading before that would make
    /// another one.
    ///
    /// Never takes a newer one away: two runs at the same time would each take the other's, and none would be left.
    private func register(_ resource: Resource, with context: StepContext) async throws -> [String: Value] {
        let caller = context.caller(resource.address)
        let call = try JobDefinitionShape.registration(of: resource)
        let (arn, made) = try await context.createIdempotently {
            let answer = try await caller.call(call)
            return (answer.jobDefinitionArn ?? "", answer.revision ?? 0)
        } readBack: {
            // A second registration would be a second revision, so a read that lags is given time.
            var made: Batch.JobDefinition?
            try await context.wait(atMost: Self.answerLimit) {
                made = try await Batch.jobDefinitions(named: resource.name, caller)
                    .last { try Self.isRevision($0, of: resource) }
                return made != nil
            }
            return made.map { ($0.jobDefinitionArn, $0.revision) }
        }
        let attributes = Self.attributes(resource.name, arn, revision: made)
        context.made.note(resource.address, attributes)
        var owned: [Batch.JobDefinition] = []
        try await context.wait(atMost: Self.lagLimit) {
            owned = try await Batch.jobDefinitions(named: resource.name, caller)
                .filter { Self.isOwned($0, by: resource.tags) }
            // Another run's newer revision may have taken this one's place.
            return owned.contains { $0.revision >= made }
        }
        try await deregister(owned.filter { $0.revision < made }, with: context, caller)
        return attributes
    }

    /// True if a revision is what the file wants, made by an earlier attempt.
    private static func isRevision(_ definition: Batch.JobDefinition, of resource: Resource) throws -> Bool {
        try isOwned(definition, by: resource.tags)
            && definition.tags?[OwnershipTags.form] == resource.tags[OwnershipTags.form]
            && resource.isShown(in: JobDefinitionShape.value(of: definition), except: [])
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let caller = context.caller(observed.address)
        let owned = try await Batch.jobDefinitions(named: observed.name, caller)
            .filter { Self.isOwned($0, by: observed.tags) }
        let kept = try await deregister(owned, with: context, caller)
        let gone = Set(owned.map(\.jobDefinitionArn)).subtracting(kept.map(\.jobDefinitionArn))
        // AWS has taken the deregistrations: that reads lag for longer is no failure.
        try await context.wait(atMost: Self.lagLimit) {
            try await Batch.jobDefinitions(named: observed.name, caller)
                .allSatisfy { !gone.contains($0.jobDefinitionArn) }
        }
        guard kept.isEmpty else { throw ReconciliationError(stillUsed: kept, of: observed) }
    }

    /// Deregisters revisions, except for those that jobs use that have not ended, and returns these.
    @discardableResult
    private func deregister(
        _ old: [Batch.JobDefinition], with context: StepContext, _ caller: any Caller
    ) async throws -> [Batch.JobDefinition] {
        guard !old.isEmpty else { return [] }
        let isUsed = try await context.useOfJobDefinitions(caller)
        return try await Batch.deregister(old, unless: isUsed, caller)
    }

    /// Seconds in which a revision shows whose registration was not answered.
    private static let answerLimit = 15.0

    /// Seconds for which AWS may show a definition as it was before.
    private static let lagLimit = 60.0
}

extension ReconciliationError {
    /// Jobs that have not ended keep revisions.
    fileprivate init(stillUsed kept: [Batch.JobDefinition], of observed: ObservedResource) {
        let revisions = kept.map { "\(observed.name):\($0.revision)" }.joined(separator: ", ")
        self.init(
            "job definition '\(observed.name)' was not deleted: jobs may still use \(revisions)",
            detail:
                "run again when the jobs in the queues of the environment have ended; if AWS denies batch:ListJobs, "
                + "each revision counts as used", address: observed.address)
    }
}
