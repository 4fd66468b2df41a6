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
    /// The calls that can change the resources, of anyone: they tell who made a change. Empty if that is not looked up.
    package var recordedCalls: [RecordedCall]

    /// Makes a definition.
    package init(
        _ rules: KindRules, driver: (any ResourceDriver)? = nil, reader: (any ReferenceReader)? = nil,
        polling: Polling? = nil, discovery: (any Discoverer)? = nil,
        remains: (any RemainsFinder)? = nil,
        usage: (@Sendable (_ region: String, _ context: ReadContext) async throws -> RegionUsage)? = nil,
        jobs: JobCounters? = nil, mention: Mention = Mention(), permissions: Permissions = Permissions(),
        recordedCalls: [RecordedCall] = []
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
        self.recordedCalls = recordedCalls
    }

    /// The kind.
    public var kind: ResourceKind { rules.kind }
}
