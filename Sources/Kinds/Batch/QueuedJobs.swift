import AWSOperations
import Planning

/// The jobs of a queue that have not ended, as ListJobs returns them.
struct QueuedJobs: Sendable {
    /// The jobs by Batch's status. The children of arrays are not listed, only their parents.
    var byStatus: [String: [Batch.JobSummary]]
    /// True if these are all of the jobs.
    var isWhole: Bool

    /// The number of jobs, an array counted as one.
    var count: Int { byStatus.values.reduce(0) { $0 + $1.count } }

    /// The number of running jobs. An array counts as one job that does not run, even if its children may run.
    var runningCount: Int { byStatus["RUNNING"]?.count ?? 0 }

    /// Parents of arrays, oldest first. They are PENDING from the moment that one of their children is RUNNABLE until the
    /// last of them is over [AWS Batch API reference, ListJobs, jobStatus].
    var arrays: [Batch.JobSummary] {
        byStatus.values.joined().filter { $0.arrayProperties?.size != nil }.sorted { $0.age < $1.age }
    }

    /// The jobs that wait though they could start, with the reasons that AWS gives for some of them.
    ///
    /// - Parameter children: RUNNABLE children of ``arrays``.
    func waiting(with children: [Batch.JobSummary] = []) -> [WaitingJobs] {
        let waiting = (byStatus["RUNNABLE"] ?? []) + arrays.filter { $0.status == "PENDING" } + children
        return waiting.compactMap { job in
            guard let reason = job.statusReason?.onOneLine, !reason.isEmpty else { return nil }
            // A time of zero means that it is unknown.
            let submitted = job.createdAt.flatMap { $0 > 0 ? Double($0) / 1000 : nil }
            return WaitingJobs(text: reason, submitted: submitted)
        }.merged
    }

    /// The arrays with children that may wait.
    var waitingArrays: [Batch.JobSummary] {
        arrays.filter { job in
            let summary = job.arrayProperties?.statusSummary
            return job.status == "PENDING" && (summary == nil || summary?["RUNNABLE"] ?? 0 > 0)
        }
    }

    /// The counts of jobs, with the children of arrays.
    var counts: PlannedEnvironment.JobCounts {
        guard isWhole else { return .unknown }
        let single = byStatus.mapValues { $0.count { $0.arrayProperties?.size == nil } }
        let running = single["RUNNING"] ?? 0
        // If Batch tells nothing of arrays, a PENDING job may be the parent of children that are placed already.
        let starting = (single["STARTING"] ?? 0) + (single["PENDING"] ?? 0)
        let counts = PlannedEnvironment.JobCounts(
            running: running, waiting: single.values.reduce(0, +) - running, starting: starting)
        return arrays.map(\.childCounts).reduce(counts, +)
    }
}

extension Batch.JobSummary {
    /// The time of submission, for sorting; jobs without one come last.
    fileprivate var age: Int { createdAt ?? .max }

    /// The children of an array; unknown if Batch gives no summary of them.
    fileprivate var childCounts: PlannedEnvironment.JobCounts {
        guard let children = arrayProperties?.statusSummary else { return .unknown }
        let starting = children["STARTING"] ?? 0
        let waiting = ["SUBMITTED", "PENDING", "RUNNABLE"].reduce(starting) { $0 + (children[$1] ?? 0) }
        return PlannedEnvironment.JobCounts(
            running: children["RUNNING"] ?? 0, waiting: waiting, starting: starting)
    }
}
