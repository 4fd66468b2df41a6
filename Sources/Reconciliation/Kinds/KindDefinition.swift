package import AWSOperations
public import Planning
public import ResourceModel

/// One kind of resource: its rules in plans, and the code that reads and writes it in AWS.
public struct KindDefinition: Sendable {
    /// The facts with which plans are made.
    public var rules: KindRules
    /// Reads the resources, and writes those that reconcile owns; nil if the kind is only looked up.
    package var driver: (any ResourceDriver)?
    /// Looks up resources of other owners that files name.
    package var reader: (any ReferenceReader)?
    /// Lists the resources while a run waits for one; nil if AWS completes every change at once.
    package var polling: Polling?
    /// Finds the resources that reconcile owns, with or without a file that names them.
    package var discovery: (any Discoverer)?
    /// Finds resources with free names that environments own and no file names.
    package var remains: (any RemainsFinder)?
    /// Counts all resources of a region and finds which ones use others; nil for kinds without quotas.
    package var usage: (@Sendable (_ region: String, _ context: ReadContext) async throws -> RegionUsage)?
    /// Counts jobs; nil for kinds without jobs.
    package var jobs: JobCounters?
    /// The words of AWS for the resources in its messages.
    package var mention: Mention
    /// The IAM actions that the kind needs.
    package var permissions: Permissions

    /// Makes a definition.
    package init(
        _ rules: KindRules, driver: (any ResourceDriver)? = nil, reader: (any ReferenceReader)? = nil,
        polling: Polling? = nil, discovery: (any Discoverer)? = nil,
        remains: (any RemainsFinder)? = nil,
        usage: (@Sendable (_ region: String, _ context: ReadContext) async throws -> RegionUsage)? = nil,
        jobs: JobCounters? = nil, mention: Mention = Mention(), permissions: Permissions = Permissions()
    ) {
        self.rules = rules
        self.driver = driver
        self.reader = reader
        self.polling = polling
        self.discovery = discovery
        self.remains = remains
        self.usage = usage
        self.jobs = jobs
        self.mention = mention
        self.permissions = permissions
    }

    /// The kind.
    public var kind: ResourceKind { rules.kind }
}

/// The words of AWS for resources of a kind.
package struct Mention: Sendable {
    /// Words for the kind, in lower case.
    package var nouns: [String]
    /// The beginning of an id that AWS may give instead of the name.
    package var idPrefix: String?

    /// Makes a mention.
    package init(_ nouns: [String] = [], idPrefix: String? = nil) {
        self.nouns = nouns
        self.idPrefix = idPrefix
    }
}

/// Lists resources by name while a run waits for one.
package struct Polling: Sendable {
    /// The most names that one call takes.
    package var namesPerCall: Int
    /// Returns the records of the resources with these names.
    package var list: @Sendable (_ names: [String], _ caller: any Caller) async throws -> [PolledRecord]

    /// Makes a polling.
    package init(
        namesPerCall: Int,
        list: @escaping @Sendable (_ names: [String], _ caller: any Caller) async throws -> [PolledRecord]
    ) {
        self.namesPerCall = namesPerCall
        self.list = list
    }
}

/// Counts the jobs of resources.
package struct JobCounters: Sendable {
    /// Returns the jobs that run on resources of a region, by their names; nil if none run there.
    package var onResources:
        (
            @Sendable (_ resources: [ObservedResource], _ caller: any Caller) async throws -> [String:
                PlannedEnvironment.JobCounts]
        )?
    /// Returns the jobs that a resource holds back, and why they wait; nil if it holds none.
    package var inQueue:
        (@Sendable (_ queue: ObservedResource, _ withReasons: Bool, _ caller: any Caller) async throws -> JobsInQueue)?

    /// Makes counters.
    package init(
        onResources: (
            @Sendable (_ resources: [ObservedResource], _ caller: any Caller) async throws -> [String:
                PlannedEnvironment.JobCounts]
        )? = nil,
        inQueue: (
            @Sendable (_ queue: ObservedResource, _ withReasons: Bool, _ caller: any Caller) async throws -> JobsInQueue
        )? = nil
    ) {
        self.onResources = onResources
        self.inQueue = inQueue
    }
}

/// The jobs in a queue.
package struct JobsInQueue: Sendable {
    /// The numbers of jobs that run and wait.
    package var counts: PlannedEnvironment.JobCounts
    /// The reasons why they wait, if they were read.
    package var waiting: [WaitingJobs]
    /// The number of jobs that were counted. There are more if not all of them were counted.
    package var counted: Int
    /// True if every job was counted.
    package var isWhole: Bool

    /// Makes the result of a count.
    package init(counts: PlannedEnvironment.JobCounts, waiting: [WaitingJobs], counted: Int, isWhole: Bool) {
        self.counts = counts
        self.waiting = waiting
        self.counted = counted
        self.isWhole = isWhole
    }
}
