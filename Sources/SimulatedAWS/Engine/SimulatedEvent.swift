/// Something that happened in the account without being asked for by name: what invariants look at.
public struct SimulatedEvent: Sendable, Hashable, Codable {
    /// The kinds of events.
    public enum Kind: String, Sendable, Codable {
        /// A job lost its instance, its queue or its environment before it ended.
        case jobKilled
        /// A compute environment or job queue no longer exists.
        case deleted
        /// A compute environment fell to INVALID.
        case invalidated
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    public var time: Double
    /// The kind of event.
    public var kind: Kind
    /// The job's id or the resource's ARN.
    public var subject: String
    /// Why, in a sentence.
    public var detail: String
}
