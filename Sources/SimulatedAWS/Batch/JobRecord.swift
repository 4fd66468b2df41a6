import AWSOperations

/// A job of the simulated account: a call submits it, or a test puts it there.
struct JobRecord: Codable, Sendable {
    var id: String
    var name: String
    var queue: String
    var computeEnvironment: String?
    var status: String
    var statusReason: String?
    var created: Double
    var started: Double?
    /// The time at which it succeeds; nil if it never does, or before it runs.
    var ends: Double?
    /// Seconds that it runs after it is placed; nil if it never ends.
    var duration: Double?
    /// vCPUs that it uses of a compute environment; nil means ``usualVCPUs``.
    var vcpus: Int?
    /// The array that it is a child of.
    var array: String?

    /// The time at which Batch places it, or at which its container starts; of a submitted job only.
    var wakes: Double?
    /// The request; nil of a job that a test put there.
    var submission: Submission?

    /// The request of a call, and the end of the container.
    struct Submission: Codable, Sendable {
        var definition: String
        var overrides: Batch.ContainerOverrides?
        var logConfiguration: Batch.LogConfiguration?
        /// The status that the container ends with; nil before.
        var exitCode: Int?
        var containerReason: String?
        /// The status that it will end with, if a test set one; nil is 0.
        var outcome: Int?
    }

    /// The name of its log stream: known once the container runs.
    var logStream: String? {
        guard let submission, started != nil else { return nil }
        let name = submission.definition.split(separator: "/").last?.split(separator: ":").first ?? ""
        return "\(name)/default/\(id.filter { $0 != "-" })"
    }

    /// The log group; Batch's own without another one.
    var logGroup: String { submission?.logConfiguration?.options?["awslogs-group"] ?? "/aws/batch/job" }

    static let usualVCPUs = 4

    /// True if it occupies the queue.
    var isActive: Bool { !["SUCCEEDED", "FAILED"].contains(status) }
    /// True if it occupies instances.
    var isRunning: Bool { ["STARTING", "RUNNING"].contains(status) }
}
