import AWSOperations
import Diagnostics
import Glibc
import Locking

/// A file with one line of JSON for each call that can change AWS. Lines are only added.
///
/// The form is in `schemas/audit.schema.json`.
final class AuditLog: Sendable {
    private let path: String
    private let descriptor: Int32
    private let run = LockedValue(Run())

    /// The facts that all lines of a run have, as far as they are known.
    struct Run: Sendable {
        var accountID: String?
        var principal: String?
        var planID: String?
        var hasFailed = false
    }

    /// Opens the file before anything is done; it is made if it does not exist, for its owner's eyes only.
    init(path: String) throws {
        try WholeFile(path: path).assureFolderIsNoLink()
        // O_NOFOLLOW follows no link, O_NONBLOCK waits for no reader of a pipe. The path is alive during the call.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let opened = unsafe open(path, flags, mode_t(0o600))
        guard opened >= 0 else {
            if errno == ELOOP {
                throw CommandError("\(path): is a symbolic link, and is not followed", detail: "name a regular file")
            }
            throw WholeFile.problem("cannot be written", path)
        }
        var status = stat()
        // The second argument is alive during the call, which fills it.
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw CommandError("\(path): is no regular file", detail: "name a regular file")
        }
        self.path = path
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Notes a fact that the following lines have.
    func note(_ fact: (inout Run) -> Void) { run.withLock { fact(&$0) } }

    /// Adds a line. A failure is said once, and does not stop the run, whose calls are made.
    func add(_ members: [(String, JSON)]) {
        let run = run.withLock(\.self)
        let facts: [(String, JSON)] = [
            ("account_id", JSON(run.accountID)), ("principal", JSON(run.principal)), ("plan_id", JSON(run.planID)),
        ]
        let line = SecretMask.masked(Array((JSON.object(members + facts).text.escapedJSON + "\n").utf8))
        // A line is written at once, so that lines of runs side by side do not mix. The bytes are alive meanwhile.
        let written = unsafe line.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written != line.count else { return }
        let reason = unsafe String(cString: strerror(errno))  // copied at once
        let isFirst = self.run.withLock { run in
            defer { run.hasFailed = true }
            return !run.hasFailed
        }
        if isFirst { Console.message("error: \(path): the audit log cannot be written (\(reason)); the run goes on") }
    }
}
