import Diagnostics

/// The result of one look at something that an environment uses.
struct CheckResult {
    /// The thing that was looked at, such as "bucket 'work'".
    let subject: String
    /// The faults of it; empty if nothing is.
    let diagnostics: [Diagnostic]
    /// True if AWS did not answer, so that nothing is known.
    let isUnread: Bool

    init(_ subject: String, _ diagnostics: [Diagnostic], isUnread: Bool = false) {
        self.subject = subject
        self.diagnostics = diagnostics
        self.isUnread = isUnread
    }
}
