import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension Batch {
    /// Deregisters revisions, except for those that jobs use, and returns these.
    ///
    /// - Parameter isUsed: true of the ARN of a revision that a job uses which has not ended.
    @discardableResult
    static func deregister(
        _ revisions: [JobDefinition], unless isUsed: @Sendable (String) -> Bool, _ caller: any Caller
    ) async throws -> [JobDefinition] {
        for one in revisions where !isUsed(one.jobDefinitionArn) {
            try await deregister(one.jobDefinitionArn, named: one.jobDefinitionName, caller)
        }
        return revisions.filter { isUsed($0.jobDefinitionArn) }
    }

    /// Deregisters one revision. Another run may have done it.
    static func deregister(_ arn: String, named name: String, _ caller: any Caller) async throws {
        try await ignoringAbsence(of: .jobDefinition(name)) {
            try await caller.call(DeregisterJobDefinition(jobDefinition: arn))
        }
    }

    /// Returns true of the ARN of a revision that a job uses which has not ended, in some queues. If the jobs cannot be
    /// listed, each revision counts as used.
    static func useOfJobDefinitions(
        in queues: [String], _ caller: any Caller
    ) async throws -> @Sendable (String) -> Bool {
        do {
            let jobs = try await concurrently(queues.sorted()) { queue in
                try await JobCounter.jobs(in: queue, with: caller)
            }
            let used = Set(jobs.flatMap { $0.byStatus.values.joined().map(\.jobDefinition) })
            // Batch may leave the definition of a job out.
            guard !used.contains(nil), jobs.allSatisfy(\.isWhole) else { return { _ in true } }
            return { used.contains($0) }
        } catch let error as ServiceError where error.isRefusal {
            return { _ in true }
        }
    }
}

extension Subject {
    fileprivate static func jobDefinition(_ name: String) -> Subject {
        Subject(["job definition", "job-definition"], [name])
    }
}
