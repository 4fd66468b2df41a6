import AWSOperations

/// A job of the simulated account; tests put them there.
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

    package static let usualVCPUs = 4

    package init(
        id: String, name: String, queue: String, computeEnvironment: String?, status: String, statusReason: String?,
        created: Double, started: Double?, ends: Double?, duration: Double?, vcpus: Int?, array: String?
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
    }

    /// True if it occupies the queue.
    var isActive: Bool { !["SUCCEEDED", "FAILED"].contains(status) }
    /// True if it occupies instances.
    package var isRunning: Bool { ["STARTING", "RUNNING"].contains(status) }
}
