import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// One cause is reported once, where it is, and what follows from it is not. Faults of one file are in Tests/Corpus.
struct OneCauseTests {
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
