import Diagnostics
import ManifestLoading

/// Paths as GitHub's annotations need them: from the root of the repository, wherever the command runs and however the
/// command line names a file.
struct RepositoryPaths: Sendable {
    /// The repository's root and the folder that the command runs in, both absolute.
    let root: String
    let workingDirectory: String
    /// Follows links; nil for a path that does not exist.
    let resolve: @Sendable (String) -> String?

    /// Those of this process; nil outside a repository that GitHub Actions has checked out.
    init?(_ process: ProcessEnvironment) {
        guard let root = process.variables["GITHUB_WORKSPACE"], root.hasPrefix("/"),
            let here = DiskFiles().resolve(".")
        else { return nil }
        self.init(root: root, workingDirectory: here) { DiskFiles().resolve($0) }
    }

    /// Those of a CI system whose variable names the repository's root; without it, from the working directory.
    init?(_ process: ProcessEnvironment, rootVariable: String) {
        guard let here = DiskFiles().resolve(".") else { return nil }
        let named = process.variables[rootVariable].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.init(root: named ?? here, workingDirectory: here) { DiskFiles().resolve($0) }
    }

    init(root: String, workingDirectory: String, resolve: @escaping @Sendable (String) -> String?) {
        self.root = resolve(root) ?? root
        self.workingDirectory = workingDirectory
        self.resolve = resolve
    }

    /// The path from the root; a file outside the repository keeps its name.
    func path(of file: String) -> String {
        if file == "-" { return file }
        let absolute = Self.normalized(file.hasPrefix("/") ? file : workingDirectory + "/" + file)
        // GitHub shows a link's target. A link that leads out of the repository is a file of it by its own name.
        return [resolve(file), folderResolved(absolute), absolute].lazy.compactMap { $0 }.compactMap(beneathRoot).first
            ?? file
    }

    private func folderResolved(_ absolute: String) -> String? {
        guard let slash = absolute.lastIndex(of: "/") else { return nil }
        let folder = absolute[..<slash]
        return resolve(folder.isEmpty ? "/" : String(folder)).map { $0 + absolute[slash...] }
    }

    private func beneathRoot(_ path: String) -> String? {
        let prefix = root.hasSuffix("/") ? root : root + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }

    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

extension ProcessEnvironment {
    /// A renderer of annotations for this run of GitHub Actions.
    var annotations: GitHubRenderer {
        guard let paths = RepositoryPaths(self) else { return GitHubRenderer() }
        return GitHubRenderer { paths.path(of: $0) }
    }

    /// Annotates the files if GitHub Actions runs us. Its runner reads both streams.
    ///
    /// - Parameter isText: true if people read the result; any other form has standard output to itself.
    func annotate(_ diagnostics: [Diagnostic], besideText isText: Bool) {
        guard isGitHubActions, !diagnostics.isEmpty else { return }
        Console.commands(annotations.render(diagnostics), besideText: isText)
    }
}
