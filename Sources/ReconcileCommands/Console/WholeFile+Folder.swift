import FoundationEssentials

extension WholeFile {
    /// Makes the folder that the file is in, if it is missing.
    func makeFolder() throws {
        try assureFolderIsNoLink()
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandError("\(path): its folder cannot be made: \(error)")
        }
    }
}
