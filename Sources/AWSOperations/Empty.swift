/// An answer of which no member is used.
public struct Empty: Sendable, Codable, Hashable {
    /// Makes the empty answer.
    public init() {}
}
