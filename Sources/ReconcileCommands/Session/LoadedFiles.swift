import AWSClient
import BatchForge
import ManifestLoading
import Planning

/// The first step of a session: the environments of the files, and the resources that they want. Needs no network.
struct LoadedFiles {
    private(set) var manifest: LoadedManifest
    private(set) var places: [EnvironmentPlace]
    let builder: ResourceBuilder
    private(set) var requests: [EnvironmentRequest]

    /// The same files with some of their environments.
    func part(_ indices: [Int]) -> LoadedFiles {
        var part = self
        part.manifest.environments = indices.map { manifest.environments[$0] }
        part.places = indices.map { places[$0] }
        part.requests = indices.map { requests[$0] }
        return part
    }

    /// Environments that a run plans for: more than all regions of an account can hold.
    static let mostEnvironments = 2000

    /// Reads the files; if they have errors, prints the reasons and ends the program.
    static func load(
        _ input: InputOptions, _ options: AWSOptions, _ output: OutputChoice, _ process: ProcessEnvironment,
        _ request: SessionRequest
    ) throws -> LoadedFiles {
        let loader = InputLoader(
            input: input, isJSON: output.isJSON, color: output.color, process: process,
            defaultRegion: try AccountResolver(options: options, process: process).defaultRegion(),
            onExists: request.onExists, namePrefix: options.namePrefix.text,
            showFailure: { output.showFailure($0.diagnostics, from: $0.sources) })
        let manifest = try loader.loadOrExit(isBuilding: request.isBuilding)
        if request.prunes != nil, manifest.environments.isEmpty { throw CommandError(emptyInput: input.files) }
        guard manifest.environments.count <= mostEnvironments else {
            throw CommandError(tooMany: manifest.environments.count)
        }
        let builder = ResourceBuilder(options.namePrefix)
        return LoadedFiles(
            manifest: manifest, places: manifest.environments.map(EnvironmentPlace.init), builder: builder,
            requests: manifest.environments.map {
                EnvironmentRequest($0, builder: builder, waitTimeout: request.waitTimeout)
            })
    }
}

extension CommandError {
    /// Files without any environment would have everything deleted that is ours: more likely they are the wrong files.
    fileprivate init(emptyInput files: [String]) {
        self.init(
            "--prune with no environment in \(files.joined(separator: ", ")) would delete all that reconcile owns",
            detail: "check the files; to delete environments, run 'reconcile destroy' with the files that name them",
            kind: "empty-input", status: ExitStatus.refused)
    }
}

extension CommandError {
    /// Nothing is read of AWS for files that cannot be carried out.
    fileprivate init(tooMany count: Int) {
        self.init(
            "\(count) environments are more than the \(LoadedFiles.mostEnvironments) that a run plans for",
            detail:
                "AWS Batch allows 50 compute environments in a region; give the files in parts, or choose with --target",
            kind: "quota-exceeded", status: ExitStatus.refused)
    }
}

extension ResourceBuilder {
    /// Makes a builder for AWS's partitions.
    init(_ prefix: NamePrefixOption) {
        self.init(namePrefix: prefix.text) { Partition(AWSClient.Partition.partition(ofRegion: $0)) }
    }
}

extension ResourceBuilder.Partition {
    /// Makes the values that differ in the partition of a region.
    init(_ partition: AWSClient.Partition) {
        self.init(name: partition.id)
    }
}
