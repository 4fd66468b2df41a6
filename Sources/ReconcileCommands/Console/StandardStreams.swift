import Glibc

/// The three streams that every program is started with.
enum StandardStreams {
    /// Takes the places of streams that were closed when the program started: else the next file or connection would get
    /// one of their numbers, and what is printed would go into it. A write to standard output stays an error.
    static func assureOpen() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // The path is alive during the call; the lowest free number is this one.
            _ = unsafe open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
