import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Returns true of the ARN of a revision that a job uses which has not ended, in the queues that the environment
    /// keeps. A queue that is deleted takes its jobs with it. If the jobs cannot be listed, each revision counts as used.
    func useOfJobDefinitions(
        _ caller: any Caller
    ) async throws -> @Sendable (String) -> Bool {
        let queues = environment.resources.filter {
            $0.address.kind == .jobQueue && $0.action != .delete && $0.observed != nil
        }
        do {
            let jobs = try await concurrently(queues.map(\.name).sorted()) { queue in
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
