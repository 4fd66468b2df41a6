import AWSOperations
import Planning
import Reconciliation
import ResourceModel

/// Every compute environment and queue of a region, read once however many kinds ask.
extension ReadContext {
    /// All compute environments, because the generation in a name is not known before: 50 is a region's quota, 100 fit
    /// into a page.
    func computeEnvironments(_ region: String) async throws -> [Batch.ComputeEnvironmentDetail] {
        let caller = caller(region)
        return try await once("compute environments in \(region)") { try await Batch.allComputeEnvironments(caller) }
    }

    /// All queues.
    func jobQueues(_ region: String) async throws -> [Batch.JobQueueDetail] {
        let caller = caller(region)
        return try await once("job queues in \(region)") {
            try await everyPage(of: Batch.DescribeJobQueues.self) { token in
                let answer = try await caller.call(Batch.DescribeJobQueues(maxResults: 100, nextToken: token))
                let queues = answer.jobQueues ?? []
                try Batch.assureNamed(queues.map(\.jobQueueName), "job queue")
                return (queues, answer.nextToken)
            }
        }
    }
}

extension Batch {
    /// Reads all compute environments of a caller's region.
    static func allComputeEnvironments(_ caller: any Caller) async throws -> [ComputeEnvironmentDetail] {
        try await everyPage(of: DescribeComputeEnvironments.self) { token in
            let answer = try await caller.call(DescribeComputeEnvironments(maxResults: 100, nextToken: token))
            let environments = answer.computeEnvironments ?? []
            try assureNamed(environments.map(\.computeEnvironmentName), "compute environment")
            return (environments, answer.nextToken)
        }
    }

    /// Refuses an answer with something that has no name: it would be taken for missing.
    fileprivate static func assureNamed(_ names: [String?], _ kind: String) throws {
        guard names.contains(where: { $0?.isEmpty ?? true }) else { return }
        throw ReconciliationError(
            "AWS's answer has a \(kind) without a name",
            detail: "an answer that cannot be read in full is no ground for a plan; run again, or report it")
    }
}
