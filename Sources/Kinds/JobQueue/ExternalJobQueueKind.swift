import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Queues of others that manual environments name.
    static var externalJobQueue: KindDefinition {
        KindDefinition(
            .externalJobQueue, driver: ExternalJobQueueDriver(), jobs: .inQueues,
            permissions: [.reading(Batch.DescribeJobQueues.self), .optional(Batch.ListJobs.self)])
    }
}
