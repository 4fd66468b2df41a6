import Diagnostics
import FoundationEssentials
import ManifestLoading
import ReconcileCommands
import TestSupport
import YAMLSyntax

/// What is fed with broken texts.
enum Target: String, CaseIterable {
    /// The reader of YAML by itself.
    case yaml
    /// Files with variables.
    case environment
    /// All that `validate` does, exports included, up to what it prints.
    case validate

    /// Texts that are whole, or broken in ways that are known.
    func seeds(_ manifests: [[UInt8]]) -> [[UInt8]] {
        switch self {
        case .yaml, .validate: manifests
        case .environment: Self.variables
        }
    }

    /// Runs one case; what is wrong with its outcome, or nil.
    func run(_ mutator: inout Mutator) -> (inputs: [[UInt8]], fault: String?) {
        let inputs = self == .validate ? [mutator.text(), Self.broken(Self.exports, &mutator)] : [mutator.text()]
        switch self {
        case .yaml:
            let source = SourceText(filename: "f.yml", bytes: inputs[0])
            var sources = Sources()
            sources.add(source)
            let found = YAMLStream(source).diagnostics
            let again = YAMLStream(source).diagnostics
            return (
                inputs, found == again ? Invariants.fault(found, sources) : "it says something else the second time"
            )
        case .environment:
            let names = ["v.sh", "v.env", "v.yml"]
            let name = names[Int(mutator.random.next() % 3)]
            return (inputs, Invariants.fault { Self.load(Self.manifest, variables: (inputs[0], name), export: []) })
        case .validate:
            let variables = (Self.variables[0], "v.sh")
            return (inputs, Invariants.fault { Self.load(inputs[0], variables: variables, export: inputs[1]) })
        }
    }

    private static func broken(_ seeds: [[UInt8]], _ mutator: inout Mutator) -> [UInt8] {
        var other = Mutator(random: mutator.random, seeds: seeds)
        defer { mutator.random = other.random }
        return other.text()
    }

    private static func load(
        _ manifest: [UInt8], variables: ([UInt8], String), export: [UInt8]
    ) -> LoadedManifest {
        var options = LoadingOptions()
        options.environmentFiles = [.bytes(variables.0, name: variables.1)]
        let files = OneFile(name: "e.json", bytes: export)
        return ManifestLoader(options: options, environment: ["HOME": "/h"], files: files).load([
            .bytes(manifest, name: "f.yml")
        ])
    }

    private static let manifest = Array(
        """
        compute-envs:
          - {type: aws-batch forge, name: $A, region: "${B:-eu-west-1}", work-dir: "s3://bucket/$C", max-cpus: $D}

        """.utf8)

    private static let variables = [
        "#!/bin/sh\nexport A=\"a $HOME\" B='x'\nC=${A:-d}\\ e; D=~/x\n",
        "A=1\nB=\"two\nlines\"\nexport C D=4\nunset A\n",
        "A: one\nB: 'two'\nC: 3\nD: \"${A}\"\n", "export A=$(date)\nB=`id`\nC=a$B$A\nif true; then D=1; fi\n",
    ].map { Array($0.utf8) }

    private static let exports = [
        """
        {
          "discriminator" : "aws-batch", "region" : "eu-west-1", "workDir" : "s3://bucket/work",
          "environment" : [ { "name" : "A", "value" : "b", "head" : true } ],
          "labels" : [ { "name" : "a", "value" : "b" } ], "waveEnabled" : true, "fusion2Enabled" : true,
          "forge" : { "type" : "SPOT", "maxCpus" : 16, "instanceTypes" : [ "m6id" ], "ecsConfig" : "A=1\\nB=2" }
        }
        """,
        "{ \"discriminator\" : \"aws-batch\", \"headQueue\" : \"a\", \"computeQueue\" : \"b\", \"region\" : \"eu-west-1\" }",
    ].map { Array($0.utf8) }
}

/// A disk with nothing but an export.
private struct OneFile: FileReading {
    let name: String
    let bytes: [UInt8]

    func kind(of path: String) -> FileKind? { path.hasSuffix(name) ? .file : nil }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        guard path.hasSuffix(name) else { throw .notFound }
        if bytes.count > limit { throw .tooLarge }
        return bytes
    }

    func entries(of directory: String) throws(FileProblem) -> [String] { throw .notFound }

    func resolve(_ path: String) -> String? { path.hasPrefix("/") ? path : "/work/" + path }
}
