import FoundationEssentials
import Glibc
import Testing

@testable import ReconcileCommands

/// Files that are written as a whole or not at all.
struct WholeFileTests {
    /// Runs a test in its own folder.
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path() + "whole-file-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func mode(_ path: String) -> mode_t {
        var status = stat()
        // Both arguments are alive during the call.
        return unsafe lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    private static func put(_ text: String, _ path: String, mode: mode_t = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        unsafe chmod(path, mode)  // the path is alive during the call
    }

    @Test func `a new file is private, and replaces one that all could read`() throws {
        try Self.inFolder { folder in
            let file = WholeFile(path: folder + "/a.json")
            try file.write(Array("one".utf8))
            #expect(Self.text(file.path) == "one" && Self.mode(file.path) == 0o600)
            try Self.put("two", file.path)
            try file.write(Array("three".utf8))
            #expect(Self.text(file.path) == "three" && Self.mode(file.path) == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.json"])
        }
    }

    @Test(arguments: [0o640, 0o444, 0o4755] as [mode_t])
    func `a file of the user's keeps its rights, and none beyond them`(mode: mode_t) throws {
        try Self.inFolder { folder in
            try Self.put("one", folder + "/a.yml", mode: mode)
            try WholeFile(path: folder + "/a.yml").write(Array("two".utf8), keepsMode: true)
            #expect(Self.text(folder + "/a.yml") == "two" && Self.mode(folder + "/a.yml") == mode & 0o777)
        }
    }

    @Test func `a link is an error that names it, wherever it leads`() throws {
        try Self.inFolder { folder in
            try Self.put("mine", folder + "/mine")
            for target in ["mine", folder + "/mine", "nothing", "/dev/null", "."] {
                let link = folder + "/link"
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
                for action in [
                    { try WholeFile(path: link).assureWritable() }, { try WholeFile(path: link).write([1]) },
                ] {
                    let error = #expect(throws: CommandError.self) { try action() }
                    #expect(error?.summary == "\(link): is a symbolic link, and is not followed")
                }
                try FileManager.default.removeItem(atPath: link)
            }
            #expect(Self.text(folder + "/mine") == "mine")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["mine"])
        }
    }

    @Test func `another name of the file keeps what it had`() throws {
        try Self.inFolder { folder in
            try Self.put("one", folder + "/a")
            try FileManager.default.linkItem(atPath: folder + "/a", toPath: folder + "/b")
            try WholeFile(path: folder + "/a").write(Array("two".utf8))
            #expect(Self.text(folder + "/a") == "two" && Self.text(folder + "/b") == "one")
        }
    }

    @Test(arguments: ["", "/", ".", "..", "/folder", "/folder/", "/pipe", "/missing/a", "/mine/a", "/mine/"])
    func `an unusable path is an error that names it and leaves nothing`(end: String) throws {
        try Self.inFolder { folder in
            try Self.put("mine", folder + "/mine")
            try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: false)
            unsafe mkfifo(folder + "/pipe", 0o600)  // the path is alive during the call
            let path = end.hasPrefix(".") ? folder + "/" + end : folder + end
            let error = #expect(throws: CommandError.self) { try WholeFile(path: path).write([1]) }
            #expect(error?.summary.hasPrefix(path + ": ") == true)
            #expect(throws: CommandError.self) { try WholeFile(path: path).assureWritable() }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["folder", "mine", "pipe"] && Self.text(folder + "/mine") == "mine")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/folder").isEmpty)
        }
    }

    @Test func `a folder that vanished is an error`() throws {
        try Self.inFolder { folder in
            let file = WholeFile(path: folder + "/below/a")
            try FileManager.default.createDirectory(atPath: folder + "/below", withIntermediateDirectories: false)
            try file.assureWritable()
            try FileManager.default.removeItem(atPath: folder + "/below")
            let error = #expect(throws: CommandError.self) { try file.write([1]) }
            #expect(error?.summary == "\(file.path): cannot be written: No such file or directory")
            #expect(throws: Never.self) { try file.assureWritable(makesFolder: true) }
        }
    }

    @Test func `does not replace a file that reconcile did not write`() throws {
        try Self.inFolder { folder in
            try Self.put("mine", folder + "/a")
            let file = WholeFile(path: folder + "/a")
            let error = #expect(throws: CommandError.self) { try file.assureWritable { $0.starts(with: [123]) } }
            #expect(error?.summary.contains("not a plan of reconcile") == true)
            #expect(throws: Never.self) { try file.assureWritable { $0.starts(with: Array("mi".utf8)) } }
        }
    }

    @Test(arguments: [("a", ".", "a"), ("/a", "/", "a"), ("x/a", "x", "a"), ("/x//a", "/x/", "a"), ("x/", "x", "")])
    func `a path is a folder and a name`(path: String, folder: String, name: String) {
        #expect(WholeFile(path: path).folder == folder && WholeFile(path: path).name == name)
    }
}
