import Glibc

/// Runs the program of `credential_process`: without a shell, without input, and for a minute at most.
enum CredentialProgram {
    /// More than any credentials have.
    private static let longestOutput = 64 * 1024
    private static let longestTime: Duration = .seconds(60)

    /// Why there is no output.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Returns what the program writes to standard output.
    static func run(_ words: [String]) async throws -> [UInt8] {
        let (process, output) = try start(words)
        defer { close(output) }
        do {
            let bytes = try await read(output)
            try await end(of: process)
            return bytes
        } catch {
            // It may be the program that does not end, or the one that waits for it.
            kill(process, SIGKILL)
            var status: Int32 = 0
            unsafe waitpid(process, &status, 0)  // the status is alive during the call
            throw error
        }
    }

    private static func start(_ words: [String]) throws -> (process: pid_t, output: Int32) {
        var ends: [Int32] = [0, 0]
        // The array has room for both ends.
        guard unsafe pipe(&ends) == 0 else { throw Failure(description: "no pipe could be made") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = unsafe posix_spawn_file_actions_t()
        // The actions are alive until they are destroyed; the calls copy the paths and keep no pointer.
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        // Its errors may quote secrets.
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process: pid_t = 0
        // The arguments end with a null and are freed after the call, which copies them.
        let code = unsafe posix_spawnp(&process, words[0], &actions, nil, &arguments, unsafe environ)
        guard code == 0 else {
            close(ends[0])
            throw Failure(description: unsafe String(cString: strerror(code)))  // copied at once
        }
        // A read must not block, because it would hold up the tasks that wait for signals.
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        return (process, ends[0])
    }

    private static func read(_ output: Int32) async throws -> [UInt8] {
        let clock = ContinuousClock()
        let end = clock.now + longestTime
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            // The buffer is alive during the call, which writes no more than its count.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(output, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 {
                bytes += buffer.prefix(count)
                guard bytes.count <= longestOutput else { throw Failure(description: "it wrote more than 64 KiB") }
                continue
            }
            guard errno == EAGAIN || errno == EINTR else { throw Failure(description: "its output cannot be read") }
            guard clock.now < end else { throw Failure(description: "it did not end within 60 s") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func end(of process: pid_t) async throws {
        let clock = ContinuousClock()
        let end = clock.now + longestTime
        var status: Int32 = 0
        // The status is alive during the call, which fills it.
        while unsafe waitpid(process, &status, WNOHANG) == 0 {
            guard clock.now < end else { throw Failure(description: "it did not end within 60 s") }
            try await Task.sleep(for: .milliseconds(10))
        }
        // As wait(2) has it: the low seven bits name the signal, the next byte is the exit status.
        let (signal, exit) = (status & 0x7F, status >> 8 & 0xFF)
        guard signal == 0 else { throw Failure(description: "signal \(signal) ended it") }
        guard exit == 0 else { throw Failure(description: "exit status \(exit)") }
    }
}
