import AWSOperations
import ResourceModel

extension Batch.ComputeEnvironmentDetail {
    /// The status; nil if the answer has none.
    var lifecycle: ResourceStatus? { status.map { ResourceStatus(rawValue: $0) } }
}

extension Batch.ComputeEnvironmentDetail {
    /// The state of its switch.
    var activation: SwitchState { SwitchState(state) }
}

extension Batch.JobQueueDetail {
    /// The status; nil if the answer has none.
    var lifecycle: ResourceStatus? { status.map { ResourceStatus(rawValue: $0) } }
}
