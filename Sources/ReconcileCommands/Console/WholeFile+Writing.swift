import Glibc

extension WholeFile {
    /// Writes the file; what was there is replaced in one step, and a failure leaves it as it was.
    ///
    /// The bytes go into a new file beside it, which is on the disk before it takes its place. All of it happens in the
    /// folder that was opened, wherever its path leads meanwhile.
    ///
    /// - Parameters:
    ///   - keepsMode: true if an existing file keeps its owner and its rights.
    ///   - mode: the rights of a new file; only its owner may read it if nothing else is said.
    func write(_ bytes: [UInt8], keepsMode: Bool = false, mode: mode_t = 0o600) throws {
        try assureFolderIsNoLink()
        // The path is alive during the call.
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure }
        defer { close(directory) }
        let before = try existing(in: directory)
        let temporary = Self.temporaryName
        // O_EXCL follows no link, and the mode holds from the beginning. The name is alive during the call.
        let descriptor = unsafe openat(
            directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
        guard descriptor >= 0 else { throw failure }
        do {
            defer { close(descriptor) }
            try fill(descriptor, with: bytes)
            let kept = keepsMode ? before : nil
            // Only root can change the owner; other users keep the new file.
            if let kept { _ = fchown(descriptor, kept.st_uid, kept.st_gid) }
            guard fchmod(descriptor, kept.map { $0.st_mode & 0o777 } ?? mode) == 0 else { throw failure }
            guard fsync(descriptor) == 0 else { throw failure }
            // Both names are alive during the call.
            guard unsafe renameat(directory, temporary, directory, name) == 0 else { throw failure }
        } catch {
            unsafe unlinkat(directory, temporary, 0)  // the name is alive during the call
            throw error
        }
        // Some file systems have nothing to write for a folder, and say so.
        guard fsync(directory) == 0 || errno == EINVAL || errno == EROFS else { throw failure }
    }

    /// Removes the file, if there is one; a link is no file.
    func remove() throws {
        try assureFolderIsNoLink()
        // The path is alive during the call.
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure }
        defer { close(directory) }
        guard try existing(in: directory) != nil else { return }
        // The name is alive during the call.
        guard unsafe unlinkat(directory, name, 0) == 0 else { throw Self.problem("cannot be removed", path) }
    }

    private var failure: CommandError { Self.problem("cannot be written", path) }

    /// The existing entry; nil if there is none.
    private func existing(in directory: Int32) throws -> stat? {
        var status = stat()
        // Both arguments are alive during the call, which fills the second and keeps neither.
        guard unsafe fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            guard errno == ENOENT, !name.isEmpty else { throw failure }
            return nil
        }
        try Self.assureRegular(status, path)
        return status
    }

    private func fill(_ descriptor: Int32, with bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            // The slice is alive during the call, which reads no more than its count.
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure }
            rest = rest.dropFirst(written)
        }
    }

    /// A random name that cannot be guessed. It is short enough for every file system and does not look like a manifest.
    private static var temporaryName: String { ".reconcile-\(String(UInt64.random(in: .min ... .max), radix: 36)).new" }
}
