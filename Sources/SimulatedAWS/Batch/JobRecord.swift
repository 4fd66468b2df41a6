import AWSOperations

/// A job of the simulated account: a call submits it, or a test puts it there.
package struct JobRecord: Codable, Sendable {
    package var id: String
    var name: String
    package var queue: String
    var computeEnvironment: String?
    package var status: String
    var statusReason: String?
    var created: Double
    var started: Double?
    /// The time at which it succeeds; nil if it never does, or before it runs.
    package var ends: Double?
    /// Seconds that it runs after it is placed; nil if it never ends.
    var duration: Double?
    /// vCPUs that it uses of a compute environment; nil means ``usualVCPUs``.
    var vcpus: Int?
    /// The array that it is a child of.
    var array: String?

    /// The time at which Batch places it, or at which its container starts; of a submitted job only.
    var wakes: Double?
    /// The request; nil of a job that a test put there.
    package var submission: Submission?

    /// The request of a call, and the end of the container.
    package struct Submission: Codable, Sendable {
        var definition: String
        var overrides: Batch.ContainerOverrides?
        var logConfiguration: Batch.LogConfiguration?
        /// The status that the container ends with; nil before.
        var exitCode: Int?
        var containerReason: String?
        /// The status that it will end with, if a test set one; nil is 0.
        package var outcome: Int?
    }

    /// The name of its log stream: known once the container runs.
    var logStream: String? {
        guard let submission, started != nil else { return nil }
        let name = submission.definition.split(separator: "/").last?.split(separator: ":").first ?? ""
        return "\(name)/default/\(id.filter { $0 != "-" })"
    }

    /// The log group; Batch's own without another one.
    var logGroup: String { submission?.logConfiguration?.options?["awslogs-group"] ?? "/aws/batch/job" }

    package static let usualVCPUs = 4

    package init(
        id: String, name: String, queue: String, computeEnvironment: String? = nil, status: String,
        statusReason: String? = nil, created: Double, started: Double? = nil, ends: Double? = nil,
        duration: Double? = nil, vcpus: Int? = nil, array: String? = nil, wakes: Double? = nil,
        submission: Submission? = nil
    ) {
        self.id = id
        self.name = name
        self.queue = queue
        self.computeEnvironment = computeEnvironment
        self.status = status
        self.statusReason = statusReason
        self.created = created
        self.started = started
        self.ends = ends
        self.duration = duration
        self.vcpus = vcpus
        self.array = array
        self.wakes = wakes
        self.submission = submission
    }

    /// True if it occupies the queue.
    var isActive: Bool { !["SUCCEEDED", "FAILED"].contains(status) }
    /// True if it occupies instances.
    package var isRunning: Bool { ["STARTING", "RUNNING"].contains(status) }
}
