package import ResourceModel

/// A resource as one poll finds it.
package struct PolledRecord: Sendable {
    /// Its name in AWS.
    package var name: String
    /// Its status.
    package var status: ResourceStatus
    /// AWS's reason for the status.
    package var reason: String?
    /// AWS's word for whether it is switched on; empty if the kind has no switch.
    package var state: String
    /// True if it is switched on.
    package var isEnabled: Bool
    /// True if this version knows the state.
    package var isKnownState: Bool
    /// All that AWS said of it.
    package var detail: any Sendable

    /// Makes a record.
    package init(
        name: String, status: ResourceStatus, reason: String?, state: String = "", isEnabled: Bool = true,
        isKnownState: Bool = true, detail: any Sendable
    ) {
        self.name = name
        self.status = status
        self.reason = reason
        self.state = state
        self.isEnabled = isEnabled
        self.isKnownState = isKnownState
        self.detail = detail
    }

    /// True if it is valid and switched on.
    package var isAvailable: Bool { status == .valid && isEnabled }

    /// True if no change is under way.
    package var isSettled: Bool { status.isSettled }
}

/// What a wait sees in one poll.
package struct PollResult: Sendable {
    /// The record; nil if AWS shows none.
    package var record: PolledRecord?
    /// Every status that the wait has seen so far.
    package var statusesSeen: Set<ResourceStatus>
    /// Seconds since the wait began.
    package var elapsed: Double
}

/// What a wait makes of what it sees.
package enum WaitDecision: Sendable {
    /// It is there.
    case done
    /// Not yet.
    case waiting
    /// It will not come.
    case failed(String)

    /// Done when the write shows and the change is complete; AWS's own words if it went wrong.
    ///
    /// - Parameter shows: true if the record has what was written. A record that has not is an old one, whatever its
    ///   status says: AWS answers with the state from before a write for a while.
    package static func settled(_ record: PolledRecord?, shows: Bool) -> WaitDecision {
        guard let record, shows else { return .waiting }
        switch record.status {
        case .valid: return .done
        case .invalid: return .failed(record.reason ?? "AWS gives no reason")
        default: return .waiting
        }
    }
}
