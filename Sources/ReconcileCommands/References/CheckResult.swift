import Diagnostics

/// The result of one look at something that an environment uses.
struct CheckResult {
    /// The thing that was looked at, such as "bucket 'work'".
    let subject: String
    /// The faults of it; empty if nothing is wrong.
    let diagnostics: [Diagnostic]
    /// True if AWS did not answer, so that nothing is known.
    let isUnread: Bool
    /// True if it was looked at, and nothing is wrong with it.
    var isInOrder: Bool { diagnostics.isEmpty && !isUnread }

    init(_ subject: String, _ diagnostics: [Diagnostic], isUnread: Bool = false) {
        self.subject = subject
        self.diagnostics = diagnostics
        self.isUnread = isUnread
    }
}
