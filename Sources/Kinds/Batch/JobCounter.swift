import AWSOperations
import Planning
import Reconciliation

/// Counts jobs: those that a cluster has, and those that a queue holds.
enum JobCounter {
    /// Returns the jobs of a queue that have not ended.
    static func jobs(in queue: String, with caller: any Caller) async throws -> QueuedJobs {
        let statuses = JobStatus.unfinished
        let lists = try await concurrently(statuses) { status in
            try await list(Batch.ListJobs(jobQueue: queue, jobStatus: status.word, maxResults: 1000), with: caller)
        }
        return QueuedJobs(
            byStatus: Dictionary(zip(statuses, lists.map(\.jobs)), uniquingKeysWith: { first, _ in first }),
            isWhole: lists.allSatisfy(\.isWhole))
    }

    /// Returns the RUNNABLE children of an array.
    static func children(of array: String, with caller: any Caller) async throws -> [Batch.JobSummary] {
        let runnable = JobStatus.runnable.word
        return try await list(Batch.ListJobs(arrayJobId: array, jobStatus: runnable, maxResults: 1000), with: caller)
            .jobs
    }

    /// Returns up to ``mostPages`` pages of a list, and true if that is all of it.
    private static func list(
        _ call: Batch.ListJobs, with caller: any Caller
    ) async throws -> (jobs: [Batch.JobSummary], isWhole: Bool) {
        var call = call
        var jobs: [Batch.JobSummary] = []
        for _ in 0..<mostPages {
            let answer = try await caller.call(call)
            jobs += answer.jobSummaryList ?? []
            // A service that returns the same token again would be asked without end.
            guard let next = answer.nextToken, !next.isEmpty, next != call.nextToken else { return (jobs, true) }
            call.nextToken = next
        }
        return (jobs, false)
    }

    /// The most pages that are read. A queue can hold a million jobs, a
    /// thousand a page: more is not worth the requests.
    private static let mostPages = 20

    /// Returns the jobs on one cluster; unknown if ECS does not tell. A cluster that is gone runs nothing.
    static func jobs(on cluster: String, with caller: any Caller) async throws -> PlannedEnvironment.JobCounts {
        let answer = try await caller.call(ECS.DescribeClusters(clusters: [cluster]))
        if let found = answer.clusters?.first { return jobs(of: found) }
        return answer.failures?.contains { $0.isMissing } == true ? ofNoCluster : .unknown
    }

    /// Returns the tasks of a cluster: running ones, and those that wait for their instance to take them, which are
    /// Batch's STARTING. The cluster does not know the jobs that Batch still holds back.
    static func jobs(of cluster: ECS.Cluster) -> PlannedEnvironment.JobCounts {
        PlannedEnvironment.JobCounts(
            running: cluster.runningTasksCount, waiting: nil, starting: cluster.pendingTasksCount)
    }

    /// The jobs on a cluster that is gone.
    static let ofNoCluster = PlannedEnvironment.JobCounts(running: 0, waiting: nil, starting: 0)
}

extension ECS.Failure {
    /// True if ECS knows no such cluster.
    var isMissing: Bool { reason == "MISSING" }
}
