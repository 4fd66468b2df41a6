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
    /// When it succeeds by itself; nil when it never does, or before it runs.
    var ends: Double?
    /// How long it runs once it is placed; nil for ever.
    var duration: Double?
    /// What it takes of a compute environment; nil for ``usualVCPUs``.
    var vcpus: Int?
    /// The array that it is a child of.
    var array: String?

    static let usualVCPUs = 4

    /// Whether it occupies the queue.
    var isActive: Bool { !["SUCCEEDED", "FAILED"].contains(status) }
    /// Whether it occupies instances.
    var isRunning: Bool { ["STARTING", "RUNNING"].contains(status) }
}
