import AWSOperations

/// Everything an account holds, as one value: copying it forks the account.
package struct AccountState: Codable, Sendable {
    let accountID: String
    let settings: SimulationSettings
    package var generator: SeededGenerator
    package var roles: [String: Replicated<RoleRecord?>] = [:]
    package var instanceProfiles: [String: Replicated<InstanceProfileRecord?>] = [:]
    package var regions: [String: Region] = [:]
    package var events: [SimulatedEvent] = []
    /// Optional, so that accounts that were saved before there were buckets can still be read.
    private var savedBuckets: [String: BucketRecord]?
    /// Optional, so that accounts that were saved before there were customer managed policies can still be read.
    private var savedPolicies: [String: Replicated<ManagedPolicyRecord?>]?

    /// Optional, so that accounts that were saved before there were events can still be read.
    private var savedTrail: [TrailEvent]?

    /// The policy of the caller, as IAM's simulation evaluates it; nil allows everything. Calls are not held to it.
    package var callerPolicy: String?

    /// The events of CloudTrail, oldest first.
    var trail: [TrailEvent] {
        get { savedTrail ?? [] }
        set { savedTrail = newValue }
    }

    /// Customer managed policies by ARN.
    package var policies: [String: Replicated<ManagedPolicyRecord?>] {
        get { savedPolicies ?? [:] }
        set { savedPolicies = newValue }
    }

    package var buckets: [String: BucketRecord] {
        get { savedBuckets ?? [:] }
        set { savedBuckets = newValue }
    }

    var timings: Timings { settings.timings }

    init(accountID: String, settings: SimulationSettings) {
        self.accountID = accountID
        self.settings = settings
        generator = SeededGenerator(seed: settings.seed)
    }

    /// The Region's state, made on first use.
    package subscript(region name: String) -> Region {
        get { regions[name] ?? Region(name: name, accountID: accountID, seed: settings.seed) }
        _modify {
            var region = regions[name] ?? Region(name: name, accountID: accountID, seed: settings.seed)
            regions[name] = nil
            defer { regions[name] = region }
            yield &region
        }
    }

    mutating func record(_ kind: SimulatedEvent.Kind, _ subject: String, _ detail: String, at time: Double) {
        events.append(SimulatedEvent(time: time, kind: kind, subject: subject, detail: detail))
    }
}
