import AWSOperations
import ResourceModel

/// A compute environment or a queue as one poll finds it.
struct BatchRecord: Sendable {
    enum Kind: Hashable, Sendable {
        case computeEnvironment
        case jobQueue
    }

    var name: String
    var state: String
    var status: ResourceStatus
    var reason: String?
    var environment: Batch.ComputeEnvironmentDetail?
    var queue: Batch.JobQueueDetail?

    init(_ detail: Batch.ComputeEnvironmentDetail) {
        name = detail.computeEnvironmentName ?? ""
        state = detail.state ?? ""
        status = detail.lifecycle ?? .unknown("")
        reason = detail.statusReason?.onOneLine
        environment = detail
    }

    init(_ detail: Batch.JobQueueDetail) {
        name = detail.jobQueueName ?? ""
        state = detail.state ?? ""
        status = detail.lifecycle ?? .unknown("")
        reason = detail.statusReason?.onOneLine
        queue = detail
    }

    /// VALID and ENABLED: jobs run here.
    var isAvailable: Bool { status == .valid && state == "ENABLED" }

    /// Whether a change is under way.
    var isSettled: Bool { status.isSettled }
}

/// What a wait sees in one poll.
struct Sighting: Sendable {
    /// The record; nil where Batch shows none.
    var record: BatchRecord?
    /// Every status that the wait has seen so far.
    var statusesSeen: Set<ResourceStatus>
    /// Seconds since the wait began.
    var elapsed: Double
}

/// What a wait makes of what it sees.
enum Verdict: Sendable {
    /// It is there.
    case done
    /// Not yet.
    case waiting
    /// It will not come.
    case failed(String)

    /// Done when the write shows and the change is through; Batch's own words when it went wrong.
    ///
    /// - Parameter shows: whether the record has what was written. A record that has not is an old one, whatever its
    ///   status says: Batch answers with the state from before a write for a while.
    static func settled(_ record: BatchRecord?, shows: Bool) -> Verdict {
        guard let record, shows else { return .waiting }
        switch record.status {
        case .valid: return .done
        case .invalid: return .failed(record.reason ?? "AWS gives no reason")
        default: return .waiting
        }
    }
}
