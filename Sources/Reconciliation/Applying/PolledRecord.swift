package import ResourceModel

/// A resource as one poll finds it.
package struct PolledRecord: Sendable {
    /// Its name in AWS.
    package var name: String
    /// Its status.
    package var status: ResourceStatus
    /// AWS's reason for the status.
    package var reason: String?
    /// The state of its switch; nil if the kind has none.
    package var state: SwitchState?
    /// The whole answer of AWS about it.
    package var detail: any Sendable

    /// Makes a record.
    package init(
        name: String, status: ResourceStatus, reason: String?, state: SwitchState? = nil, detail: any Sendable
    ) {
        self.name = name
        self.status = status
        self.reason = reason
        self.state = state
        self.detail = detail
    }

    /// True if it is switched on, or has no switch.
    package var isEnabled: Bool { state == nil || state == .enabled }

    /// True if it is valid and switched on.
    package var isAvailable: Bool { status == .valid && isEnabled }

    /// True if no change is under way.
    package var isSettled: Bool { status.isSettled }
}

/// The result of one poll for a wait.
package struct PollResult: Sendable {
    /// The record; nil if AWS shows none.
    package var record: PolledRecord?
    /// Every status that the wait has seen so far.
    package var statusesSeen: Set<ResourceStatus>
    /// Seconds since the wait began.
    package var elapsed: Double
}

/// The decision of a wait about the result of a poll.
package enum WaitDecision: Sendable {
    /// The state is reached.
    case done
    /// The state is not reached yet.
    case waiting
    /// The state will not be reached.
    case failed(String)

    /// Done if the write shows and the change is complete. If the change failed, the reason is AWS's.
    ///
    /// - Parameter shows: true if the record has what was written. A record without it is an old one, with any status:
    ///   for a while AWS answers with the state from before a write.
    package static func settled(_ record: PolledRecord?, shows: Bool) -> WaitDecision {
        guard let record, shows else { return .waiting }
        switch record.status {
        case .valid: return .done
        case .invalid: return .failed(record.reason ?? "AWS gives no reason")
        default: return .waiting
        }
    }
}
