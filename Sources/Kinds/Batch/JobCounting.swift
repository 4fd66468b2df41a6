import AWSOperations
import Planning
import Reconciliation

/// Counts jobs: those that a cluster has, and those that a queue holds.
enum JobCounting {
    /// The jobs of a queue that are not over.
    static func jobs(in queue: String, with caller: any Caller) async throws -> QueuedJobs {
        let statuses = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"]
        let lists = try await concurrently(statuses) { status in
            try await list(Batch.ListJobs(jobQueue: queue, jobStatus: status, maxResults: 1000), with: caller)
        }
        return QueuedJobs(
            byStatus: Dictionary(zip(statuses, lists.map(\.jobs)), uniquingKeysWith: { first, _ in first }),
            isWhole: lists.allSatisfy(\.isWhole))
    }

    /// The RUNNABLE children of an array.
    static func children(of array: String, with caller: any Caller) async throws -> [Batch.JobSummary] {
        try await list(Batch.ListJobs(arrayJobId: array, jobStatus: "RUNNABLE", maxResults: 1000), with: caller).jobs
    }

    /// Up to ``mostPages`` pages of a list, and whether that is all of it.
    private static func list(
        _ call: Batch.ListJobs, with caller: any Caller
    ) async throws -> (jobs: [Batch.JobSummary], isWhole: Bool) {
        var call = call
        var jobs: [Batch.JobSummary] = []
        for _ in 0..<mostPages {
            let answer = try await caller.call(call)
            jobs += answer.jobSummaryList ?? []
            // A service that hands the same token out again would be asked for ever.
            guard let next = answer.nextToken, !next.isEmpty, next != call.nextToken else { return (jobs, true) }
            call.nextToken = next
        }
        return (jobs, false)
    }

    /// A queue can hold a million jobs, a thousand a page: what is beyond these pages is not worth the requests.
    private static let mostPages = 20

    /// The jobs on one cluster; unknown where ECS does not say. A cluster that is gone runs nothing.
    static func jobs(on cluster: String, with caller: any Caller) async throws -> PlannedEnvironment.JobCounts {
        let answer = try await caller.call(ECS.DescribeClusters(clusters: [cluster]))
        if let found = answer.clusters?.first { return jobs(of: found) }
        return answer.failures?.contains { $0.isMissing } == true ? ofNoCluster : .unknown
    }

    /// The tasks of a cluster: running ones, and those that wait for their instance to take them, which are Batch's
    /// STARTING. It knows nothing of the jobs that Batch still holds back.
    static func jobs(of cluster: ECS.Cluster) -> PlannedEnvironment.JobCounts {
        PlannedEnvironment.JobCounts(
            running: cluster.runningTasksCount, waiting: nil, starting: cluster.pendingTasksCount)
    }

    /// The jobs on a cluster that is gone.
    static let ofNoCluster = PlannedEnvironment.JobCounts(running: 0, waiting: nil, starting: 0)
}

extension ECS.Failure {
    /// Whether ECS knows no such cluster.
    var isMissing: Bool { reason == "MISSING" }
}
