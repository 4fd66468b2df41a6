import Glibc
import ManifestLoading

/// A file that is written as a whole or not at all: every file that reconcile writes is one.
///
/// No link is followed, neither the file itself nor a folder of the working directory that leads out of it: a pull
/// request can bring such a link, and another user of the machine can put one there.
struct WholeFile {
    let path: String

    static let planKind = "a plan of reconcile"

    /// The folder that the file is in.
    var folder: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The file's name in its folder.
    var name: String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// Says why the file cannot be written, as far as that shows before anything is done.
    ///
    /// - Parameters:
    ///   - makesFolder: true if a folder that is missing will be made.
    ///   - kind: what may be replaced, in words.
    ///   - isOurs: whether a file that exists may be replaced, told by how it begins.
    func assureWritable(
        makesFolder: Bool = false, of kind: String = WholeFile.planKind, _ isOurs: ([UInt8]) -> Bool = { _ in true }
    ) throws {
        try assureReplaceable(of: kind, isOurs)
        // The path is alive during the call.
        guard unsafe access(folder, W_OK | X_OK) == 0 else {
            if makesFolder, errno == ENOENT { return }
            throw Self.problem("cannot be written", path)
        }
    }

    /// Says why a file that may not replace another cannot be written.
    func assureAbsent() throws {
        try assureWritable()
        guard !exists else {
            throw CommandError("\(path): exists already", detail: "name another file, or remove this one first")
        }
    }

    /// Says why a file that may not replace other contents cannot be written. Returns true if it does not exist, false if
    /// it has these bytes already.
    func isNew(holding bytes: [UInt8]) throws -> Bool {
        try assureWritable(makesFolder: true)
        guard exists else { return true }
        guard try Self.beginning(of: path, count: bytes.count + 1) == bytes else {
            throw CommandError(
                "\(path): exists already with other contents", detail: "name another folder, or remove this file first")
        }
        return false
    }

    private var exists: Bool {
        var status = stat()
        // Both arguments are alive during the call, which fills the second and keeps neither.
        return unsafe lstat(path, &status) == 0
    }

    /// Says why something else than a new version of the file cannot stay there.
    func assureReplaceable(of kind: String = WholeFile.planKind, _ isOurs: ([UInt8]) -> Bool = { _ in true }) throws {
        try assureFolderIsNoLink()
        var status = stat()
        // Both arguments are alive during the call, which fills the second and keeps neither.
        guard unsafe lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw Self.problem("cannot be looked at", path) }
            return
        }
        try Self.assureRegular(status, path)
        guard isOurs(try Self.beginning(of: path, count: 256)) else {
            throw CommandError(
                "\(path): exists already and is not \(kind)",
                detail: "name another file, or remove this one first")
        }
    }

    static func assureRegular(_ status: stat, _ path: String) throws {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFLNK:
            throw CommandError("\(path): is a symbolic link, and is not followed", detail: "name a regular file")
        default: throw CommandError("\(path): is no regular file", detail: "name a regular file")
        }
    }

    /// A folder below the working directory is a part of the repository, and so is a link there.
    func assureFolderIsNoLink() throws {
        let files = DiskFiles()
        guard let here = files.resolve(".") else { return }
        guard files.hasLinkBelowWorkingDirectory(folder) else { return }
        let below = here == "/" ? "/" : here + "/"
        if let resolved = files.resolve(folder), resolved == here || resolved.hasPrefix(below) { return }
        throw CommandError(
            "\(path): its folder is a symbolic link that leads out of the working directory, and is not followed",
            detail: "name the folder by its own path")
    }

    /// The first bytes of a file; none where it cannot be read or is no regular file.
    static func beginning(of path: String, count: Int) throws -> [UInt8] {
        // The path is alive during the call. A pipe without a writer would block.
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

    static func problem(_ what: String, _ path: String) -> CommandError {
        let reason = unsafe String(cString: strerror(errno))  // copied at once
        return CommandError("\(path): \(what): \(reason)", detail: "check the path, its rights and the room there")
    }
}
