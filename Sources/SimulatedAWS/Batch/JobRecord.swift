import AWSOperations

/// A job of the simulated account; tests put them there.
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

    static let usualVCPUs = 4

    /// True if it occupies the queue.
    var isActive: Bool { !["SUCCEEDED", "FAILED"].contains(status) }
    /// True if it occupies instances.
    var isRunning: Bool { ["STARTING", "RUNNING"].contains(status) }
}
