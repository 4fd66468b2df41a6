import BatchForge
import Diagnostics
import Glibc
import ManifestLoading
import ResourceModel

/// Prints the user data of the only environment of the given files: what the tests of the script run. With `--each` a
/// line of JSON for each file: the user data, or the kinds and places of what is wrong.
@main
struct UserDataPrinter {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--each" {
            for path in arguments.dropFirst() { print(line(path)) }
            return
        }
        let manifest = load(arguments)
        guard let text = userData(manifest) else {
            for diagnostic in manifest.diagnostics { print("\(diagnostic.summary): \(diagnostic.detail)") }
            exit(1)
        }
        print(text, terminator: "")
    }

    private static func load(_ paths: [String]) -> LoadedManifest {
        ManifestLoader(environment: [:], files: DiskFiles()).load(paths.map { .path($0) })
    }

    private static func userData(_ manifest: LoadedManifest) -> String? {
        guard manifest.isValid, let definition = manifest.environments.first, let region = definition.region else {
            return nil
        }
        let forge = ResourceBuilder { _ in ResourceBuilder.Partition(name: "aws") }
        let template = forge.resources(for: definition, in: region).first { $0.address.kind == .launchTemplate }
        return template?.properties[path: "launchTemplateData.userData"]?.string ?? ""
    }

    private static func line(_ path: String) -> String {
        let manifest = load([path])
        let errors = manifest.diagnostics.filter { $0.severity == .error }
        let problems = errors.map { "\($0.kind) \($0.range?.start.line ?? 0)" }
        var members: [String: Value] = ["problems": .strings(problems)]
        members["userData"] = userData(manifest).map { .string($0) }
        return Value.map(members).json
    }
}
