import ArgumentParser
import Diagnostics
import Glibc
import ManifestLoading

extension ValidationView {
    /// Collects the diagnostics of files that were read.
    init(_ manifest: LoadedManifest) {
        self.init(diagnostics: manifest.diagnostics, environmentCount: manifest.environments.count)
    }
}

/// Reading the files that a command line names.
struct InputLoader {
    let input: InputOptions
    /// True if programs read the result, so that nothing is printed as text.
    let isJSON: Bool
    let color: ColorChoice
    let process: ProcessEnvironment
    var defaultRegion: String?
    var onExists: EnvironmentDefinition.OnExists?
    /// The prefix of names in AWS.
    var namePrefix = NamePrefixOption.standard
    /// Shows files with errors in more forms than text and JSON.
    var showFailure: @Sendable (LoadedManifest) -> Void = { _ in }

    /// Reads the files; nothing is printed yet.
    func load(through reading: any FileReading = DiskFiles()) -> LoadedManifest {
        var options = LoadingOptions()
        options.environmentFiles = input.envFiles.map { .path($0) }
        options.allowedVariables = Set(input.allowedVariables)
        options.usesEnvironmentFilesOnly = input.envFilesOnly
        options.targets = input.targets
        options.defaultRegion = defaultRegion
        options.ignoresUnsupported = input.ignoreUnsupported
        options.allowsExternalFiles = input.allowExternalFiles
        options.onExists = onExists
        let loader = ManifestLoader(options: options, environment: process.variables, files: reading)
        var manifest = loader.load(input.files.map { $0 == "-" ? .bytes(Self.standardInput(), name: "-") : .path($0) })
        SecretMask.add(manifest.secrets)
        let found =
            UserDataCheck.diagnostics(manifest.environments) + RolePolicyCheck.diagnostics(manifest.environments)
            + HeadJobCheck.diagnostics(manifest.environments)
            + PhysicalNameCheck.diagnostics(manifest.environments, prefix: namePrefix)
        if !found.isEmpty { manifest.diagnostics = (manifest.diagnostics + found).sortedByPlace() }
        return manifest
    }

    /// Reads the files; if they have errors, prints the reasons and ends the program.
    ///
    /// - Parameter isBuilding: true if parts that this version cannot build are errors too.
    func loadOrExit(isBuilding: Bool = false) throws -> LoadedManifest {
        var manifest = load()
        if isBuilding {
            let refused = manifest.environments.flatMap(\.unbuildable)
            // An error takes the place of the warning before it.
            let places = Set(refused.map(\.range))
            let others = manifest.diagnostics.filter { !places.contains($0.range) }
            manifest.diagnostics = (others + refused).sortedByPlace()
        }
        if !isJSON { report(manifest) }
        guard manifest.isValid else {
            showFailure(manifest)
            if isJSON { Console.result(json: ValidationView(manifest).failure.text) }
            throw ExitStatus.error
        }
        return manifest
    }

    /// Prints every diagnostic to standard error, as text; JSON has them in its result.
    func report(_ manifest: LoadedManifest) {
        Console.show(
            manifest.diagnostics, from: manifest.sources,
            colored: process.colors(color, terminal: process.errorIsTerminal))
    }

    /// All of standard input, up to one byte more than any file may have, which the loader then refuses.
    static func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= 64 << 20 {
            // The buffer is alive during the call, which writes no more than its count.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }
}
