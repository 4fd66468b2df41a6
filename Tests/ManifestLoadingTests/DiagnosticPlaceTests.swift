import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Diagnostics of several files, with their notes and fixes. Those of one file at their places are in Tests/Corpus.
struct DiagnosticPlaceTests {
    @Test func namesEveryMissingField() {
        let forge = load("compute-envs:\n  - type: aws-batch forge\n    region: ''\n")
        #expect(
            forge.diagnostics.map(\.summary) == [
                "the environment has no 'name'", "the environment has no 'work-dir'",
                "the environment has no 'max-cpus'", "'region' is empty, and the environment needs one",
            ])
        let manual = load(
            "compute-envs:\n  - type: aws-batch manual\n    name: a\n    work-dir: s3://abc\n    region: eu-west-1\n")
        #expect(
            manual.diagnostics.map(\.summary) == [
                "environment 'a' has no 'head-queue'", "environment 'a' has no 'compute-queue'",
            ])
    }

    @Test(arguments: [
        ("max_cpu", "max-cpus"), ("maxCpus", "max-cpus"), ("instance-type", "instance-types"),
        ("on-exists", "on_exists"), ("security_group", "security-groups"), ("workdir", "work-dir"),
        ("types-instance", "instance-types"), ("snapshot", "snapshots"), ("zzzzzz", nil), ("compute-queue", nil),
    ])
    func suggestsTheFieldThatWasMeant(written: String, meant: String?) {
        let diagnostic = load(fields: "\(written): 1").diagnostics.first
        #expect(diagnostic?.kind == "unknown-field")
        #expect(diagnostic?.fix?.replacement == meant)
    }

    @Test func reportsAllProblemsOfAllFilesInOrder() {
        let loader = ManifestLoader(environment: [:], files: MemoryFiles())
        let manifest = loader.load([
            .text(completeItem + "    wave: x\n    oops: y\n    key-pair: $A\n", name: "b.yml"),
            .text(completeItem.replacing("one", with: "$A$B") + "    min-cpus: x\n", name: "a.yml"),
            .text("a: [", name: "c.yml"), .path("gone.yml"),
        ])
        #expect(
            manifest.diagnostics.map { "\($0.range?.filename ?? "") \($0.outline)" } == [
                "a.yml unset-variable 4:11", "a.yml wrong-type 8:15", "b.yml wrong-type 8:11",
                "b.yml unknown-field 9:5", "c.yml yaml-syntax 1:4", " file-not-found",
            ])
        let unset = manifest.diagnostics.first
        #expect(unset?.summary == "2 variables are not set: 'A', 'B'")
        // The first place is the error's own.
        #expect(unset?.notes.compactMap(\.range?.filename) == ["b.yml", "a.yml"])
    }

    @Test func saysWhatItCanBesideDuplicateKeysAndMissingModes() {
        #expect(load(fields: "wave: x\nname: two").diagnostics.map(\.kind) == ["wrong-type", "duplicate-key"])
        let manifest = load("compute-envs:\n  - type: aws-batch\n    bogus: 1\n    head-queue: a b\n    name: $A\n")
        #expect(
            manifest.diagnostics.map(\.kind) == ["missing-field", "unknown-field", "invalid-value", "unset-variable"])
    }

    @Test func offersToMendWordsThatStandInTheFile() {
        let literal = load(fields: "provisioning-model: 'SPTO'").diagnostics.first
        #expect(literal?.fix?.replacement == "SPOT")
        #expect(literal?.fix?.range.start == SourcePosition(line: 8, column: 26))
        #expect(load(fields: "provisioning-model: $M", environment: ["M": "SPTO"]).diagnostics.first?.fix == nil)
    }

    @Test func duplicateEnvironmentsPointAtBoth() throws {
        let loader = ManifestLoader(environment: ["N": "one"], files: MemoryFiles())
        let manifest = loader.load([
            .text(completeItem, name: "a.yml"), .text(completeItem.replacing("one", with: "$N"), name: "b.yml"),
            .text(completeItem.replacing("eu-west-1", with: "eu-west-2"), name: "c.yml"),
            .text(completeItem + "    workspace: o/w\n", name: "d.yml"),
        ])
        #expect(manifest.diagnostics.map(\.outline) == ["duplicate-environment 4:11"])
        #expect(manifest.diagnostics.first?.range?.filename == "b.yml")
        #expect(manifest.diagnostics.first?.notes.first?.range?.filename == "a.yml")
    }

    @Test func saysOnceWhatAnAnchorRepeats() {
        let manifest = load("compute-envs:\n  - &a\n    type: aws-batch forge\n    bogus: 1\n    name: a\n  - *a\n")
        #expect(manifest.diagnostics.filter { $0.kind == "unknown-field" }.count == 1)
        #expect(
            manifest.diagnostics.filter { $0.kind == "duplicate-environment" }.map(\.outline) == [
                "duplicate-environment 6:5"
            ])
    }
}
