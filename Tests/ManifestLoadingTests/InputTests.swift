import Diagnostics
import ManifestLoading
import TestSupport
import Testing

struct InputTests {
    private func item(_ name: String) -> String { completeItem.replacing("one", with: name) }

    private func names(_ manifest: LoadedManifest) -> [String] { manifest.environments.map(\.name) }

    @Test func readsDirectoriesInOrderAndEachFileOnce() {
        let files = MemoryFiles([
            "d/b.yml": item("b"), "d/a.yaml": item("a"), "d/sub/c.yml": item("c"), "d/x.txt": "no",
            "d/.git/z.yml": "no",
        ])
        let manifest = ManifestLoader(environment: [:], files: files).load([
            .path("d"), .path("d/b.yml"), .path("d/sub"), .path("d"),
        ])
        #expect(manifest.diagnostics.isEmpty)
        #expect(names(manifest) == ["a", "b", "c"])
        #expect(manifest.environments.first?.range.filename == "d/a.yaml")
    }

    @Test func reportsDirectoriesWithoutFiles() {
        let manifest = ManifestLoader(environment: [:], files: MemoryFiles(["d/x.txt": ""])).load([.path("d")])
        #expect(manifest.diagnostics.map(\.summary) == ["there is no *.yml or *.yaml file below 'd'"])
    }

    /// YAML of other tools that lies about in repositories.
    static let foreign = [
        "name: ci\non: push\njobs: {}\n", "- hosts: all\n  tasks: []\n", "services:\n  db: {}\nsecrets:\n  a: {}\n",
        "Resources:\n  Bucket:\n    Type: !Ref Name\n", "a: 1\na: 2\n", "just text\n",
        "labels:\n  - name: bug\nfoo: 1\n",
        "profiles:\n  compute: 8\n", "---\na: 1\n---\n- b\n", "name: x\nregion: eu-west-1\ntype: deployment\n",
        "kind: List\nitems:\n  - type: ClusterIP\n    name: a\n",
    ]

    @Test(arguments: foreign)
    func `a file of another tool in a directory is skipped with one note`(text: String) {
        let files = MemoryFiles(["d/a.yml": item("a"), "d/other.yml": text, "d/third.yaml": text])
        let manifest = ManifestLoader(environment: [:], files: files).load([.path("d")])
        #expect(names(manifest) == ["a"])
        #expect(manifest.diagnostics.map(\.outline) == ["skipped-file 1:1"])
        #expect(manifest.diagnostics.first?.severity == .note)
        #expect(manifest.diagnostics.first?.summary.contains("'d/other.yml', 'd/third.yaml'") == true)
        // A file that is named is meant.
        let named = ManifestLoader(environment: [:], files: files).load([.path("d"), .path("d/other.yml")])
        #expect(!named.isValid)
        let alone = ManifestLoader(environment: [:], files: files).load([.path("d/other.yml")])
        #expect(!alone.isValid)
    }

    /// A file that is skipped by mistake would have `--prune` delete its environments.
    @Test(arguments: [
        "compute-env:\n  - name: a\n", "compute_envs: []\n", "computeEnvironments: []\n", "Compute-Envs: []\n",
        "compute-envs :\n  - {a: [}\n", "a: [\n", "\u{1}", "- type: aws-batch\n  name: a\n",
        "environments:\n  - type: aws-batch forge\n    name: a\n", "type: aws-batch\nname: a\n",
        "envs:\n  - name: a\n    config-mode: manual\n", "- name: a\n  file-path: a.json\n",
        "x: *nope\n", "a: 1\n---\ncompute-envs: {}\n",
    ])
    func `a file in a directory that may be one of environments stays an error`(text: String) {
        let files = MemoryFiles(["d/a.yml": item("a"), "d/other.yml": text])
        let manifest = ManifestLoader(environment: [:], files: files).load([.path("d")])
        #expect(!manifest.isValid)
        #expect(!manifest.diagnostics.contains { $0.kind == "skipped-file" })
    }

    @Test func `a directory with files of other tools only has no environments`() {
        let files = MemoryFiles(["d/a.yml": "services: {}\n", "d/b.yml": "# nothing\n"])
        let manifest = ManifestLoader(environment: [:], files: files).load([.path("d")])
        #expect(manifest.diagnostics.map(\.kind).sorted() == ["no-environments", "skipped-file"])
    }

    @Test func mergesFilesAndDocuments() {
        let loader = ManifestLoader(environment: [:], files: MemoryFiles())
        let manifest = loader.load([
            .text(item("a") + "---\n" + item("b") + "---\n", name: "-"), .text(item("c"), name: "c.yml"),
        ])
        #expect(manifest.diagnostics.isEmpty)
        #expect(names(manifest) == ["a", "b", "c"])
    }

    @Test func selectsTargets() {
        let both = item("a") + "---\n" + item("b")
        #expect(names(load(both) { $0.targets = ["b"] }) == ["b"])
        #expect(names(load(both) { $0.targets = ["compute-envs=a", "b"] }) == ["a", "b"])
        let missing = load(both) { $0.targets = ["c", "a"] }
        #expect(missing.diagnostics.map(\.kind) == ["unknown-target"])
    }

    @Test func tellsEnvironmentsOfOneNameApartByWorkspace() {
        let item = { (workspace: String) in
            """
              - type: aws-batch forge
                name: a
                workspace: \(workspace)
                region: eu-west-1
                work-dir: s3://abc
                max-cpus: 1

            """
        }
        let manifest = load("compute-envs:\n" + item("o/one") + item("o/two")) { $0.targets = ["o/two/a"] }
        #expect(manifest.diagnostics.isEmpty)
        #expect(manifest.environments.map(\.workspace) == ["o/two"])
    }

    @Test func anUnknownTargetIsToldTheNames() {
        let text = completeItem + "    workspace: o/w\n"
        #expect(load(text) { $0.targets = ["two"] }.diagnostics.map(\.detail) == ["there are 'one'"])
        let none = load("compute-envs: []\n") { $0.targets = ["two"] }
        #expect(none.diagnostics.map(\.detail) == ["the files have none"])
    }

    @Test func takesTheRegionFromTheOptions() {
        let text = completeItem.replacing("    region: eu-west-1\n", with: "")
        #expect(load(text).diagnostics.map(\.summary) == ["environment 'one' has no 'region'"])
        #expect(load(text) { $0.defaultRegion = "eu-west-3" }.environments.first?.region == "eu-west-3")
        let twice = load(text + "---\n" + completeItem) { $0.defaultRegion = "eu-west-1" }
        #expect(twice.diagnostics.map(\.kind) == ["duplicate-environment"])
    }

    @Test func skipsOtherPlatformsWhenAsked() {
        let manifest = load("compute-envs:\n  - type: slurm\n    name: x\n") { $0.ignoresUnsupported = true }
        #expect(manifest.diagnostics.map(\.outline) == ["skipped-environment 2:11"])
        #expect(manifest.isValid)
    }

    @Test func optionsGoOverOnExists() {
        let manifest = load(fields: "overwrite: True") { $0.onExists = .ignore }
        #expect(manifest.environments.first?.onExists == .ignore)
        #expect(load(fields: "overwrite: True").environments.first?.onExists == .overwrite)
    }

    @Test func keepsFilesWithinTheFolderUnlessAllowed() {
        let files = MemoryFiles(
            ["d/f.yml": completeItem + "    ecs-config: in/link\n", "/out/ecs": "X=1"],
            links: ["d/in/link": "/out/ecs"])
        var options = LoadingOptions()
        let refused = ManifestLoader(options: options, environment: [:], files: files).load([.path("d/f.yml")])
        #expect(refused.diagnostics.map(\.outline) == ["external-file 8:17"])
        options.allowsExternalFiles = true
        let allowed = ManifestLoader(options: options, environment: [:], files: files).load([.path("d/f.yml")])
        #expect(forge(allowed)?.ecsConfig == "X=1")
    }

    @Test func refusesToDoNothingSilently() {
        #expect(load("").diagnostics.map(\.kind) == ["no-environments"])
        #expect(load("teams: []").diagnostics.map(\.outline) == ["no-environments 1:1", "skipped-blocks 1:1"])
        #expect(load("compute-envs:\n").diagnostics.isEmpty)
    }

    @Test func keepsTheTextsForExcerpts() {
        #expect(load(completeItem).sources["f.yml"]?.line(4) == "    name: one")
    }

    @Test func namesEachPlatformFieldOnceForAnEnvironment() {
        let manifest = load(
            fields:
                "description: x\nsecrets-kms-key: alias/a\nenv: [a=b]\nfusion-metrics-collection: no")
        #expect(
            manifest.diagnostics.map(\.summary) == [
                "only the Seqera Platform acts on 'description', 'secrets-kms-key'"
            ])
    }
}
