/// A record whose reads may lag behind its writes.
struct Replicated<Value: Codable & Sendable>: Codable, Sendable {
    /// What writes see.
    var current: Value
    private var past: [Past] = []

    private struct Past: Codable, Sendable {
        /// What was before a write; nil where there was nothing.
        var value: Value?
        var until: Double
    }

    /// A record that did not exist before `now`.
    init(_ value: Value, at now: Double, lag: Double) {
        current = value
        if lag > 0 { past = [Past(value: nil, until: now + lag)] }
    }

    /// Changes the record; a lagging read keeps answering the old one for `lag` seconds.
    mutating func write(at now: Double, lag: Double, _ change: (inout Value) throws -> Void) rethrows {
        var changed = current
        try change(&changed)
        past.removeAll { $0.until <= now }
        if lag > 0 { past.append(Past(value: current, until: now + lag)) }
        current = changed
    }

    /// What a read sees; nil when the record is too new for it.
    func read(at now: Double, lagging: Bool) -> Value? {
        guard lagging, let oldest = past.first(where: { $0.until > now }) else { return current }
        return oldest.value
    }

    /// Whether no lagging read can see anything but `current`.
    func isSettled(at now: Double) -> Bool { past.allSatisfy { $0.until <= now } }
}
