/// Jobs that wait for one reason of AWS.
public struct WaitingJobs: Sendable, Hashable {
    /// The code that AWS's text begins with, such as `MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT`; the whole text where it
    /// begins with none.
    public var reason: String
    /// AWS's text, of the oldest job.
    public var text: String
    /// The number of jobs.
    public var count: Int
    /// The time when the oldest of them was submitted, in seconds since 1970; nil if AWS does not tell.
    public var oldestSubmission: Double?

    /// One job.
    public init(text: String, submitted: Double?) {
        self.text = text
        reason = Cause(text).names.jobReason ?? text
        count = 1
        oldestSubmission = submitted
    }
}

extension Sequence<WaitingJobs> {
    /// Merges those of one reason, the most frequent reason first.
    public var merged: [WaitingJobs] {
        var groups: [String: WaitingJobs] = [:]
        for jobs in self {
            guard var group = groups[jobs.reason] else {
                groups[jobs.reason] = jobs
                continue
            }
            group.count += jobs.count
            if let time = jobs.oldestSubmission, time < group.oldestSubmission ?? .infinity {
                group.oldestSubmission = time
                group.text = jobs.text
            }
            groups[jobs.reason] = group
        }
        return groups.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
