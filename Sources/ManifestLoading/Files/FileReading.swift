/// Access to files for the loader, so that it can be run without a disk.
public protocol FileReading: Sendable {
    /// Returns the kind of the file at a path; nil if there is none. Links are followed.
    func kind(of path: String) -> FileKind?
    /// The bytes of a file; one with more than `limit` bytes is a problem.
    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8]
    /// The bytes of a file that is no pipe and no device.
    func readRegular(_ path: String, limit: Int) throws(FileProblem) -> [UInt8]
    /// The names in a directory.
    func entries(of directory: String) throws(FileProblem) -> [String]
    /// The absolute path with every link followed; nil if nothing is there.
    func resolve(_ path: String) -> String?
    /// True if a link is in a path: in any part of a relative one, and at the end of an absolute one or behind the
    /// working directory.
    func leadsElsewhere(_ path: String) -> Bool
}

extension FileReading {
    /// The bytes of a file, where there are no pipes and no devices.
    public func readRegular(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        try read(path, limit: limit)
    }

    /// False where there are no links.
    public func leadsElsewhere(_ path: String) -> Bool { false }
}

/// The kind of the file at a path.
public enum FileKind: Sendable, Hashable {
    /// Something with bytes: a file, a pipe.
    case file
    /// A directory.
    case directory
}

/// Why a file could not be read.
public enum FileProblem: Error, Sendable, Hashable {
    /// There is no file.
    case notFound
    /// It has more bytes than are read.
    case tooLarge
    /// The system refuses, in its words.
    case unreadable(String)
}
