import Glibc

/// A file for its owner's eyes only, written as a whole or not at all.
struct PrivateFile {
    let path: String

    /// Says why something else than a new version of our own file stands there; no link is followed.
    ///
    /// - Parameter isOurs: whether a file that stands may be overwritten, told by how it begins.
    func assureReplaceable(_ isOurs: ([UInt8]) -> Bool) throws {
        var status = stat()
        // Both arguments are alive during the call, which fills the second and keeps neither.
        guard unsafe lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw Self.problem("cannot be looked at", path) }
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK:
            throw CommandError("\(path): is a symbolic link, and is not followed", detail: "name a file of its own")
        default: throw CommandError("\(path): is no regular file", detail: "name a file of its own")
        }
        guard isOurs(try Self.beginning(of: path, count: 256)) else {
            throw CommandError(
                "\(path): stands already and is no plan of reconcile's",
                detail: "name another file, or remove this one first")
        }
    }

    /// Writes the file with rights for its owner only; what stood there is replaced in one step.
    func write(_ bytes: [UInt8]) throws {
        let temporary = "\(path).\(getpid()).new"
        // The path is alive during the call. O_EXCL follows no link, and the mode holds from the beginning.
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
        guard descriptor >= 0 else { throw Self.problem("cannot be written", path) }
        do {
            defer { close(descriptor) }
            var rest = bytes[...]
            while !rest.isEmpty {
                // The slice is alive during the call, which reads no more than its count.
                let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw Self.problem("cannot be written", path) }
                rest = rest.dropFirst(written)
            }
            guard fsync(descriptor) == 0 else { throw Self.problem("cannot be written", path) }
            // Both paths are alive during the call.
            guard unsafe rename(temporary, path) == 0 else { throw Self.problem("cannot be written", path) }
        } catch {
            unsafe unlink(temporary)  // the path is alive during the call
            throw error
        }
    }

    /// The first bytes of a file; none where it cannot be read or is no regular file.
    static func beginning(of path: String, count: Int) throws -> [UInt8] {
        // The path is alive during the call. A pipe that nobody writes to must not hold us up.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var status = stat()
        // The status is alive during the call, which fills it.
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        // The buffer is alive during the call, which writes no more than its count.
        let got = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return Array(bytes.prefix(max(got, 0)))
    }

    private static func problem(_ what: String, _ path: String) -> CommandError {
        let reason = unsafe String(cString: strerror(errno))  // copied at once
        return CommandError("\(path): \(what): \(reason)", detail: "check the path, its rights and the room there")
    }
}
