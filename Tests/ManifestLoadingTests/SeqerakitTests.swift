import Diagnostics
import FoundationEssentials
import ManifestLoading
import TestSupport
import Testing

/// Files in seqerakit's style: they are read as they are.
struct SeqerakitTests {
    @Test(
        arguments: [
            ("aws_fargate_graviton.yml", []), ("aws_efs.yml", ["studios 10:15"]),
            ("aws_manual.yml", []), ("aws_from_export.yml", []),
        ] as [(String, [String])])
    func theExamplesAreValid(name: String, outlines: [String]) {
        var root = #filePath.split(separator: "/")
        root.removeLast(3)
        let folder = "/" + root.joined(separator: "/") + "/examples"
        var options = LoadingOptions()
        options.environmentFiles = [.path(folder + "/env.sh")]
        let manifest = ManifestLoader(options: options, environment: [:], files: DiskFiles()).load([
            .path(folder + "/" + name)
        ])
        #expect(manifest.diagnostics.map(\.outline) == outlines)
        #expect(manifest.isValid && manifest.environments.count == 1)
        #expect(manifest.environments.flatMap(\.unbuildable).isEmpty)
    }

    @Test func aWholeOrganisationIsReadForItsEnvironments() {
        let manifest = load(
            """
            organizations:
              - name: '$ORG'
                full-name: '$NOT_SET'
                on_exists: ignore
            workspaces: [{name: ws, organization: '$ORG'}]
            credentials:
              - type: aws
                name: aws
                access-key: '$AWS_ACCESS_KEY_ID'
            data-links: []
            compute-envs:
              - type: aws-batch
                config-mode: forge
                name: "${ORG}_spot"
                workspace: '$ORG/ws'
                credentials: aws
                description: 'for the benches'
                region: "$REGION"
                work-dir: "$WORK"
                head-job-memory: 8192
                provisioning-model: SPOT
                fusion-v2: $FUSION
                wave: True
                fargate: False
                fast-storage: False
                snapshots: False
                instance-types: 'c6i,r6i,m6i'
                no-ebs-auto-scale: True
                batch-execution-role: 'arn:aws:iam::123456789012:role/exec'
                max-cpus: 500
                labels: 'plain,owner=me'
                vpc-id: 'vpc-1234567890'
                subnets: 'subnet-1234567890,subnet-1234567891'
                security-groups: 'sg-1234567890,sg-1234567891'
                allow-buckets: 's3://one-1,s3://two-2'
                env: 'both:A=1,2'
                wait: 'AVAILABLE'
                on_exists: ignore
            pipelines:
              - name: p
                params: {outdir: x}
            launch: [{name: l}]
            """,
            environment: ["ORG": "acme", "REGION": "eu-west-1", "WORK": "s3://work", "FUSION": "True"])
        #expect(
            manifest.diagnostics.map(\.outline) == ["skipped-blocks 1:1", "platform-only 17:5", "invalid-label 31:14"])
        #expect(manifest.isValid)
        #expect(manifest.environments.first?.labels == [.init("owner", "me")])
        #expect(
            manifest.diagnostics.first?.summary
                == "blocks that are not compute environments are skipped: 'organizations', 'workspaces', 'credentials', "
                + "'data-links', 'pipelines', 'launch'")
    }

    @Test(arguments: [
        ("1️⃣no-ebs-auto-scale: False\nwave: False\nfusion-v2: False", "deprecated"), ("wave: False\nlabels: a=", nil),
        ("wave: True\nfusion-v2: True\nfast-storage: True\ninstance-types: m6gd,c6gd,r6gd", nil),
        ("gpu: True\ninstance-types: g4dn,g5,c6id,m6id,r6id", nil), ("bid-percentage: 0", nil),
        ("provisioning-model: \"SPOT\"\nalloc-strategy: BEST_FIT_PROGRESSIVE", nil),
        ("instance-types: 'c6id.2xlarge , m6id.metal'", nil), ("allow-buckets: s3://cache/,s3://x.y-z/a/b", nil),
        ("security-groups: []\nsubnets: ''\ninstance-types:\ngpu: False", nil),
        ("wave: True\nfusion-v2: True\nfargate: True\ngraviton: True\nhead-job-cpus: 16", nil),
        ("wave: True\nfusion-v2: True\nfargate: True\nfast-storage: False\ninstance-types: c6i,r6i", nil),
        ("env:\n  - head:A=b\n  - compute:B=c,d\n  - C=", nil), ("env:\n  - head:A=b\n  - C=", nil),
        ("secrets-kms-key: alias/nf", "platform-only"), ("create-efs: True\nefs-mount: /mnt/efs", nil),
        ("fsx-size: 4800\nfsx-mount: /fsx", nil), ("fsx-size: 1200", nil),
    ])
    func environmentsOfTheWildAreValid(fields: String, kind: String?) {
        let manifest = load(fields: MarkedText(fields).text)
        #expect(manifest.diagnostics.map(\.kind) == [kind].compactMap(\.self))
        #expect(manifest.isValid && manifest.environments.count == 1)
    }

    @Test func targetsAreWrittenAsForSeqerakit() {
        let text = ["a", "b", "c"].map { completeItem.replacing("one", with: $0) }.joined(separator: "---\n")
        let names = { (targets: [String]) in load(text) { $0.targets = targets }.environments.map(\.name) }
        #expect(names(["compute-envs=a,c"]) == ["a", "c"])
        #expect(names(["compute-envs"]) == ["a", "b", "c"])
        #expect(load(text) { $0.targets = ["compute-envs="] }.diagnostics.map(\.kind) == ["unknown-target"])
    }
}

/// A checkout of seqerakit, which is not part of this repository, where `SEQERAKIT_CHECKOUT` names one.
private let checkout = ProcessInfo.processInfo.environment["SEQERAKIT_CHECKOUT"]

@Suite(.enabled(if: checkout != nil, "SEQERAKIT_CHECKOUT does not name a checkout of seqerakit"))
struct SeqerakitCheckoutTests {
    @Test(arguments: [
        ("tests/e2e/aws-e2e.yml", 1), ("examples/yaml/e2e/compute-envs.yml", 1), ("examples/yaml/seqerakit-e2e.yml", 1),
    ])
    func itsOwnFilesAreValidOnceTheirVariablesAreSet(name: String, count: Int) throws {
        let root = try #require(checkout)
        var options = LoadingOptions()
        // The other environments are Azure's and Google's.
        options.ignoresUnsupported = true
        let variables = [
            "AWS_COMPUTE_ENV_NAME": "aws", "AWS_REGION": "eu-west-1", "AWS_WORK_DIR": "s3://bucket/work",
            "SEQERA_ORGANIZATION_NAME": "org", "SEQERA_WORKSPACE_NAME": "space", "SEQERA_WORK_DIR": "s3://bucket/work",
        ]
        // Its paths are seen from its root.
        let files = RootedFiles(root: root)
        let manifest = ManifestLoader(options: options, environment: variables, files: files).load([.path(name)])
        #expect(manifest.isValid, "\(manifest.diagnostics)")
        #expect(manifest.environments.count == count)
    }

    @Test func itsTemplateIsValidButForTheExportThatItImagines() throws {
        let files = RootedFiles(root: try #require(checkout))
        let manifest = ManifestLoader(environment: [:], files: files).load([.path("templates/compute-envs.yml")])
        let kinds = manifest.diagnostics.filter { $0.severity == .error }.map(\.kind)
        #expect(kinds.filter { $0 != "unsupported-platform" } == ["file-not-found"])
        #expect(manifest.environments.map(\.name) == ["my_aws_compute_environment"])
    }

    @Test func itsExportsAreRead() throws {
        let files = RootedFiles(root: try #require(checkout))
        for region in ["ireland", "virginia"] {
            let text = """
                compute-envs:
                  - name: a
                    file-path: examples/yaml/compute-envs/seqera_aws_\(region)_fusionv2_nvme.json
                """
            let manifest = ManifestLoader(environment: [:], files: files).load([.text(text, name: "f.yml")])
            #expect(manifest.diagnostics.isEmpty)
            #expect(forge(manifest)?.instanceTypes == ["c6id", "m6id", "r6id"])
        }
    }
}

/// The disk, seen from a directory as if it were the working directory.
private struct RootedFiles: FileReading {
    let root: String
    private let disk = DiskFiles()

    init(root: String) { self.root = root }

    private func whole(_ path: String) -> String { path.hasPrefix("/") ? path : "\(root)/\(path)" }

    func kind(of path: String) -> FileKind? { disk.kind(of: whole(path)) }
    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] { try disk.read(whole(path), limit: limit) }
    func entries(of directory: String) throws(FileProblem) -> [String] { try disk.entries(of: whole(directory)) }
    func resolve(_ path: String) -> String? { disk.resolve(whole(path)) }
}
