import AWSOperations
import Planning

/// The jobs of a queue that are not over, as ListJobs has them.
struct QueuedJobs: Sendable {
    /// By Batch's status; the children of arrays are not listed, only their parents.
    var byStatus: [String: [Batch.JobSummary]]
    /// Whether these are all of them.
    var isWhole: Bool

    /// How many there are, an array counted as one.
    var count: Int { byStatus.values.reduce(0) { $0 + $1.count } }

    /// How many run, an array that may run counted as one that does not.
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
            // Zero is no time.
            let submitted = job.createdAt.flatMap { $0 > 0 ? Double($0) / 1000 : nil }
            return WaitingJobs(text: reason, submitted: submitted)
        }.merged
    }

    /// The arrays that have children who may wait.
    var waitingArrays: [Batch.JobSummary] {
        arrays.filter { job in
            let summary = job.arrayProperties?.statusSummary
            return job.status == "PENDING" && (summary == nil || summary?["RUNNABLE"] ?? 0 > 0)
        }
    }

    /// The counts, children of arrays among them.
    var counts: PlannedEnvironment.JobCounts {
        guard isWhole else { return .unknown }
        let single = byStatus.mapValues { $0.count { $0.arrayProperties?.size == nil } }
        let running = single["RUNNING"] ?? 0
        // Without a word on arrays a PENDING job may be the parent of children that are placed already.
        let starting = (single["STARTING"] ?? 0) + (single["PENDING"] ?? 0)
        let counts = PlannedEnvironment.JobCounts(
            running: running, waiting: single.values.reduce(0, +) - running, starting: starting)
        return arrays.map(\.childCounts).reduce(counts, +)
    }
}

extension Batch.JobSummary {
    /// When it was submitted, for sorting; jobs that do not say come last.
    fileprivate var age: Int { createdAt ?? .max }

    /// The children of an array; unknown where Batch does not sum them up.
    fileprivate var childCounts: PlannedEnvironment.JobCounts {
        guard let children = arrayProperties?.statusSummary else { return .unknown }
        let starting = children["STARTING"] ?? 0
        let waiting = ["SUBMITTED", "PENDING", "RUNNABLE"].reduce(starting) { $0 + (children[$1] ?? 0) }
        return PlannedEnvironment.JobCounts(
            running: children["RUNNING"] ?? 0, waiting: waiting, starting: starting)
    }
}
