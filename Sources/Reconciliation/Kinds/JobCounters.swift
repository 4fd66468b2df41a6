package import AWSOperations
package import Planning
package import ResourceModel

/// Counts the jobs of resources.
package struct JobCounters: Sendable {
    /// Returns the jobs that run on resources of a region, by their names.
    package typealias OnResources =
        @Sendable (_ resources: [ObservedResource], _ caller: any Caller) async throws -> [String:
        PlannedEnvironment.JobCounts]
    /// Returns the jobs that a resource holds back, and why they wait.
    package typealias InQueue =
        @Sendable (_ queue: ObservedResource, _ withReasons: Bool, _ caller: any Caller) async throws -> JobsInQueue

    /// The counter of running jobs; nil if none run on resources of the kind.
    package var onResources: OnResources?
    /// The counter of waiting jobs; nil if resources of the kind hold none back.
    package var inQueue: InQueue?

    /// Makes counters.
    package init(onResources: OnResources? = nil, inQueue: InQueue? = nil) {
        self.onResources = onResources
        self.inQueue = inQueue
    }
}
