import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Faults of a JSON that `file-path` names: at their place in the JSON, with a note at the `file-path`.
struct BrokenExportTests {
    private static let manifest = """
        compute-envs:
          - name: one
            workspace: o/w
            file-path: ./in/one.json

        """

    private static func forge(_ members: String, _ common: String = "") -> String {
        """
        {
          "discriminator" : "aws-batch",
          "region" : "eu-west-1",
          "workDir" : "s3://bucket/work",\(common)
          "forge" : {
            "type" : "SPOT",\(members)
            "maxCpus" : 16
          }
        }
        """
    }

    @Test func saysThatAnEmptyMemberIsMissingWhereItStands() {
        let json = MarkedText(Self.forge("").replacing("\"maxCpus\" : 16", with: "1️⃣\"maxCpus\" : null"))
        let found = load(json.text).diagnostics
        let place = json.places["1️⃣"].map { "\($0.line):\($0.column)" } ?? ""
        #expect(found.map(\.outline) == ["missing-field \(place)"])
        #expect(found.first?.summary == "'maxCpus' is empty, and the environment needs one")
    }

    private func load(_ json: String, _ manifest: String = Self.manifest) -> LoadedManifest {
        let files = MemoryFiles(["in/one.json": json, "f.yml": manifest])
        return ManifestLoader(environment: [:], files: files).load([.path("f.yml")])
    }

    @Test(arguments: [
        BrokenExport(forge("\n  1️⃣\"maxCpu\" : 4,"), "unknown-field"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣-1,"), "out-of-range"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣17,"), "conflicting-fields"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣2,"), "cost"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣\"two\","), "wrong-type"),
        BrokenExport(forge("\n  \"gpuEnabled\" : 1️⃣\"maybe\","), "wrong-type"),
        BrokenExport(forge("\n  \"disposeOnDeletion\" : 1️⃣[],"), "wrong-type"),
        BrokenExport(forge("\n  \"subnets\" : [ \"1️⃣sub-1\" ],"), "invalid-value"),
        BrokenExport(forge("\n  \"instanceTypes\" : [ \"m6id\", \"1️⃣m6gd\" ],"), "conflicting-fields"),
        BrokenExport(forge("\n  \"bidPercentage\" : 1️⃣101,"), "out-of-range"),
        BrokenExport(forge("\n  \"fsxSize\" : 1️⃣1000,"), "out-of-range"),
        BrokenExport(forge("\n  \"efsId\" : 1️⃣\"x\","), "invalid-value"),
        BrokenExport(forge("\n  \"efsMount\" : 1️⃣\"/mnt/efs\","), "missing-requirement"),
        BrokenExport(forge("\n  \"fargateHeadEnabled\" : 1️⃣true,"), "missing-requirement"),
        BrokenExport(forge("\n  \"fusionEnabled\" : 1️⃣true,"), "deprecated"),
        BrokenExport(forge("\n  1️⃣\"dragenEnabled\" : true,"), "unsupported-field"),
        BrokenExport(forge("\n  \"ebsAutoScale\" : 1️⃣true,"), "deprecated"),
        BrokenExport(forge("\n  \"allocStrategy\" : 1️⃣\"BEST_FIT\","), "unsupported-value"),
        BrokenExport(forge("", "\n  \"fusion2Enabled\" : 1️⃣true,"), "missing-requirement"),
        BrokenExport(forge("", "\n  \"executionRole\" : 1️⃣\"role\","), "invalid-value"),
        BrokenExport(forge("", "\n  \"labels\" : [ 1️⃣{ \"name\" : \"aws:a\", \"value\" : \"b\" } ],"), "invalid-label"),
        BrokenExport(forge("", "\n  \"labels\" : [ 1️⃣{ \"value\" : \"b\" } ],"), "wrong-type"),
        BrokenExport(forge("", "\n  1️⃣\"secretsKmsKeyId\" : \"alias/a\","), "platform-only"),
        BrokenExport(forge("", "\n  \"environment\" : [ 1️⃣{ \"name\" : \"1\", \"value\" : \"b\" } ],"), "invalid-value"),
        BrokenExport(forge("", "\n  1️⃣\"workdir\" : \"s3://b\","), "unknown-field"),
        BrokenExport("1️⃣{ \"region\" : \"eu-west-1\" }", "missing-field"),
        BrokenExport("{ \"discriminator\" : 1️⃣\"google-batch\" }", "unsupported-platform"),
        BrokenExport("{ \"discriminator\" : 1️⃣\"slurm-platform\" }", "unsupported-platform"),
        BrokenExport("{ \"discriminator\" : 1️⃣\"aws-bach\" }", "unsupported-value"),
        BrokenExport("{ \"discriminator\" : \"aws-batch\", \"forge\" : 1️⃣true }", "wrong-type"),
        BrokenExport("1️⃣[ 1 ]", "wrong-type"), BrokenExport("{ \"discriminator\" : \"aws-batch\"1️⃣", "yaml-syntax"),
        BrokenExport(forge("\n  \"vpcId\" : null,\n  1️⃣\"vpcId\" : null,"), "duplicate-key"),
        BrokenExport(forge("", "\n  \"environment\" : 1️⃣\"A=b\","), "wrong-type"),
        BrokenExport(forge("", "\n  \"environment\" : [ 1️⃣\"A=b\" ],"), "wrong-type"),
        BrokenExport(forge("", "\n  \"labels\" : 1️⃣\"a=b\","), "wrong-type"),
        // What the export calls the field that was meant is not missing as well.
        BrokenExport(forge("").replacing("\"workDir\"", with: "1️⃣\"work-dir\""), "unknown-field"),
        BrokenExport(forge("").replacing("\"maxCpus\"", with: "1️⃣\"maxCPU\""), "unknown-field"),
        // Most of these are YAML, and none is JSON.
        BrokenExport(forge("").replacing("16", with: "161️⃣,"), "yaml-syntax"),
        BrokenExport(forge("").replacing("\"SPOT\"", with: "1️⃣'SPOT'"), "yaml-syntax"),
        BrokenExport(forge("").replacing("\"SPOT\"", with: "1️⃣SPOT"), "yaml-syntax"),
        BrokenExport(forge("").replacing("\"SPOT\"", with: "\"SPOT1️⃣\\x\""), "yaml-syntax"),
        BrokenExport(forge("").replacing("\"SPOT\"", with: "1️⃣\"SPOT"), "yaml-syntax"),
        BrokenExport(forge("\n  \"gpuEnabled\" : 1️⃣True,"), "yaml-syntax"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣00,"), "yaml-syntax"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣+1,"), "yaml-syntax"),
        BrokenExport(forge("\n  \"minCpus\" 1️⃣= 1,"), "yaml-syntax"),
        BrokenExport(forge("\n  \"minCpus\" : 1️⃣,"), "yaml-syntax"),
        BrokenExport(forge("\n  1️⃣minCpus : 1,"), "yaml-syntax"),
        BrokenExport(forge("\n  \"subnets\" : [1️⃣,],"), "yaml-syntax"),
        BrokenExport(forge("\n  1️⃣// none"), "yaml-syntax"), BrokenExport("1️⃣# exported\n" + forge(""), "yaml-syntax"),
        BrokenExport(forge("") + "\n1️⃣{}", "yaml-syntax"), BrokenExport("1️⃣discriminator: aws-batch\n", "yaml-syntax"),
        BrokenExport("{\n  \"discriminator\" : \"aws-batch\",\n  \"forge\" : { }1️⃣\n\n", "yaml-syntax"),
    ])
    func pointsIntoTheExport(broken: BrokenExport) throws {
        let marked = MarkedText(broken.text)
        let found = load(marked.text).diagnostics
        let place = try #require(marked.places["1️⃣"])
        #expect(found.map(\.outline) == ["\(broken.kind) \(place.line):\(place.column)"])
        let diagnostic = try #require(found.first)
        #expect(diagnostic.range?.filename == "in/one.json")
        let note = diagnostic.notes.last?.range
        #expect(note?.filename == "f.yml" && note?.start == SourcePosition(line: 4, column: 16))
    }

    @Test(arguments: [
        #"{"a":{},"b":[],"c":[1,-2.5e+3,0,0.1E9,true,false,null],"d":"\u00e9\n\\\"\/"}"#,
        "\t[ { } , [ ] , \"é日\" ]\r\n",
    ])
    func takesWhateverIsJSON(text: String) {
        let found = load(text).diagnostics.map(\.kind)
        #expect(!found.isEmpty && !found.contains("yaml-syntax"))
    }

    @Test(arguments: [
        ("    max-cpus: 4\n", "conflicting-fields f.yml 5:5"),
        ("    region: eu-west-2\n", "conflicting-fields f.yml 5:5"),
        (
            "    type: aws-batch\n    config-mode: forge\n    region: eu-west-1\n    wave: True\n    max-cpus: 4\n"
                + "    work-dir: s3://bucket/work\n", "conflicting-fields f.yml 4:16"
        ),
        ("    bogus: 4\n", "unknown-field f.yml 5:5"), ("    type: slurm\n", "unsupported-platform f.yml 5:11"),
        ("    config-mode: manual\n", "conflicting-fields f.yml 5:18"),
        ("    wait: NOW\n", "unsupported-value f.yml 5:11"),
        ("    type: aws-batch\n    config-mode: forge\n    vpc-id:\n", nil), ("    labels: a=b\n", nil),
    ])
    func holdsTheItemToWhatImportTakes(fields: String, outline: String?) {
        let found = load(Self.forge(""), Self.manifest + fields).diagnostics
        #expect(
            found.map { "\($0.kind) \($0.range?.filename ?? "") \($0.range?.start.text ?? "")" }
                == [outline].compactMap(\.self))
    }

    @Test(arguments: [
        ("gone.json", "file-not-found"), ("../one.json", "external-file"), ("/etc/one.json", "external-file"),
        ("in", "file-unreadable"), ("$NOPE", "unset-variable"), ("[a]", "wrong-type"),
    ])
    func pointsAtPathsThatLeadNowhere(path: String, kind: String) {
        let manifest = Self.manifest.replacing("./in/one.json", with: path)
        #expect(load(Self.forge(""), manifest).diagnostics.map(\.outline) == ["\(kind) 4:16"])
    }

    @Test func namesWhatTheExportLacks() {
        let found = load(
            "{ \"discriminator\" : \"aws-batch\", \"forge\" : {} }", "compute-envs:\n  - file-path: in/one.json\n"
        )
        .diagnostics
        #expect(
            found.map(\.summary) == [
                "the environment has no 'name'", "the export has no 'region'", "the export has no 'workDir'",
                "'forge' of the export has no 'maxCpus'",
            ])
        #expect(found.map { $0.range?.start.column } == [5, 1, 1, 44])
        #expect(found.map { $0.range?.filename } == ["f.yml", "in/one.json", "in/one.json", "in/one.json"])
    }

    @Test func limitsWhatExportsMayHold() {
        let huge = load(Self.forge("\n  \"ecsConfig\" : \"\(String(repeating: "A", count: 1 << 18))\",")).diagnostics
        #expect(huge.map(\.outline) == ["file-unreadable 4:16"])
    }

    @Test func saysOnceWhatTwoItemsReadFromOneExport() {
        let two = Self.manifest + "  - name: two\n    file-path: in/one.json\n"
        let found = load(Self.forge("\n  \"minCpus\" : -1,"), two).diagnostics
        #expect(found.map(\.outline) == ["out-of-range 7:15"])
        #expect(found.first?.notes.compactMap(\.range?.start.line) == [4, 6])
    }
}

/// A broken export, and the kind of the only diagnostic, at the mark.
struct BrokenExport: Sendable, CustomTestStringConvertible {
    let text: String
    let kind: String

    init(_ text: String, _ kind: String) {
        self.text = text
        self.kind = kind
    }

    var testDescription: String { text }
}

extension SourcePosition {
    fileprivate var text: String { "\(line):\(column)" }
}
