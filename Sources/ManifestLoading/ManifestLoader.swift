import Diagnostics
import YAMLSyntax

/// Reads files of compute environments: every problem of every file is reported, and none of them stops the rest.
public struct ManifestLoader: Sendable {
    private let options: LoadingOptions
    private let environment: [String: String]
    private let files: any FileReading

    /// Makes a loader; `environment` is the process environment, over which the options' files go.
    public init(options: LoadingOptions = LoadingOptions(), environment: [String: String], files: any FileReading) {
        self.options = options
        self.environment = environment
        self.files = files
    }

    /// Returns the contents of the inputs together.
    public func load(_ inputs: [ManifestInput]) -> LoadedManifest {
        var reader = InputReader(files: files, allowsExternal: options.allowsExternalFiles)
        var environmentFiles = EnvironmentFiles(
            Variables(
                environment, allowed: options.allowedVariables, isAlone: options.usesEnvironmentFilesOnly))
        for input in options.environmentFiles {
            if let source = reader.readVariables(input) {
                environmentFiles.read(source)
            } else {
                environmentFiles.setIncomplete()
            }
        }
        for case .path(let path) in inputs where files.kind(of: path) == .directory { reader.admit(path) }
        let referenced = ReferencedFiles(reader.bounds)
        var manifest = ManifestReader(
            items: ItemReader(
                values: ValueReader(Expander(environmentFiles.variables)), options: options, files: referenced),
            builder: DefinitionBuilder(options: options, files: referenced))
        let named = NamedFiles(inputs, files)
        var names: [String] = []
        for input in inputs {
            for source in reader.readAll(input) {
                names.append(source.filename)
                var isFound = false
                if case .path(let path) = input { isFound = path != source.filename && !named.contains(source) }
                manifest.read(source, isFound: isFound)
            }
        }
        var diagnostics = reader.diagnostics + environmentFiles.diagnostics
        let given = options.environmentFiles.compactMap { if case .path(let path) = $0 { path } else { nil } }
        let nearby = NearbyEnvironmentFiles(files: files, given: Set(given.compactMap(files.resolve)))
        diagnostics += manifest.finish(isComplete: !reader.diagnostics.hasErrors) { [names] in
            nearby.setting($0, beside: names)
        }
        var references = QueueReferenceResolver(
            manifest.environments, names: manifest.names,
            isIncomplete: manifest.hasUnknownNames || reader.diagnostics.hasErrors)
        let environments = references.resolved()
        diagnostics += references.diagnostics
        let targets = TargetSelection(options.targets)
        // What could not be read may have the name that is wanted.
        let isWholeRead = !manifest.hasUnknownNames && !reader.diagnostics.hasErrors
        if isWholeRead || !diagnostics.hasErrors {
            diagnostics += targets.diagnostics(for: manifest.names)
        }
        var sources = reader.sources
        for export in manifest.exports { sources.add(export) }
        return LoadedManifest(
            environments: targets.select(from: environments), allEnvironments: environments,
            diagnostics: ShownDiagnostics.limited(diagnostics.sortedByPlace()),
            sources: sources, secrets: environmentFiles.variables.secrets + environments.flatMap(\.secrets))
    }
}
