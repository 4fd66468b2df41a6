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
    /// When it succeeds by itself; nil when it never does.
    var ends: Double?

    /// Whether it occupies the queue.
    var isActive: Bool { !["SUCCEEDED", "FAILED"].contains(status) }
    /// Whether it occupies instances.
    var isRunning: Bool { ["STARTING", "RUNNING"].contains(status) }
}
