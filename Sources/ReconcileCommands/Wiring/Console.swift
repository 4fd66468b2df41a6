import Glibc

/// Results to standard output, everything else to standard error, each write as a whole.
enum Console {
    /// Prints a result.
    static func result(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// Prints progress, a log line or a diagnostic.
    static func message(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Prints to standard error as it is.
    static func rawMessage(_ text: String) { write(text, to: STDERR_FILENO) }

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
