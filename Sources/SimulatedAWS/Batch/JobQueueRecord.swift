package import AWSOperations

/// A job queue: what Describe shows and its state's end.
package struct JobQueueRecord: Codable, Sendable {
    package var detail: Replicated<Batch.JobQueueDetail>
    var transition: Transition?

    package var name: String { detail.current.jobQueueName ?? "" }
    package var arn: String { detail.current.jobQueueArn ?? "" }
    var status: String { detail.current.status ?? "" }
    package var isGone: Bool { status == "DELETED" }

    /// True if the environment with this ARN is in the queue's order.
    func names(_ arn: String) -> Bool {
        detail.current.computeEnvironmentOrder?.contains { $0.computeEnvironment == arn } ?? false
    }
}
