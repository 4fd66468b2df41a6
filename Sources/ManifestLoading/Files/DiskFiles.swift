import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of the machine; relative paths start at the working directory.
public struct DiskFiles: FileReading {
    /// Makes a reader.
    public init() {}

    /// Returns the kind of the file at a path; nil if there is none.
    public func kind(of path: String) -> FileKind? {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return nil }
        return isDirectory ? .directory : .file
    }

    /// The bytes of a file that is no pipe and no device: those are not even opened, which their writers would notice.
    public func readRegular(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        var status = stat()
        // The C string and the struct live as long as the call.
        guard unsafe stat(path, &status) == 0 else { throw Self.problem(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("it is no regular file") }
        return try read(path, limit: limit, takesPipes: false)
    }

    /// The bytes of a file or pipe. A pipe behind a link may be the program's own output, which would never end.
    public func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        try read(path, limit: limit, takesPipes: Self.isOpenFile(path) || !Self.isLink(path))
    }

    private func read(_ path: String, limit: Int, takesPipes: Bool) throws(FileProblem) -> [UInt8] {
        // Opening a pipe waits for a writer, for ever if there is none, and opening a terminal makes it the controlling
        // one. The C string lives as long as the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.problem(errno) }
        defer { close(descriptor) }
        var hasWaited = false
        var bytes: [UInt8] = []
        var status = stat()
        // The system fills the struct. What was opened is asked, since a path can change its meaning meanwhile.
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.problem(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: bytes.reserveCapacity(min(Int(status.st_size), limit))
        case S_IFDIR: throw .unreadable("it is a directory")
        case S_IFIFO where takesPipes: break
        default: throw .unreadable("it is no regular file")
        }
        let chunk = 1 << 16
        while true {
            var code: Int32 = 0
            let part = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                let got = unsafe Self.read(descriptor, into: buffer)  // read(2) fills memory that the array owns
                code = got < 0 ? errno : 0
                count = max(got, 0)
            }
            if code == EINTR { continue }
            if code == EAGAIN {
                hasWaited = true
                Self.awaitInput(descriptor)
                continue
            }
            if code != 0 { throw Self.problem(code) }
            if part.isEmpty {
                if bytes.isEmpty, !hasWaited, Self.isUnwritten(descriptor) {
                    throw .unreadable("it is a pipe without a writer")
                }
                return bytes
            }
            bytes += part
            if bytes.count > limit { throw .tooLarge }
        }
    }

    /// The names in a directory.
    public func entries(of directory: String) throws(FileProblem) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw .unreadable("the directory cannot be listed")
        }
    }

    /// The absolute path with every link followed.
    public func resolve(_ path: String) -> String? {
        let resolved = unsafe realpath(path, nil)  // allocates, freed below
        defer { unsafe free(resolved) }
        return unsafe resolved.map { unsafe String(cString: $0) }  // copies
    }

    /// True if a link is in a path; the system's own names of open files, such as those that a shell's `<(…)` gives, are
    /// none.
    public func leadsElsewhere(_ path: String) -> Bool {
        guard path.hasPrefix("/") else { return hasLinkBelowWorkingDirectory(path) }
        if Self.isOpenFile(path) { return false }
        // A slash or a dot behind a link would name what it leads to.
        return Self.isLink(Paths.normalized(path)) || hasLinkBelowWorkingDirectory(path)
    }

    /// True if a link is in the part of a path that begins at the working directory, whichever of its names the path
    /// has for it: that part may come from a pull request. False if the path does not go through that directory.
    public func hasLinkBelowWorkingDirectory(_ path: String) -> Bool {
        var whole = path.hasPrefix("/") ? "/" : "."
        var isBelow = Self.isWorkingDirectory(whole)
        for part in path.split(separator: "/") {
            whole += whole.hasSuffix("/") ? String(part) : "/\(part)"
            if isBelow, Self.isLink(whole) { return true }
            isBelow = isBelow || Self.isWorkingDirectory(whole)
        }
        return false
    }

    private static func isWorkingDirectory(_ path: String) -> Bool {
        var (status, here) = (stat(), stat())
        // The C strings and the structs live as long as the calls.
        guard unsafe stat(path, &status) == 0, unsafe stat(".", &here) == 0 else { return false }
        return status.st_dev == here.st_dev && status.st_ino == here.st_ino
    }

    private static func isOpenFile(_ path: String) -> Bool {
        path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        // The C string and the struct live as long as the call.
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func read(_ descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)  // at most the buffer's size
        #elseif canImport(Musl)
            unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)  // at most the buffer's size
        #else
            unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)  // at most the buffer's size
        #endif
    }

    /// Waits until a pipe has something to read, or its writer is gone.
    private static func awaitInput(_ descriptor: Int32) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)  // one element, as said
    }

    /// True if an empty file is a pipe that no writer has opened yet. A pipe whose writer has closed it reports that.
    private static func isUnwritten(_ descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&waiting, 1, 0) == 0  // one element, as said
    }

    private static func problem(_ code: Int32) -> FileProblem {
        switch code {
        case ENOENT, ENOTDIR: .notFound
        case EACCES: .unreadable("permission denied")
        case EISDIR: .unreadable("it is a directory")
        default: .unreadable("the system reports error \(code)")
        }
    }
}
