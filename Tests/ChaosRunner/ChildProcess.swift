import ArgumentParser
import Glibc

/// Another process and its output.
@safe
struct ChildProcess {
    // Open from init to finish(), and used only here.
    private let pipe: UnsafeMutablePointer<FILE>

    /// Starts a shell command.
    init(_ command: String) throws {
        guard let pipe = unsafe popen(command, "r") else { throw ValidationError("a worker could not be started") }
        unsafe self.pipe = unsafe pipe
    }

    /// The next line that it prints, without its end; nil when it prints no more.
    func nextLine() -> String? {
        var buffer: UnsafeMutablePointer<CChar>?
        var size = 0
        let length = unsafe getline(&buffer, &size, pipe)
        // getline allocates the buffer that it fills.
        defer { unsafe free(buffer) }
        guard length > 0, let buffer = unsafe buffer else { return nil }
        let text = unsafe String(cString: buffer)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Waits for its end; whether it ended well.
    func finish() -> Bool { unsafe pclose(pipe) == 0 }

    /// A word as the shell takes it.
    static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}

/// Prints a line at once, because another process may read it.
func say(_ line: String) {
    print(line)
    // All streams, because the one to standard output is a variable that Swift 6 does not let be read.
    fflush(nil)
}
