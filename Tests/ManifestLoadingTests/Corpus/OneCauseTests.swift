import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// One cause is reported once, where it is, and what follows from it is not.
@Suite struct OneCauseTests {
    @Test(arguments: [
        ("max-cpus", "max-cpu"), ("max-cpus", "max_cpus"), ("max-cpus", "maxCpus"), ("max-cpus", "MAX-CPUS"),
        ("work-dir", "workdir"), ("work-dir", "workDir"), ("region", "regoin"), ("name", "nmae"),
        ("config-mode", "config_mode"), ("type", "typ"),
    ])
    func misspeltFieldIsNotMissingToo(field: String, written: String) {
        let marked = MarkedText(completeItem.replacing("\(field): ", with: "1️⃣\(written): "))
        let found = load(marked.text).diagnostics
        let place = marked.places["1️⃣"].map { "\($0.line):\($0.column)" } ?? ""
        #expect(found.map(\.outline) == ["unknown-field \(place)"])
        #expect(found.first?.fix?.replacement == field)
    }

    @Test(arguments: [
        // The effect that a misspelt field would have had is unknown.
        Broken.fields("1️⃣wav: True\nfusion-v2: True", ["unknown-field"]),
        Broken.fields(
            "wave: True\n1️⃣fusionV2: True\nfast-storage: True\nsnapshots: True\ninstance-types: c6id.4xlarge",
            ["unknown-field"]),
        Broken.fields("1️⃣provisioning_model: EC2\nalloc-strategy: BEST_FIT_PROGRESSIVE", ["unknown-field"]),
        Broken.fields("1️⃣fusoin: True", ["unknown-field"]),
        // The names that exports have for fields.
        Broken.fields("1️⃣gpuEnabled: True\ninstance-types: g5", ["unknown-field"]),
        // The right one is there too.
        Broken.fields("1️⃣max_cpus: many", ["unknown-field"]),
        // No GPU at all is one mistake, however many types are named.
        Broken.fields("gpu: True\ninstance-types: 1️⃣c6id,m6id,r6id", ["conflicting-fields"]),
        Broken(completeItem.replacing("eu-west-1", with: "1️⃣eu-west-9"), "unknown-region"),
        Broken.fields("wave: True\nfusion-v2: True\nfusion: 1️⃣True", ["conflicting-fields"]),
        Broken.fields("fusion: 1️⃣True", ["deprecated"]),
        // A type that cannot be had needs no advice.
        Broken.fields(
            "wave: True\nfusion-v2: True\nfast-storage: True\nsnapshots: True\ninstance-types: 1️⃣c6i.large",
            ["conflicting-fields"]),
        Broken(
            completeItem.replacing("s3://bucket/work", with: "/mnt/efs/work") + "    efs-mount: 1️⃣/mnt/efs\n",
            "missing-requirement"),
        Broken(
            completeItem.replacing("s3://bucket/work", with: "/fsx/work")
                + "    fsx-mount: 1️⃣/fsx\n    efs-id: fs-01234567\n", "missing-requirement"),
        Broken.fields("subnets: [subnet-01234567, 1️⃣'']", ["invalid-value"]),
        // What cannot be read asks for nothing else.
        Broken.fields("efs-mount: 1️⃣[/mnt/efs]", ["wrong-type"]),
        Broken.fields("fsx-mount: 1️⃣fsx", ["invalid-value"]),
        // A '- ' too many, which most of the required fields follow.
        Broken(completeItem.replacing("    region", with: "  - 1️⃣region"), "missing-field"),
        // A line that a no-break space indents is at fault, not the one behind it, and not what it was to say.
        Broken(completeItem.replacing("    region", with: "1️⃣\u{A0}   region"), "yaml-syntax"),
        Broken(completeItem.replacing("    max-cpus", with: "1️⃣\u{A0}   max-cpus"), "unknown-block"),
        Broken(
            "---\n" + completeItem.replacing("16", with: "1️⃣many") + "---\ncompute-envs: 2️⃣[\n", "wrong-type",
            "yaml-syntax"),
        Broken.fields("log-group: 1️⃣aws/batch/job", ["invalid-value"]),
    ])
    func isSaidOnce(broken: Broken) { broken.check() }

    @Test(arguments: [
        Broken("compute-envs:\n  - name: a\n    1️⃣filepath: one.json\n", "unknown-field"),
        Broken(
            "compute-envs:\n  - &a\n    type: aws-batch forge\n    name: a\n    region: eu-west-1\n"
                + "    work-dir: s3://bucket\n    1️⃣maxcpus: 4\n  - <<: *a\n    name: b\n", "unknown-field"),
        Broken(
            "compute-envs:\n  - <<: 1️⃣base\n    name: a\n", "yaml-merge"),
        Broken(
            "compute-envs:\n  - type: aws-batch forge\n    name: 1️⃣{{ name }}\n    region: eu-west-1\n"
                + "    work-dir: s3://bucket\n    max-cpus: 4\n", "yaml-syntax"),
        Broken(
            "compute-envs: [{1️⃣type: aws-batch forge, name: a, region: eu-west-1, work-dir: 's3://bucket'}]\n",
            "missing-field"),
        // A field without its indentation, and an item that a '- ' cuts in two.
        Broken(
            "compute-envs:\n  - type: aws-batch forge\n    name: a\n    region: eu-west-1\n    work-dir: s3://bucket\n"
                + "1️⃣max-cpus: 4\n", "unknown-block"),
        Broken(
            "compute-envs:\n  - type: aws-batch\n    config-mode: forge\n  - 1️⃣name: a\n    region: eu-west-1\n"
                + "    work-dir: s3://bucket\n    max-cpus: 4\n", "missing-field"),
        // The name comes from the anchor; the second environment is where it is used.
        Broken(
            completeItem.replacing("- type", with: "- &a\n    type") + "  - 1️⃣<<: *a\n", "duplicate-environment"),
        Broken(
            completeItem.replacing("- type", with: "- &a\n    type") + "  - 1️⃣<<: *a\n    max-cpus: 5\n",
            "duplicate-environment"),
        Broken(
            completeItem.replacing("name: one", with: "name: &n one")
                + completeItem.split(separator: "\n").dropFirst().joined(separator: "\n").replacing(
                    "name: one", with: "name: 1️⃣*n"),
            "duplicate-environment"),
        Broken("compute-envs: []\n1️⃣workspace:\n  - name: a\n", "unknown-block"),
    ])
    func faultOfStructureIsSaidOnce(broken: Broken) { broken.check() }

    /// A fault that prevents the mode from being known does not hide the other faults.
    @Test(arguments: [
        Broken(
            "compute-envs:\n  - type: 1️⃣aws-bach\n    config-mode: 2️⃣forg\n    name: a\n    region: eu-west-1\n"
                + "    work-dir: s3://bucket\n    max-cpus: 4\n    fusion-v2: 3️⃣True\n",
            "unsupported-value", "unsupported-value", "missing-requirement"),
        Broken(
            "compute-envs:\n  - 1️⃣typ: aws-batch\n    2️⃣config_mode: manual\n    name: a\n    region: eu-west-1\n"
                + "    work-dir: s3://bucket\n    head-queue: a\n    compute-queue: b\n    3️⃣max-cpus: 4\n",
            "unknown-field", "unknown-field", "unknown-field"),
        Broken(
            "compute-envs:\n  - 1️⃣2️⃣type: aws-batch\n    name: a\n    work-dir: s3://bucket\n    max-cpus: 4\n",
            "missing-field", "missing-field"),
        Broken(
            "compute-envs:\n  - type: 1️⃣aws-bach\n    config-mode: 2️⃣[forge]\n    name: a\n",
            "unsupported-value", "wrong-type"),
        // Nothing is said of the fields of another platform, however its name is written.
        Broken(
            "compute-envs:\n  - type: 1️⃣azur-batch\n    config-mode: forge\n    vm-type: a\n", "unsupported-value"),
    ])
    func allIsSaidWithoutTheMode(broken: Broken) { broken.check() }

    @Test(arguments: [
        // The variable is set by what could not be read.
        ("f.sh", "export R 1️⃣= eu-west-1\n"), ("f.sh", "export Q=1️⃣'eu-west-1\nexport R=eu-west-1\n"),
        ("f.sh", "1️⃣R = eu-west-1\n"), ("f.yml", "1️⃣- R: eu-west-1\n"), ("f.yml", "R: 1️⃣[eu-west-1]\n"),
        ("f.sh", "1️⃣from_op R=\"op://dev/region\"\n"),
        // A construct of several lines is one thing that would have to be run.
        ("f.sh", "export R=eu-west-1\n1️⃣if true; then\n  X=1\n  echo $X\nelse\n  X=2\nfi\nexport Y=1\n"),
        ("f.sh", "export R=eu-west-1\n1️⃣for x in 1 2; do\n  echo $x\ndone\n"),
        ("f.sh", "1️⃣source_url \"https://example.org\" \\\n  \"sha256\"\nexport R=eu-west-1\n"),
        ("f.sh", "export R=eu-west-1\n1️⃣use() {\n  echo $1\n}\n"),
    ])
    func faultyFileOfVariablesIsSaidOnce(name: String, text: String) {
        let marked = MarkedText(text)
        let files = MemoryFiles([name: marked.text])
        var options = LoadingOptions()
        options.environmentFiles = [.path(name)]
        let manifest = ManifestLoader(options: options, environment: [:], files: files)
            .load([.text(completeItem.replacing("eu-west-1", with: "$R"), name: "g.yml")])
        let place = marked.places["1️⃣"].map { "\($0.line):\($0.column)" } ?? ""
        #expect(manifest.diagnostics.map(\.outline) == ["env-file-syntax \(place)"])
    }

    @Test(arguments: ["compute-envs: [\n", "compute-envs:\n  - name: $NO\n"])
    func targetIsNotMissedWhereNamesCouldNotBeRead(text: String) {
        let kinds = load(text) { $0.targets = ["x"] }.diagnostics.map(\.kind)
        #expect(!kinds.isEmpty && !kinds.contains("unknown-target"))
        #expect(load(completeItem + "    name: b\n") { $0.targets = ["x"] }.diagnostics.map(\.kind).count == 2)
    }

    @Test func targetIsNotMissedInAFileThatIsNotThere() {
        var options = LoadingOptions()
        options.targets = ["x"]
        let manifest = ManifestLoader(options: options, environment: [:], files: MemoryFiles([:])).load([.path("f.yml")]
        )
        #expect(manifest.diagnostics.map(\.kind) == ["file-not-found"])
    }

    @Test func missingFileOfVariablesIsSaidOnce() {
        var options = LoadingOptions()
        options.environmentFiles = [.path("none.sh")]
        let manifest = ManifestLoader(options: options, environment: [:], files: MemoryFiles([:]))
            .load([.text(completeItem.replacing("eu-west-1", with: "$R"), name: "g.yml")])
        #expect(manifest.diagnostics.map(\.kind) == ["file-not-found"])
    }

    @Test func whatIsTrulyNotSetIsStillSaid() {
        let files = MemoryFiles(["f.sh": "export R = eu-west-1\n"])
        var options = LoadingOptions()
        options.environmentFiles = [.path("f.sh")]
        let manifest = ManifestLoader(options: options, environment: [:], files: files)
            .load([.text(completeItem.replacing("eu-west-1", with: "$R").replacing("16", with: "$M"), name: "g.yml")])
        #expect(manifest.diagnostics.map(\.kind) == ["env-file-syntax", "unset-variable"])
        #expect(manifest.diagnostics.last?.summary == "variable 'M' is not set")
    }
}
