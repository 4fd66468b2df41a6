/// The status of a job of Batch.
enum JobStatus: Sendable, Hashable {
    case submitted, pending, runnable, starting, running, succeeded, failed
    /// A status that this version does not know: it comes from a newer AWS.
    case unknown(String)

    /// The statuses of jobs that have not ended.
    static let unfinished: [JobStatus] = [.submitted, .pending, .runnable, .starting, .running]

    /// Reads AWS's word; an unknown word is a status too [botocore 1.44.5, JobStatus of Batch].
    init(_ word: String) {
        self = Self.words.first { $0.value == word }?.key ?? .unknown(word)
    }

    /// AWS's word.
    var word: String {
        if case .unknown(let word) = self { return word }
        return Self.words[self] ?? ""
    }

    private static let words: [JobStatus: String] = [
        .submitted: "SUBMITTED", .pending: "PENDING", .runnable: "RUNNABLE", .starting: "STARTING", .running: "RUNNING",
        .succeeded: "SUCCEEDED", .failed: "FAILED",
    ]
}
