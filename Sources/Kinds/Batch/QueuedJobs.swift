import AWSOperations
import Planning

/// The jobs of a queue that have not ended, as ListJobs returns them.
struct QueuedJobs: Sendable {
    /// The jobs by Batch's status. The children of arrays are not listed, only their parents.
    var byStatus: [JobStatus: [Batch.JobSummary]]
    /// True if these are all of the jobs.
    var isWhole: Bool

    /// The number of jobs, an array counted as one.
    var count: Int { byStatus.values.reduce(0) { $0 + $1.count } }

    /// The number of running jobs. An array counts as one job that does not run, even if its children may run.
    var runningCount: Int { byStatus[.running]?.count ?? 0 }

    /// Parents of arrays, oldest first. They are PENDING from the moment that one of their children is RUNNABLE until the
    /// last of them is over [AWS Batch API reference, ListJobs, jobStatus].
    var arrays: [Batch.JobSummary] {
        byStatus.values.joined().filter { $0.arrayProperties?.size != nil }.sorted { $0.age < $1.age }
    }

    /// The jobs that wait though they could start, with the reasons that AWS gives for some of them.
    ///
    /// - Parameter children: RUNNABLE children of ``arrays``.
    func waiting(with children: [Batch.JobSummary] = []) -> [WaitingJobs] {
        let waiting = (byStatus[.runnable] ?? []) + arrays.filter(\.isPending) + children
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
            job.isPending && (job.children == nil || job.children?[.runnable] ?? 0 > 0)
        }
    }

    /// The counts of jobs, with the children of arrays.
    var counts: PlannedEnvironment.JobCounts {
        guard isWhole else { return .unknown }
        let single = byStatus.mapValues { $0.count { $0.arrayProperties?.size == nil } }
        let running = single[.running] ?? 0
        // If Batch tells nothing of arrays, a PENDING job may be the parent of children that are placed already.
        let starting = (single[.starting] ?? 0) + (single[.pending] ?? 0)
        let counts = PlannedEnvironment.JobCounts(
            running: running, waiting: single.values.reduce(0, +) - running, starting: starting)
        return arrays.map(\.childCounts).reduce(counts, +)
    }
}

extension Batch.JobSummary {
    /// True if it is PENDING, as the parent of an array is while its children wait or run.
    fileprivate var isPending: Bool { status.map { JobStatus($0) } == .pending }

    /// The most children that an array can have [AWS Batch user guide, array jobs].
    private static let mostChildren = 10_000

    /// The number of children of an array by status; nil if Batch gives no summary of them.
    fileprivate var children: [JobStatus: Int]? {
        guard let summary = arrayProperties?.statusSummary else { return nil }
        return Dictionary(
            summary.map { (JobStatus($0.key), min(max($0.value, 0), Self.mostChildren)) }, uniquingKeysWith: +)
    }

    /// The time of submission, for sorting; jobs without one come last.
    fileprivate var age: Int { createdAt ?? .max }

    /// The children of an array; unknown if Batch gives no summary of them.
    fileprivate var childCounts: PlannedEnvironment.JobCounts {
        guard let children else { return .unknown }
        let starting = children[.starting] ?? 0
        let waiting = [JobStatus.submitted, .pending, .runnable].reduce(starting) { $0 + (children[$1] ?? 0) }
        return PlannedEnvironment.JobCounts(
            running: children[.running] ?? 0, waiting: waiting, starting: starting)
    }
}
