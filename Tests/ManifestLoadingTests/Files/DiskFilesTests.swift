import FoundationEssentials
import Glibc
import ManifestLoading
import Testing

/// The one place that touches a disk: this repository's own folder.
struct DiskFilesTests {
    private let folder = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

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

    @Test func `refuses a pipe behind a link, and opens one by its path`() throws {
        let name = "reconcile-pipes-\(UInt64.random(in: 0 ... .max))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipe = folder.appending(path: "pipe").path
        let link = folder.appending(path: "link").path
        let toFile = folder.appending(path: "to-file").path
        #expect(unsafe mkfifo(pipe, 0o600) == 0)  // the path is alive during the call
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: pipe)
        try FileManager.default.createSymbolicLink(
            atPath: toFile, withDestinationPath: self.folder + "/examples/env.sh")
        // A writer that stays, as the program's own output has.
        let writer = unsafe open(pipe, O_RDWR | O_CLOEXEC)
        #expect(throws: FileProblem.unreadable("it is no regular file")) { try DiskFiles().read(link, limit: 10) }
        close(writer)
        #expect(throws: FileProblem.unreadable("it is a pipe without a writer")) {
            try DiskFiles().read(pipe, limit: 10)
        }
        #expect(try !DiskFiles().read(toFile, limit: 10_000).isEmpty)
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
