/// The status of a job of Batch.
enum JobStatus: Sendable, Hashable {
    case submitted, pending, runnable, starting, running, succeeded, failed
    /// A status that this version does not know: it comes from a newer AWS.
    case unknown(String)

    /// The statuses of jobs that have not ended.
    static let unfinished: [JobStatus] = [.submitted, .pending, .runnable, .starting, .running]

    /// Reads AWS's word; an unknown word is a status too [botocore 1.44.5, JobStatus of Batch].
    init(_ word: String) {
        let known: [JobStatus] = Self.unfinished + [.succeeded, .failed]
        self = known.first { $0.word == word } ?? .unknown(word)
    }

    /// AWS's word.
    var word: String {
        switch self {
        case .submitted: "SUBMITTED"
        case .pending: "PENDING"
        case .runnable: "RUNNABLE"
        case .starting: "STARTING"
        case .running: "RUNNING"
        case .succeeded: "SUCCEEDED"
        case .failed: "FAILED"
        case .unknown(let word): word
        }
    }
}
