import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// The two files of the seqerakit guide, as it prints them.
struct GuideTests {
    private static let examples = "examples"

    private func load(_ name: String) -> LoadedManifest {
        var root = #filePath.split(separator: "/")
        root.removeLast(3)
        let folder = "/" + root.joined(separator: "/") + "/" + Self.examples
        var options = LoadingOptions()
        options.environmentFiles = [.path(folder + "/env.sh")]
        return ManifestLoader(options: options, environment: [:], files: DiskFiles()).load([.path(folder + "/" + name)])
    }

    @Test(arguments: ["aws_fusion_ondemand.yml", "aws_fusion_snapshots.yml"])
    func loadsWithOneWarningAtTheStrayQuote(name: String) throws {
        let manifest = load(name)
        #expect(manifest.diagnostics.map(\.outline) == ["stray-quote 17:50"])
        let warning = try #require(manifest.diagnostics.first)
        #expect(warning.severity == .warning)
        #expect(warning.range?.end.column == 51)
        #expect(warning.fix == Diagnostic.Fix(replace: try #require(warning.range), with: ""))
        let environment = try #require(manifest.environments.first)
        #expect(environment.labels == [.init("storage", "fusionv2"), .init("project", "benchmarking")])
        #expect(environment.workspace == "bench/fusion")
        #expect(environment.region == "eu-west-1")
        #expect(environment.credentials == "aws-benchmarks")
        #expect(environment.workDirectory == "s3://nf-bench-work/fusion")
        #expect(environment.waitsForAvailable)
        #expect(environment.onExists == .fail)
        guard case .forge(let forge) = environment.configuration else {
            Issue.record("not a forge environment")
            return
        }
        #expect(forge.wave && forge.fusionV2 && forge.fastStorage && !forge.snapshots)
        #expect(forge.maxCPUs == 1000)
        #expect(forge.allowedBuckets == ["nf-bench-inputs", "nf-bench-results"])
        #expect(forge.provisioningModel == (name.contains("snapshots") ? .spot : .ec2))
        #expect(forge.instanceTypes.count == (name.contains("snapshots") ? 7 : 3))
    }
}
