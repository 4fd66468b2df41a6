package import AWSOperations
import Reconciliation

/// Follows a job: its status, and its log as soon as it has one.
package struct JobFollower {
    private let id: String
    private let logGroup: String
    private let caller: any Caller
    private let clock: any RunClock
    private let showLine: (String) -> Void
    private let showStatus: (String) -> Void

    /// Makes a follower.
    ///
    /// - Parameters:
    ///   - showLine: gets each line of the log.
    ///   - showStatus: gets each status, with AWS's reason.
    package init(
        id: String, logGroup: String, caller: any Caller, clock: any RunClock,
        showLine: @escaping (String) -> Void, showStatus: @escaping (String) -> Void
    ) {
        self.id = id
        self.logGroup = logGroup
        self.caller = caller
        self.clock = clock
        self.showLine = showLine
        self.showStatus = showStatus
    }

    /// The end of a job.
    package struct Outcome: Sendable, Hashable {
        /// Batch's word.
        package var status: String
        /// The status of the container; nil if it never ended by itself.
        package var exitCode: Int?
        /// AWS's reason.
        package var reason: String?
        /// The stream of its log; nil if its container never ran.
        package var logStream: String?

        /// Makes an outcome.
        package init(status: String, exitCode: Int?, reason: String?, logStream: String?) {
            self.status = status
            self.exitCode = exitCode
            self.reason = reason
            self.logStream = logStream
        }

        /// Reads the end of a job that has ended.
        init(of job: Batch.JobDetail) {
            self.init(
                status: job.status, exitCode: job.container?.exitCode,
                reason: job.container?.reason ?? job.statusReason, logStream: job.container?.logStreamName)
        }

        /// True if the job did its work.
        package var hasSucceeded: Bool { JobStatus(status) == .succeeded }
    }

    /// Seconds between two looks at the job.
    private static let interval = 5
    /// Seconds for which Batch may not show a job that it took.
    private static let lagLimit = 60.0

    /// Prints the log until the job ends.
    package func follow() async throws -> Outcome {
        var log = LogTail(group: logGroup, caller: caller)
        var shown = ""
        var lastSeen = await clock.now()
        while true {
            if let job = try await caller.call(Batch.DescribeJobs(jobs: [id])).jobs?.first {
                lastSeen = await clock.now()
                if job.status != shown {
                    shown = job.status
                    showStatus("\(job.status)\(job.statusReason.map { ": \($0)" } ?? "")")
                }
                try await log.read(job.container?.logStreamName).forEach(showLine)
                if [.succeeded, .failed].contains(JobStatus(job.status)) { return try await end(of: job, &log) }
            } else if await clock.now() - lastSeen > Self.lagLimit {
                throw ReconciliationError("AWS Batch does not know job \(id)")
            }
            try await clock.sleep(for: .seconds(Self.interval))
        }
    }

    /// The last lines reach the log after the job has ended.
    private func end(of job: Batch.JobDetail, _ log: inout LogTail) async throws -> Outcome {
        if let stream = job.container?.logStreamName {
            for _ in 0..<2 {
                try await clock.sleep(for: .seconds(Self.interval))
                try await log.read(stream).forEach(showLine)
            }
        }
        return Outcome(of: job)
    }
}
