/// A record whose reads may lag behind its writes.
package struct Replicated<Value: Codable & Sendable>: Codable, Sendable {
    /// The value that writes see.
    package var current: Value
    private var past: [Past] = []

    private struct Past: Codable, Sendable {
        /// The value before a write; nil if there was none.
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

    /// Returns the value that a read sees; nil if the record is too new for it.
    func read(at now: Double, lagging: Bool) -> Value? {
        guard lagging, let oldest = past.first(where: { $0.until > now }) else { return current }
        return oldest.value
    }

    /// True if even a lagging read sees `current`.
    func isSettled(at now: Double) -> Bool { past.allSatisfy { $0.until <= now } }
}
