import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Job queues of Batch.
    static var jobQueue: KindDefinition {
        KindDefinition(
            .jobQueue, driver: JobQueueDriver(),
            polling: Polling(namesPerCall: namesPerCall) { names, caller in
                let answer = try await caller.call(Batch.DescribeJobQueues(jobQueues: names))
                return (answer.jobQueues ?? []).map { PolledRecord($0) }
            }, discovery: JobQueueDiscovery(), usage: { try await usage($0, $1) }, jobs: .inQueues,
            mention: Mention(["job queue", "job-queue"]),
            permissions: [
                .reading(Batch.DescribeJobQueues.self), .optional(Batch.ListJobs.self), .writing(Batch.ListJobs.self),
                // AWS checks a queue and what it names.
                .writing(
                    Batch.CreateJobQueue.self, Batch.UpdateJobQueue.self,
                    on: .regional("batch", "job-queue/{name}"), .regional("batch", "compute-environment/{name}"),
                    .regional("batch", "scheduling-policy/{name}", with: "schedulingPolicyArn"),
                    .text("{schedulingPolicyArn}")),
                .writing(
                    Batch.DeleteJobQueue.self, Batch.TagResource.self, Batch.UntagResource.self,
                    on: .regional("batch", "job-queue/{name}")),
            ],
            recordedCalls: RecordedCall.batch(
                "JobQueue", created: "jobQueueName", "jobQueue", updating: .carriedFields))
    }

    private static func usage(_ region: String, _ context: ReadContext) async throws -> RegionUsage {
        let queues = try await context.jobQueues(region).filter { $0.lifecycle != .deleted }
        var users: [String: [RegionUsage.User]] = [:]
        // A queue that is being deleted no longer uses what it names.
        for queue in queues where queue.lifecycle != .deleting {
            let used = (queue.computeEnvironmentOrder ?? []).map(\.computeEnvironment) + [queue.schedulingPolicyArn]
            for resource in used.compactMap({ $0 }) {
                users[resource, default: []].append(.init(.jobQueue, queue.jobQueueName ?? ""))
            }
        }
        return RegionUsage(counts: [.jobQueue: queues.count], users: users)
    }
}
