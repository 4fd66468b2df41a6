import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// An item of seven lines that lacks nothing; further fields follow with four blanks before them.
let completeItem = """
    compute-envs:
      - type: aws-batch
        config-mode: forge
        name: one
        region: eu-west-1
        work-dir: s3://bucket/work
        max-cpus: 16

    """

/// Loads one text, named `f.yml`.
func load(
    _ text: String, environment: [String: String] = [:], files: MemoryFiles = MemoryFiles(),
    _ change: (inout LoadingOptions) -> Void = { _ in }
) -> LoadedManifest {
    var options = LoadingOptions()
    change(&options)
    let loader = ManifestLoader(options: options, environment: environment, files: files)
    return loader.load([.text(text, name: "f.yml")])
}

/// Loads the complete item with more fields.
func load(
    fields: String, environment: [String: String] = [:], files: MemoryFiles = MemoryFiles(),
    _ change: (inout LoadingOptions) -> Void = { _ in }
) -> LoadedManifest {
    let lines = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
    return load(completeItem + lines, environment: environment, files: files, change)
}

/// The forge configuration of the only environment.
func forge(_ manifest: LoadedManifest) -> ForgeConfiguration? {
    guard case .forge(let forge) = manifest.environments.first?.configuration else { return nil }
    return forge
}
