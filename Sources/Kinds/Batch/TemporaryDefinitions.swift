import AWSOperations
import Reconciliation
import ResourceModel

/// Job definitions that exist only while jobs run. A run that was killed leaves them with their owner's tags, by which the
/// next one removes them.
struct TemporaryDefinitions {
    let caller: any Caller
    private var made: [Revision] = []

    init(caller: any Caller) { self.caller = caller }

    private struct Revision {
        let resource: Resource
        let queue: String
        let arn: String
        let number: Int
    }

    /// Makes a revision and returns its ARN.
    mutating func make(_ resource: Resource, forQueue queue: String) async throws -> String {
        for other in try await Batch.jobDefinitions(named: resource.name, caller) {
            try ReconciliationError.assure(other.tags, areOf: resource)
        }
        let answer = try await caller.call(JobDefinitionShape.registration(of: resource))
        let arn = answer.jobDefinitionArn ?? ""
        made.append(Revision(resource: resource, queue: queue, arn: arn, number: answer.revision ?? 0))
        return arn
    }

    /// Removes what was made, also what earlier runs left, and returns what could not be removed.
    func remove() async -> [(name: String, failure: StepFailure)] {
        var failures: [(name: String, failure: StepFailure)] = []
        for revision in made {
            do {
                try await remove(revision)
            } catch {
                failures.append((revision.resource.name, StepFailure(explaining: error)))
            }
        }
        return failures
    }

    /// Removes a revision and older ones that no job uses. Another run's job may wait with an older one, and a newer one
    /// is another run's in any case.
    private func remove(_ revision: Revision) async throws {
        let name = revision.resource.name
        try await Batch.deregister(revision.arn, named: name, caller)
        let older = try await Batch.jobDefinitions(named: name, caller).filter {
            JobDefinitionDriver.isOwned($0, by: revision.resource.tags) && $0.revision < revision.number
        }
        guard !older.isEmpty else { return }
        let isUsed = try await Batch.useOfJobDefinitions(in: [revision.queue], caller)
        try await Batch.deregister(older, unless: isUsed, caller)
    }
}
