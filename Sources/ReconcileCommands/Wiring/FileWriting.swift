import FoundationEssentials
import ManifestLoading

/// Writing the user's files.
enum FileWriting {
    /// Puts new bytes into a file that stands, as a whole or not at all, its permissions kept; a link stays a link.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let target = DiskFiles().resolve(path) ?? path
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: target)
            try Data(bytes).write(to: URL(filePath: target), options: .atomic)
            if let mode = attributes[.posixPermissions] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
            }
        } catch {
            throw CommandError("\(path): it could not be written: \(error)")
        }
    }
}
