import Diagnostics
import ManifestLoading
import Testing

/// Links that lead out of the repository, and what is no regular file.
struct FileBoundsTests {
    private static let secret = "aws_secret_access_key = hush-hush"

    private func load(
        _ inputs: [String], variables: [String] = [], _ texts: [String: String], links: [String: String],
        allowsExternal: Bool = false
    ) -> LoadedManifest {
        var options = LoadingOptions()
        options.environmentFiles = variables.map { .path($0) }
        options.allowsExternalFiles = allowsExternal
        let files = MemoryFiles(texts, links: links)
        return ManifestLoader(options: options, environment: [:], files: files).load(inputs.map { .path($0) })
    }

    private static let texts = [
        "envs/f.yml": completeItem, "/home/u/.aws/credentials": secret, ".git/config": secret, "shared/ecs": "A=1",
        "/home/u/envs/g.yml": completeItem.replacing("one", with: "two"),
    ]

    @Test(arguments: [
        ["envs/x.yml": "/home/u/.aws/credentials"], ["envs/x.yml": "/work/.git/config"], ["envs/dir": "/home/u"],
        ["envs/dir": "/work/.git"],
    ])
    func `a link in a directory to a file outside is an error without text`(links: [String: String]) {
        let manifest = load(["envs"], Self.texts, links: links)
        #expect(manifest.diagnostics.map(\.kind) == ["external-file"])
        #expect(!"\(manifest.diagnostics)".contains("hush"))
        #expect(manifest.sources["envs/x.yml"] == nil)
    }

    @Test(arguments: ["f.env", "d/e.sh"]) func `a file of variables that is a link, or behind one, is an error`(
        name: String
    ) {
        let links = [
            "f.env": "/home/u/.aws/credentials", "d": "/home/u/.aws", "/home/u/.aws/e.sh": "/home/u/.aws/credentials",
        ]
        let manifest = load(["envs"], variables: [name], Self.texts, links: links)
        #expect(manifest.diagnostics.map(\.kind) == ["external-file"])
        #expect(load(["envs"], variables: [name], Self.texts, links: links, allowsExternal: true).isValid)
    }

    @Test func `a file that is named by a path without a link may be anywhere`() {
        #expect(load(["/home/u/envs/g.yml"], Self.texts, links: [:]).isValid)
        #expect(load(["../home/u/envs"], Self.texts, links: [:]).isValid)
        #expect(
            load(["g.yml"], Self.texts, links: ["g.yml": "/home/u/envs/g.yml"]).diagnostics.map(\.kind) == [
                "external-file"
            ])
    }

    @Test func `a link within the repository is read`() {
        let manifest = load(["envs"], Self.texts, links: ["envs/x.yml": "/work/other.yml", "envs/more": "/work/more"])
        #expect(manifest.isValid)
    }

    @Test func `a field may name a file of the working directory, and no other`() {
        func kinds(_ path: String, links: [String: String] = [:]) -> [String] {
            let texts = Self.texts.merging(["envs/f.yml": completeItem + "    ecs-config: \(path)\n"]) { $1 }
            return load(["envs/f.yml"], texts, links: links).diagnostics.filter { $0.severity == .error }.map(\.kind)
        }
        #expect(kinds("../shared/ecs") == [])
        #expect(kinds("../../etc/passwd") == ["external-file"])
        #expect(kinds("/home/u/.aws/credentials") == ["external-file"])
        #expect(kinds("../.git/config") == ["external-file"])
        #expect(kinds("link", links: ["envs/link": "/home/u/.aws/credentials"]) == ["external-file"])
    }

    @Test(arguments: [".GIT", ".Git", ".git.", ".git ", ".git. .", "git~1", "GIT~1", ".git:x"])
    func `git's folder is not read by another name of it`(name: String) {
        func errors(_ folder: String) -> [String] {
            let texts = ["f.yml": completeItem + "    ecs-config: '\(folder)/config'\n", "\(folder)/config": "A=1"]
            return load(["f.yml"], texts, links: [:]).diagnostics.filter { $0.severity == .error }.map(\.kind)
        }
        #expect(errors(name) == ["external-file"])
        #expect(errors("x\(name)") == [])
    }

    @Test func `no line of a file of variables is shown`() {
        let text = "export T=abc(def hush\nhush hush\naws_secret_access_key = hush\n"
        let manifest = load(
            ["f.yml"], variables: ["e.sh"], ["f.yml": completeItem + "    key-pair: $T\n", "e.sh": text], links: [:])
        #expect(!manifest.isValid)
        #expect(!TextRenderer(sources: manifest.sources).render(manifest.diagnostics).contains("hush hush"))
        #expect(!TextRenderer(sources: manifest.sources).render(manifest.diagnostics).contains("= hush"))
    }

    @Test(arguments: ["/dev/ptmx", "/dev/null", "/dev/tty", "/proc/self/fd/0/x"])
    func `a device is not read`(path: String) {
        #expect(throws: FileProblem.self) { try DiskFiles().read(path, limit: 1000) }
        #expect(throws: FileProblem.self) { try DiskFiles().readRegular(path, limit: 1000) }
    }
}
