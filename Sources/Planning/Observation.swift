public import ResourceModel

/// The results of one reading of AWS.
public struct Observation: Sendable, Hashable {
    /// The account.
    public var accountID: String
    /// The ARN of the caller.
    public var principal: String
    /// The resources that exist at each address; of compute environments every generation, oldest first.
    public var resources: [Address: [ObservedResource]]
    /// Jobs by compute environment, by its name in AWS and its region; empty if AWS did not tell.
    public var jobs: [JobKey: PlannedEnvironment.JobCounts]
    /// Jobs by queue, by its name and its region; only of queues that had to be read.
    public var queuedJobs: [JobKey: PlannedEnvironment.JobCounts] = [:]
    /// Jobs that wait for a reason, by queue; only of queues whose reasons had to be read.
    public var waiting: [JobKey: [WaitingJobs]] = [:]
    /// Notes on what could not be read; the plan does without it.
    public var notes: [String]
    /// Resources of other owners that could not be looked up.
    public var unread: [UnreadReference] = []
    /// Addresses of other owners' resources that were looked up besides those that files name. One that is not among
    /// the resources does not exist.
    public var lookedUp: Set<Address> = []
    /// The network, by region.
    public var networks: [String: NetworkState] = [:]
    /// The totals of each region.
    public var usage: [String: RegionUsage] = [:]

    /// A compute environment, or a queue, in a region.
    public struct JobKey: Sendable, Hashable {
        /// The region.
        public var region: String
        /// The name in AWS.
        public var name: String

        /// Makes a key.
        public init(region: String, name: String) {
            self.region = region
            self.name = name
        }
    }

    /// Makes an observation.
    public init(
        accountID: String, principal: String = "", resources: [Address: [ObservedResource]] = [:],
        jobs: [JobKey: PlannedEnvironment.JobCounts] = [:], notes: [String] = []
    ) {
        self.accountID = accountID
        self.principal = principal
        self.resources = resources
        self.jobs = jobs
        self.notes = notes
    }

    /// The jobs on a compute environment.
    public func jobs(on observed: ObservedResource) -> PlannedEnvironment.JobCounts? {
        jobs[JobKey(region: observed.address.region, name: observed.name)]
    }

    /// Returns the jobs of a queue that wait for a reason of AWS.
    public func waiting(in queue: ObservedResource) -> [WaitingJobs] {
        waiting[JobKey(region: queue.address.region, name: queue.name)] ?? []
    }

    /// The jobs in a queue.
    public func jobs(in queue: ObservedResource) -> PlannedEnvironment.JobCounts? {
        queuedJobs[JobKey(region: queue.address.region, name: queue.name)]
    }
}
