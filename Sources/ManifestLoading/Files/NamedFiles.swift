import Diagnostics

/// The files that a command line names. A file that is named stays so, if a directory has it as well.
struct NamedFiles {
    private let files: any FileReading
    private let paths: Set<String>

    init(_ inputs: [ManifestInput], _ files: any FileReading) {
        self.files = files
        paths = Set(inputs.compactMap { input in if case .path(let path) = input { files.resolve(path) } else { nil } })
    }

    /// True if a text is that of a file that is named.
    func contains(_ source: SourceText) -> Bool { files.resolve(source.filename).map(paths.contains) ?? false }
}
