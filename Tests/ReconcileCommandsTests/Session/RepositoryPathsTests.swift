import Testing

@testable import ReconcileCommands

/// Paths as GitHub's annotations need them.
struct RepositoryPathsTests {
    /// A repository in /home/runner/repo, reached through the link /work as well; a link leads out of it.
    static func path(_ file: String, from folder: String = "/home/runner/repo", root: String = "/home/runner/repo")
        -> String
    {
        let links = [
            "/work": "/home/runner/repo", "/home/runner/repo/shared.yml": "/opt/shared.yml",
            "/home/runner/repo/link.yml": "/home/runner/repo/envs/real.yml",
        ]
        let paths = RepositoryPaths(root: root, workingDirectory: folder) { path in
            var absolute = path.hasPrefix("/") ? path : folder + "/" + path
            absolute = absolute.replacing("/./", with: "/")
            while let dots = absolute.firstRange(of: "/..") {
                let before = absolute[..<dots.lowerBound].split(separator: "/").dropLast().joined(separator: "/")
                absolute = "/" + before + absolute[dots.upperBound...]
            }
            for (link, target) in links where absolute == link || absolute.hasPrefix(link + "/") {
                return target + absolute.dropFirst(link.count)
            }
            return absolute
        }
        return paths.path(of: file)
    }

    @Test(arguments: [
        ("f.yml", "/home/runner/repo", "f.yml"), ("f.yml", "/home/runner/repo/envs", "envs/f.yml"),
        ("./f.yml", "/home/runner/repo/envs", "envs/f.yml"), ("../f.yml", "/home/runner/repo/envs", "f.yml"),
        ("/home/runner/repo/envs/f.yml", "/tmp", "envs/f.yml"), ("/work/envs/f.yml", "/tmp", "envs/f.yml"),
        ("link.yml", "/home/runner/repo", "envs/real.yml"), ("shared.yml", "/home/runner/repo", "shared.yml"),
        ("/opt/other.yml", "/home/runner/repo", "/opt/other.yml"), ("-", "/home/runner/repo", "-"),
        ("/home/runner/repository/f.yml", "/tmp", "/home/runner/repository/f.yml"),
    ])
    func `a path begins at the root of the repository`(file: String, folder: String, path: String) {
        #expect(Self.path(file, from: folder) == path)
    }

    @Test
    func `the repository may be named by a link and with a slash behind`() {
        #expect(Self.path("envs/f.yml", root: "/work") == "envs/f.yml")
        #expect(Self.path("envs/f.yml", root: "/home/runner/repo/") == "envs/f.yml")
    }
}
