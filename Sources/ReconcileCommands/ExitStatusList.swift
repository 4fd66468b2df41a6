import ArgumentParser

/// The exit statuses that a command can give.
struct ExitStatusList: Sendable {
    /// Each status with its meaning, in the order of their numbers.
    let entries: [(status: ExitCode, meaning: String)]

    /// A list of the statuses that every command can give, and of those that only some can.
    ///
    /// - Parameters:
    ///   - done: the meaning of 0.
    ///   - others: statuses between 1 and 64; a meaning that is nil is the usual one.
    init(done: String = "done", _ others: [(status: ExitCode, meaning: String?)] = []) {
        let named = others.map { (status: $0.status, meaning: $0.meaning ?? Self.usual[$0.status] ?? "") }
        let always = [
            (status: ExitStatus.done, meaning: done), (ExitStatus.error, "error"), (ExitStatus.usage, "usage"),
        ]
        entries = (always + named).sorted { $0.status.rawValue < $1.status.rawValue }
    }

    private static let usual: [ExitCode: String] = [
        ExitStatus.changes: "there are changes", ExitStatus.partial: "applied in part",
        ExitStatus.stale: "the plan is stale", ExitStatus.refused: "a guard refused",
        ExitStatus.leaseHeld: "another run holds the lease",
        ExitStatus.unavailable: "not every environment is AVAILABLE",
    ]

    /// Every status that some command can give.
    static let all = ExitStatusList(
        done: "done or no changes",
        usual.keys.sorted { $0.rawValue < $1.rawValue }.map { (status: $0, meaning: nil) })

    /// The numbers, those of a cancelled run included.
    var numbers: [Int32] { (entries.map(\.status) + ExitStatus.cancelled).map(\.rawValue) }

    /// The section of a help: a table of two columns.
    var text: String {
        let cancelled = ExitStatus.cancelled.map { String($0.rawValue) }.joined(separator: "/")
        let rows = entries.map { (String($0.status.rawValue), $0.meaning) } + [(cancelled, "cancelled")]
        return rows.map { number, meaning in
            "  \(number)\(String(repeating: " ", count: cancelled.count - number.count + 2))\(meaning)"
        }.joined(separator: "\n")
    }
}
