import AWSOperations
import Planning
import ResourceModel

/// Every compute environment and queue of a region, read once however many environments ask.
actor BatchSnapshot {
    private let caller: any Caller
    private var environments: Task<[Batch.ComputeEnvironmentDetail], any Error>?
    private var queues: Task<[Batch.JobQueueDetail], any Error>?

    init(_ caller: any Caller) { self.caller = caller }

    /// All of them, because the generation in a name is not known before: 50 is a region's quota, 100 fit into a page.
    func computeEnvironments() async throws -> [Batch.ComputeEnvironmentDetail] {
        let task =
            environments
            ?? Task { [caller] in
                try await everyPage(of: Batch.DescribeComputeEnvironments.self) { token in
                    let answer = try await caller.call(
                        Batch.DescribeComputeEnvironments(maxResults: 100, nextToken: token))
                    let environments = answer.computeEnvironments ?? []
                    try Self.assureNamed(environments.map(\.computeEnvironmentName), "compute environment")
                    return (environments, answer.nextToken)
                }
            }
        environments = task
        return try await task.value
    }

    /// All of them.
    func jobQueues() async throws -> [Batch.JobQueueDetail] {
        let task =
            queues
            ?? Task { [caller] in
                try await everyPage(of: Batch.DescribeJobQueues.self) { token in
                    let answer = try await caller.call(Batch.DescribeJobQueues(maxResults: 100, nextToken: token))
                    let queues = answer.jobQueues ?? []
                    try Self.assureNamed(queues.map(\.jobQueueName), "job queue")
                    return (queues, answer.nextToken)
                }
            }
        queues = task
        return try await task.value
    }

    /// Refuses an answer with something that has no name: it would be taken for missing.
    private static func assureNamed(_ names: [String?], _ kind: String) throws {
        guard names.contains(where: { $0?.isEmpty ?? true }) else { return }
        throw ReconciliationError(
            "AWS's answer has a \(kind) without a name",
            detail: "an answer that cannot be read in full is no ground for a plan; run again, or report it")
    }
}

extension RegionUsage {
    /// Counts what a region holds; nothing is read anew.
    init(_ batch: BatchSnapshot) async throws {
        let environments = try await batch.computeEnvironments().filter { $0.lifecycle != .deleted }
        let queues = try await batch.jobQueues().filter { $0.lifecycle != .deleted }
        var naming: [String: [User]] = [:]
        // A queue that goes lets go of what it names.
        for queue in queues where queue.lifecycle != .deleting {
            for entry in queue.computeEnvironmentOrder ?? [] {
                naming[entry.computeEnvironment, default: []].append(User(.jobQueue, queue.jobQueueName ?? ""))
            }
        }
        self.init(counts: [.computeEnvironment: environments.count, .jobQueue: queues.count], users: naming)
    }
}
