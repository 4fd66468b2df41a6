import ManifestLoading
import Testing

/// The one place that touches a disk: this repository's own folder.
struct DiskFilesTests {
    private let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    @Test func readsFilesAndKnowsDirectories() throws {
        let files = DiskFiles()
        #expect(files.kind(of: folder + "/examples") == .directory)
        #expect(files.kind(of: folder + "/examples/env.sh") == .file)
        #expect(files.kind(of: folder + "/gone") == nil)
        #expect(try files.entries(of: folder + "/examples").contains("env.sh"))
        #expect(try files.read(folder + "/examples/env.sh", limit: 10_000).starts(with: Array("#!/bin/bash\n".utf8)))
        #expect(files.resolve(folder + "/examples/../examples/./env.sh") == files.resolve(folder + "/examples/env.sh"))
        #expect(files.resolve(folder + "/gone") == nil)
    }

    @Test func saysWhyAFileCannotBeRead() {
        #expect(throws: FileProblem.notFound) { try DiskFiles().read(folder + "/gone", limit: 10) }
        #expect(throws: FileProblem.tooLarge) { try DiskFiles().read(folder + "/examples/env.sh", limit: 10) }
        #expect(throws: FileProblem.unreadable("it is a directory")) { try DiskFiles().read(folder, limit: 10) }
        #expect(throws: FileProblem.unreadable("it is no regular file")) {
            try DiskFiles().read("/dev/zero", limit: 1 << 20)
        }
    }
}
