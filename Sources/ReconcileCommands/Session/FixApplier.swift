import Diagnostics
import ManifestLoading

/// Writes the names that were meant into the files.
struct FixApplier {
    let loading: InputLoader

    func run() throws {
        var counts: [String: Int] = [:]
        // The fields under a block's wrong name are read only after the block has the right name.
        for _ in 0..<2 { try pass(&counts) }
        for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
            Console.message("\(file): \(count.counted("name")) corrected")
        }
    }

    private func pass(_ counts: inout [String: Int]) throws {
        let manifest = loading.load()
        // A second reading, of the renamed files: a rename is dropped if its new name exists there already.
        let trial = loading.load(through: RenamedFiles(base: DiskFiles(), renames: Renames(manifest.diagnostics)))
        let renames = Renames(
            manifest.diagnostics, excluding: Renames(manifest.diagnostics).clashing(with: trial.diagnostics))
        let files = renames.files.filter { $0 != "-" }
        // All of them can be written, or none is.
        for file in files { try WholeFile(path: file).assureWritable() }
        for file in files {
            let bytes: [UInt8]
            do { bytes = try DiskFiles().read(file, limit: .max) } catch {
                throw CommandError("\(file): it could be read before and cannot be now")
            }
            try WholeFile(path: file).write(renames.applied(to: bytes, of: file), keepsMode: true)
            counts[file, default: 0] += renames.count(in: file)
        }
    }
}

/// The files as they would be with renames made.
private struct RenamedFiles: FileReading {
    let base: DiskFiles
    let renames: Renames

    func kind(of path: String) -> FileKind? { base.kind(of: path) }
    func entries(of directory: String) throws(FileProblem) -> [String] { try base.entries(of: directory) }
    func resolve(_ path: String) -> String? { base.resolve(path) }
    func leadsElsewhere(_ path: String) -> Bool { base.leadsElsewhere(path) }

    func readRegular(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        try base.readRegular(path, limit: limit)
    }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        renames.applied(to: try base.read(path, limit: limit), of: path)
    }
}
