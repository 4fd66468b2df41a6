import Diagnostics
import Glibc

/// Results to standard output, everything else to standard error, each write as a whole.
enum Console {
    /// Whether GitHub Actions' runner reads along and takes lines for commands: then nothing that a file or AWS says may
    /// become one.
    private static let isReadByRunner = Surroundings.current.isGitHubActions

    /// Prints a result.
    static func result(_ text: String) { write(safe(text) + "\n", to: STDOUT_FILENO) }

    /// Prints a result that is JSON.
    static func result(json text: String) {
        write((isReadByRunner ? WorkflowCommands.disarmed(json: text) : text) + "\n", to: STDOUT_FILENO)
    }

    /// Prints commands for GitHub Actions' runner.
    static func commands(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Prints progress, a log line or a diagnostic.
    static func message(_ text: String) { write(safe(text) + "\n", to: STDERR_FILENO) }

    /// Prints to standard error without a line break of its own.
    static func rawMessage(_ text: String) { write(safe(text), to: STDERR_FILENO) }

    private static func safe(_ text: String) -> String {
        isReadByRunner ? WorkflowCommands.disarmed(text) : text
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            // The slice is alive during the call, which reads no more than its count.
            let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }
}
