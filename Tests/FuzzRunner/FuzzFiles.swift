import ManifestLoading

/// Files that the readers of files start from.
enum FuzzFiles {
    static func load(
        _ manifest: [UInt8], variables: ([UInt8], String), export: [UInt8]
    ) -> LoadedManifest {
        var options = LoadingOptions()
        options.environmentFiles = [.bytes(variables.0, name: variables.1)]
        let files = OneFile(name: "e.json", bytes: export)
        return ManifestLoader(options: options, environment: ["HOME": "/h"], files: files).load([
            .bytes(manifest, name: "f.yml")
        ])
    }

    static let manifest = Array(
        """
        compute-envs:
          - {type: aws-batch forge, name: $A, region: "${B:-eu-west-1}", work-dir: "s3://bucket/$C", max-cpus: $D}

        """.utf8)

    static let variables = [
        "#!/bin/sh\nexport A=\"a $HOME\" B='x'\nC=${A:-d}\\ e; D=~/x\n",
        "A=1\nB=\"two\nlines\"\nexport C D=4\nunset A\n",
        "A: one\nB: 'two'\nC: 3\nD: \"${A}\"\n", "export A=$(date)\nB=`id`\nC=a$B$A\nif true; then D=1; fi\n",
    ].map { Array($0.utf8) }

    static let exports = [
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
