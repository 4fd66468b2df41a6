import AWSOperations
import Diagnostics
import Locking

/// A file with one line of JSON for each call that can change AWS. Lines are only added.
///
/// The form is in `schemas/audit.schema.json`.
final class AuditLog: Sendable {
    private let file: AppendedFile
    private let run = LockedValue(Run())

    /// The facts that all lines of a run have, as far as they are known.
    struct Run: Sendable {
        var accountID: String?
        var principal: String?
        var planID: String?
        var hasFailed = false
    }

    /// Opens the file before anything is done.
    init(path: String) throws { file = try AppendedFile(path: path, isMade: true) }

    /// Notes a fact that the following lines have.
    func note(_ fact: (inout Run) -> Void) { run.withLock { fact(&$0) } }

    /// Adds a line. A failure is said once, and does not stop the run, whose calls are made.
    func add(_ members: [(String, JSON)]) {
        let run = run.withLock(\.self)
        let facts: [(String, JSON)] = [
            ("account_id", JSON(run.accountID)), ("principal", JSON(run.principal)), ("plan_id", JSON(run.planID)),
        ]
        do {
            try file.add(JSON.object(members + facts).text.escapedJSON + "\n")
        } catch {
            let isFirst = self.run.withLock { run in
                defer { run.hasFailed = true }
                return !run.hasFailed
            }
            if isFirst { Console.message("error: \(error); the audit log ends here, and the run goes on") }
        }
    }
}
