/// No source gave credentials.
public struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A source that was asked, and why it gave nothing.
    public struct Attempt: Sendable, Hashable {
        /// The source, such as `environment`.
        public var source: String
        /// Why it gave nothing.
        public var reason: String
    }

    /// The sources in the order they were asked; the last one may be one that is set up and failed.
    public var attempts: [Attempt]

    /// One line a source, and what to do.
    public var description: String {
        "no AWS credentials were found\n" + attempts.map { "  \($0.source): \($0.reason)\n" }.joined()
            + "  set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or try it with --sandbox"
    }
}

/// Why one source gives nothing.
struct SourceFailure: Error, Hashable {
    var reason: String
    /// True if the user meant this source to be used: then no other identity may replace it.
    var isConfigured: Bool

    static func absent(_ reason: String) -> SourceFailure { SourceFailure(reason: reason, isConfigured: false) }
    static func broken(_ reason: String) -> SourceFailure { SourceFailure(reason: reason, isConfigured: true) }
}
