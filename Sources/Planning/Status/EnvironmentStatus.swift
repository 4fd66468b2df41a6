public import ResourceModel

/// The status of an environment: if jobs can run in it, and if not, why. All facts come from what exists in AWS.
public struct EnvironmentStatus: Sendable, Hashable {
    /// Which environment.
    public var key: EnvironmentKey
    /// The account that it is in; nil if the environments are all in one.
    public var accountID: String?
    /// The facts that keep jobs from running there, the worst first.
    public var findings: [Finding] = []
    /// The resources that it is made of and that exist.
    public var existing: [Address] = []
    /// The resources that it is made of and that do not exist.
    public var missing: [Address] = []
    /// Jobs on its compute environments and in its queues.
    public var jobs: PlannedEnvironment.JobCounts
    /// Jobs that wait, by AWS's reason, the most frequent first; without those for which AWS gives no reason.
    public var waiting: [WaitingJobs] = []
    /// The image of its tasks; nil if nothing is known of it.
    public var image: ImageState?
    /// Its queues, by part and name.
    public var queues: [Queue] = []

    /// A queue of the environment.
    public struct Queue: Sendable, Hashable {
        /// `head` or `work`.
        public var part: String
        /// Its name in AWS.
        public var name: String
    }

    /// A problem with one resource, or with the environment as a whole.
    public enum Finding: Sendable, Hashable {
        /// A resource is INVALID, with AWS's reason.
        case invalid(Named, reason: String?)
        /// AWS is at work on a resource, with its status: CREATING, UPDATING or DELETING.
        case underWay(Named, status: ResourceStatus)
        /// A resource has a status that this version does not know.
        case unknown(Named, status: String, reason: String?)
        /// Some of the resources are missing.
        case partial
        /// None of the resources exists.
        case missing
        /// A compute environment or a queue is disabled, or its state is one that this version does not know.
        case disabled(Named, state: SwitchState)
        /// Something of the same name exists, and it belongs to another owner or to none.
        case taken(Named)
    }

    /// A resource by kind and name.
    public struct Named: Sendable, Hashable {
        /// Its address.
        public var address: Address
        /// Its name in AWS.
        public var name: String
    }

    /// The status in one word: the worst of what was found.
    public var word: String { findings.first?.word ?? "AVAILABLE" }

    /// True if the environment is as it should be.
    public var isAvailable: Bool { findings.isEmpty }

    /// Determines the status of an environment.
    ///
    /// - Parameter observation: what was found, with the jobs in every queue.
    public init(_ request: EnvironmentRequest, in observation: Observation, _ kinds: KindCatalog) {
        key = request.key
        jobs = observation.jobs(of: request.resources, kinds)
        var seen: [WaitingJobs] = []
        for resource in request.resources where [.managed, .external].contains(resource.management) {
            guard resource.management == .managed || kinds.lifecycle(resource.address).alias != nil else { continue }
            // Of several generations the last one counts. A deleted one is still shown for a while.
            let observed = observation.resources[resource.address]?.last { $0.status != .deleted }
            take(resource, observed, kinds.lifecycle(resource.address).activation)
            // The work environment comes after the head's.
            if let observed, observed.ownership == .ours {
                image = ImageState(of: observed, in: observation, kinds).map(newer) ?? image
            }
            if let observed, kinds.lifecycle(observed.address).jobs == .queue {
                queues.append(Queue(part: resource.address.part, name: observed.name))
                seen += observation.waiting(in: observed)
            }
        }
        waiting = seen.merged
        if existing.isEmpty {
            if !missing.isEmpty { findings.append(.missing) }
        } else if !missing.isEmpty {
            findings.append(.partial)
        }
        // The sort is stable: of two that are equally bad the first in the file comes first.
        findings = findings.enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }.map(\.element)
    }

    /// Returns the later of two parts' images, which has an update if one of them has.
    private func newer(_ later: ImageState) -> ImageState {
        var later = later
        if image?.hasUpdate == true { later.hasUpdate = true }
        return later
    }

    private mutating func take(
        _ resource: Resource, _ observed: ObservedResource?, _ activation: Lifecycle.Activation?
    ) {
        guard let observed else { return missing.append(resource.address) }
        let named = Named(address: resource.address, name: observed.name)
        if resource.management == .managed, observed.ownership != .ours {
            // A log group that another owner made serves as well. It is not part of the environment.
            if resource.allowsUnowned { return }
            missing.append(resource.address)
            return findings.append(.taken(named))
        }
        existing.append(resource.address)
        guard let status = observed.status else { return }
        switch status {
        case .valid:
            guard let state = activation?.state(of: observed.properties), state != .enabled else { return }
            findings.append(.disabled(named, state: state))
        case .invalid: findings.append(.invalid(named, reason: observed.statusReason))
        case .creating, .updating, .deleting: findings.append(.underWay(named, status: status))
        case .unknown(let name): findings.append(.unknown(named, status: name, reason: observed.statusReason))
        case .deleted: break
        }
    }
}

extension EnvironmentStatus.Finding {
    /// The status of an environment whose worst finding this is.
    public var word: String {
        switch self {
        case .invalid: "INVALID"
        case .underWay(_, let status): status.rawValue
        case .unknown(_, let status, _): status
        case .partial, .taken: "PARTIAL"
        case .missing: "MISSING"
        case .disabled(_, .disabled): "DISABLED"
        case .disabled(_, let state): "DISABLED (\(state.word))"
        }
    }

    /// The rank of the finding: a higher one keeps more jobs from running.
    fileprivate var severity: Int {
        switch self {
        case .invalid: 9
        case .underWay(_, .deleting): 8
        case .missing: 7
        case .partial: 6
        case .taken: 5
        case .unknown: 4
        case .underWay(_, .creating): 3
        case .underWay: 2
        case .disabled: 1
        }
    }
}
