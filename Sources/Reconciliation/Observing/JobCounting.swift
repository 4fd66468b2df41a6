import AWSOperations
import Planning

/// Counts jobs: those that a cluster has, and those that a queue holds.
enum JobCounting {
    /// The jobs of a queue that are not over. Children of arrays are not listed: their parent is PENDING until the last
    /// of them is through, and so counts as one that may have been placed.
    static func jobs(in queue: String, with caller: any Caller) async throws -> PlannedEnvironment.JobCounts {
        let statuses = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"]
        let listed = try await concurrently(statuses) { status in
            try await everyPage { token in
                let answer = try await caller.call(
                    Batch.ListJobs(jobQueue: queue, jobStatus: status, maxResults: 1000, nextToken: token))
                return (answer.jobSummaryList ?? [], answer.nextToken)
            }.count
        }
        let counts = Dictionary(zip(statuses, listed), uniquingKeysWith: { first, _ in first })
        let running = counts["RUNNING"] ?? 0
        return PlannedEnvironment.JobCounts(
            running: running, waiting: listed.reduce(0, +) - running,
            starting: (counts["STARTING"] ?? 0) + (counts["PENDING"] ?? 0))
    }

    /// The jobs on one cluster; nil where ECS does not say. A cluster that is gone runs nothing.
    static func jobs(on cluster: String, with caller: any Caller) async throws -> PlannedEnvironment.JobCounts? {
        let answer = try await caller.call(ECS.DescribeClusters(clusters: [cluster]))
        if let found = answer.clusters?.first { return jobs(of: found) }
        let isGone = answer.failures?.contains { $0.reason == "MISSING" } == true
        return isGone ? PlannedEnvironment.JobCounts(running: 0, waiting: 0) : nil
    }

    /// The tasks of a cluster: running ones, and those that wait for their instance to take them, which are Batch's
    /// STARTING.
    static func jobs(of cluster: ECS.Cluster) -> PlannedEnvironment.JobCounts {
        let pending = cluster.pendingTasksCount ?? 0
        return PlannedEnvironment.JobCounts(
            running: cluster.runningTasksCount ?? 0, waiting: pending, starting: pending)
    }
}
