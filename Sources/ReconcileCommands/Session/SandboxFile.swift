import ManifestLoading
import SimulatedAWS

/// The file that a simulated account is kept in. It holds what the files hold, user data included, so it is for its
/// owner's eyes only.
struct SandboxFile {
    let path: String

    /// More than any account that fits into memory twice.
    private static let largest = 1 << 30

    private var file: WholeFile { WholeFile(path: path) }

    func load() throws -> SimulatedAccount {
        try file.assureReplaceable()
        let bytes: [UInt8]
        do { bytes = try DiskFiles().readRegular(path, limit: Self.largest) } catch {
            if error == .notFound { return SimulatedAccount() }
            throw CommandError("\(path): cannot be read", detail: "check its rights and its size")
        }
        do { return try SimulatedAccount(restoring: bytes) } catch {
            throw CommandError("\(path): \(error)", detail: "remove the file to begin with an empty account")
        }
    }

    /// Says why it could not be stored, before anything is done that has to be.
    func assureWritable() throws { try file.assureWritable(makesFolder: true) }

    func store(_ bytes: [UInt8]) throws {
        try file.makeFolder()
        try file.write(bytes)
    }
}
