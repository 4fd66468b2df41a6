import Diagnostics

/// Finds the files of variables beside the inputs that set what is missing. They are read as text, never run, and only
/// the names in them are told.
struct NearbyEnvironmentFiles {
    let files: any FileReading
    /// The files that `--env-file` names, links followed.
    let given: Set<String>

    /// A file and which of the missing variables it sets.
    struct Found: Equatable {
        let path: String
        let names: [String]
    }

    private static let limit = 64 << 10
    private static let mostFiles = 20
    private static let mostFolders = 20

    /// The files in the inputs' folders that set some of `names`, those that set most of them first.
    func setting(_ names: [String], beside inputs: [String]) -> [Found] {
        var folders: [String] = []
        for input in inputs where folders.count < Self.mostFolders {
            let folder = Paths.directory(of: input)
            if !folders.contains(folder) { folders.append(folder) }
        }
        let paths = folders.flatMap(candidates).prefix(Self.mostFiles)
        let found = paths.compactMap { path -> Found? in
            let set = self.names(in: path)
            let wanted = names.filter(set.contains)
            return wanted.isEmpty ? nil : Found(path: path, names: wanted)
        }
        return found.enumerated().sorted { ($1.element.names.count, $0.offset) < ($0.element.names.count, $1.offset) }
            .map(\.element)
    }

    /// The files of a folder that are files of variables by their name; a link must not lead out of it.
    private func candidates(in folder: String) -> [String] {
        guard let root = files.resolve(folder), let entries = try? files.entries(of: folder) else { return [] }
        return entries.filter(Self.isName).sorted().map { Paths.join(folder, $0) }.filter { path in
            guard files.kind(of: path) == .file, let resolved = files.resolve(path) else { return false }
            return Paths.lies(resolved, in: root) && !Paths.isGitsOwn(resolved)
                && !given.contains(resolved)
        }
    }

    /// The names of files of variables: `env.sh`, `.env`, `.env.prod`, `prod.env`, `.envrc`, `env.yml`. A pattern for
    /// others to copy sets nothing.
    static func isName(_ name: String) -> Bool {
        let parts = name.lowercased().split { $0 == "." || $0 == "-" || $0 == "_" }.map(String.init)
        let isText = name.unicodeScalars.allSatisfy { !$0.properties.isPatternWhitespace && $0.value >= 32 }
        return isText && !name.hasSuffix("~") && parts.contains(where: words.contains)
            && !parts.contains(where: patterns.contains)
    }

    private static let words: Set<String> = ["env", "envrc", "environment", "variables", "vars"]
    private static let patterns: Set<String> = ["bak", "dist", "example", "orig", "sample", "swp", "template", "tmpl"]

    /// The variables that a file gives a value.
    private func names(in path: String) -> Set<String> {
        guard let bytes = try? files.readRegular(path, limit: Self.limit) else { return [] }
        var reader = EnvironmentFiles(Variables([:]))
        reader.read(SourceText(filename: path, bytes: bytes))
        return Set(reader.variables.values.filter { !$0.value.isEmpty }.keys)
    }
}
