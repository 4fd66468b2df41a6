import BatchForge
import Diagnostics
import Glibc
import ManifestLoading
import ResourceModel

/// Prints the user data of the only environment of the given files: what the tests of the script run.
@main
struct UserDataPrinter {
    static func main() {
        let loader = ManifestLoader(environment: [:], files: DiskFiles())
        let manifest = loader.load(CommandLine.arguments.dropFirst().map { .path($0) })
        guard manifest.isValid, let definition = manifest.environments.first, let region = definition.region else {
            for diagnostic in manifest.diagnostics { print("\(diagnostic.summary): \(diagnostic.detail)") }
            exit(1)
        }
        let forge = Forge { _ in Forge.Partition(name: "aws", ec2Principal: "ec2.amazonaws.com") }
        let template = forge.resources(for: definition, in: region).first { $0.address.kind == .launchTemplate }
        print(template?.properties[path: "launchTemplateData.userData"]?.string ?? "", terminator: "")
    }
}
