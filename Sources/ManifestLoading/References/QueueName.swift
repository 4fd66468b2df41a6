/// A queue that a manual environment names.
public enum QueueName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// By its name or its ARN.
    case given(String)
    /// A queue that an environment of the files has.
    case ofEnvironment(QueueReference)

    /// A name or an ARN.
    public init(stringLiteral name: String) { self = .given(name) }
}

/// A queue of an environment of the files.
public struct QueueReference: Sendable, Hashable {
    /// The environment's name.
    public var environment: String
    /// The environment's workspace.
    public var workspace: String?
    /// The environment's region.
    public var region: String?
    /// Which of its queues: an environment on demand has one for both.
    public var queue: Queue

    /// One of an environment's queues.
    public enum Queue: String, Sendable, Hashable {
        /// The head job's.
        case head
        /// The tasks'.
        case work
    }

    /// Makes a reference.
    public init(environment: String, workspace: String?, region: String?, queue: Queue) {
        self.environment = environment
        self.workspace = workspace
        self.region = region
        self.queue = queue
    }
}
