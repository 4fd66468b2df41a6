import AWSOperations
import Reconciliation
import ResourceModel

/// Compute environments and queues of Batch as polls find them.
extension PolledRecord {
    init(_ detail: Batch.ComputeEnvironmentDetail) {
        self.init(
            name: detail.computeEnvironmentName, status: detail.status, reason: detail.statusReason,
            state: detail.state, detail: detail)
    }

    init(_ detail: Batch.JobQueueDetail) {
        self.init(
            name: detail.jobQueueName, status: detail.status, reason: detail.statusReason, state: detail.state,
            detail: detail)
    }

    private init(name: String?, status: String?, reason: String?, state: String?, detail: any Sendable) {
        self.init(
            name: name ?? "", status: ResourceStatus(rawValue: status ?? ""), reason: reason?.onOneLine,
            state: SwitchState(state), detail: detail)
    }

    /// The compute environment; nil if the record is of another kind.
    var environment: Batch.ComputeEnvironmentDetail? { detail as? Batch.ComputeEnvironmentDetail }

    /// The queue; nil if the record is of another kind.
    var queue: Batch.JobQueueDetail? { detail as? Batch.JobQueueDetail }
}
