/// The author of a change in AWS, as CloudTrail has recorded it. Every text of it comes from outside.
public struct ChangeAuthor: Sendable, Hashable {
    /// The caller: an ARN, or what AWS says in its place.
    public var principal: String
    /// The time of the call, in seconds since 1970-01-01T00:00:00Z.
    public var time: Double
    /// The way of the call: AWS's console, a service that called for the principal, or the program.
    public var via: String
    /// The program, as it named itself; nil if it did not.
    public var userAgent: String?
    /// The call, such as `UpdateComputeEnvironment`.
    public var call: String
    /// The calls since the last apply that can have made the change; this one is the newest.
    public var candidates: Int

    /// Makes an author.
    public init(
        principal: String, time: Double, via: String, userAgent: String? = nil, call: String, candidates: Int = 1
    ) {
        self.principal = principal
        self.time = time
        self.via = via
        self.userAgent = userAgent
        self.call = call
        self.candidates = candidates
    }
}

/// The result of the search for the author of a change.
public enum Authorship: Sendable, Hashable {
    /// The author.
    case found(ChangeAuthor)
    /// CloudTrail shows no call that can have made it.
    case notFound

    /// The author, if it was found.
    public var author: ChangeAuthor? { if case .found(let author) = self { author } else { nil } }
}

extension Drift {
    /// True if an author was looked up and not found.
    public var lacksAuthor: Bool {
        resources.contains { $0.deletion == .notFound || $0.authors.values.contains(.notFound) }
    }
}
