import ArgumentParser
import FoundationEssentials
import ManifestLoading

/// The YAML files and env files of a command line that is still being typed.
struct CommandLineFiles {
    private var files: [String] = []
    private var envFiles: [String] = []

    /// - Parameters:
    ///   - words: the words of the line.
    ///   - index: the word that is being completed.
    init(_ words: [String], without index: Int) {
        for (position, word) in words.enumerated() where position != index {
            if position > 0, words[position - 1] == "--env-file" {
                envFiles.append(word)
            } else if word.hasSuffix(".yml") || word.hasSuffix(".yaml") || Self.isFolder(word) {
                files.append(word)
            }
        }
    }

    /// The names of their environments, each once. Problems of the files are left to the command itself.
    var environments: [String] {
        let options = envFiles.flatMap { ["--env-file", $0] } + ["--ignore-unsupported", "--"] + files
        guard !files.isEmpty, let input = try? InputOptions.parse(options) else { return [] }
        let loading = InputLoader(
            input: input, isJSON: true, color: .never, process: .current, defaultRegion: "us-east-1")
        return Set(loading.load().environments.map(\.name)).sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }
}
