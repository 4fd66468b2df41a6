import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Returns true of the ARN of a revision that a job uses which has not ended, in the queues that the environment
    /// keeps. A queue that is deleted takes its jobs with it.
    func useOfJobDefinitions(
        _ caller: any Caller
    ) async throws -> @Sendable (String) -> Bool {
        let queues = environment.resources.filter {
            $0.address.kind == .jobQueue && $0.action != .delete && $0.observed != nil
        }
        return try await Batch.useOfJobDefinitions(in: queues.map(\.name), caller)
    }
}
