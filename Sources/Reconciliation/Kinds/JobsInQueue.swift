package import Planning

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
