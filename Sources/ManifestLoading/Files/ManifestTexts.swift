public import Diagnostics
import YAMLSyntax

/// The texts of inputs, folders expanded, for a command that looks at texts and not at environments.
public struct ManifestTexts: Sendable {
    /// The texts; of files that were found in folders only those that are of seqerakit or `tw`.
    public let texts: [SourceText]
    /// The texts again, for excerpts.
    public let sources: Sources
    /// The inputs that cannot be read, and the texts that are no YAML.
    public let diagnostics: [Diagnostic]

    /// Reads inputs.
    ///
    /// - Parameter allowsExternal: true if files outside of the working directory and of given folders may be read.
    public init(_ inputs: [ManifestInput], files: any FileReading, allowsExternal: Bool) {
        var reader = InputReader(files: files, allowsExternal: allowsExternal)
        for case .path(let path) in inputs where files.kind(of: path) == .directory { reader.admit(path) }
        var texts: [SourceText] = []
        var faults: [Diagnostic] = []
        let named = NamedFiles(inputs, files)
        for input in inputs {
            var isFolder = false
            if case .path(let path) = input { isFolder = files.kind(of: path) == .directory }
            for text in reader.readAll(input) {
                let stream = YAMLStream(text)
                let isForeign = !ForeignFile.mayBeManifest(text) || ForeignFile.matches(stream)
                if isFolder, isForeign, !named.contains(text) { continue }
                if !stream.isComplete { faults += stream.diagnostics.filter { $0.severity == .error } }
                texts.append(text)
            }
        }
        self.texts = texts
        sources = reader.sources
        diagnostics = reader.diagnostics + faults
    }
}
