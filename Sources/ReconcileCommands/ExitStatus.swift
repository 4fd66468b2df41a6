import ArgumentParser

/// The exit status of the program, as scripts see it.
enum ExitStatus {
    /// Done, or no changes.
    static let done = ExitCode(0)
    /// An error; nothing, or nothing more, was changed.
    static let error = ExitCode(1)
    /// There are changes (`plan --detailed-exitcode`, `drift`).
    static let changes = ExitCode(2)
    /// Some of it was applied.
    static let partial = ExitCode(3)
    /// AWS or the file is not what the plan was made for.
    static let stale = ExitCode(4)
    /// A guard refused.
    static let refused = ExitCode(5)
    /// Another run holds the lease.
    static let leaseHeld = ExitCode(6)
    /// Not every environment is AVAILABLE (`status --exit-code`).
    static let unavailable = ExitCode(7)
    /// The command line asks for what does not go together.
    static let usage = ExitCode(64)
    /// The statuses of a program that Ctrl-C, SIGTERM or a hang-up ended.
    static let cancelled = [ExitCode(130), ExitCode(143), ExitCode(129)]
}
