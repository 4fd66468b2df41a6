import Glibc

/// A regular file that is only added to. No link is followed, and no pipe or device is waited for.
struct AppendedFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Opens the file.
    ///
    /// - Parameter isMade: true if a file that does not exist is made, for its owner's eyes only.
    init(path: String, isMade: Bool) throws {
        try WholeFile(path: path).assureFolderIsNoLink()
        let flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (isMade ? O_CREAT : 0)
        // The path is alive during the call.
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

    /// Adds a text, secrets masked. One call of the system writes all that the disk takes, so that lines of runs side by
    /// side do not mix.
    borrowing func add(_ text: String) throws {
        var bytes = SecretMask.masked(Array(text.utf8))[...]
        while !bytes.isEmpty {
            // The slice is alive during the call, which reads no more than its count.
            let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw WholeFile.problem("cannot be written", path) }
            bytes = bytes.dropFirst(written)
        }
    }
}
