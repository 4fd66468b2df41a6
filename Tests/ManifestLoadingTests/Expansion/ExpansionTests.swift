import Diagnostics
import ManifestLoading
import TestSupport
import Testing

struct ExpansionTests {
    @Test(arguments: [
        ("$A", "one"), ("${A}x", "onex"), ("$A$B", "onetwo"), ("'$A'", "one"), ("\"${A}\"", "one"),
        ("${NO:-x}", "x"), ("${NO:-}y", "y"), ("${EMPTY:-x}", "x"), ("${A:-x}", "one"), ("${NO:-a${B}c}", "atwoc"),
        ("${NO:-${NOR:-deep}}", "deep"), ("$$A", "$A"), ("a$", "a$"), ("$1", "$1"), ("a$-b", "a$-b"),
        ("${A:?m}", "one"),
        ("x${EMPTY}y", "xy"), ("$A-b", "one-b"), ("é${A}é", "éoneé"), ("$NESTED", "$A"),
    ])
    func fillsIn(written: String, value: String) {
        let environment = ["A": "one", "B": "two", "EMPTY": "", "NESTED": "$A"]
        let manifest = load(fields: "credentials: \(written)", environment: environment)
        #expect(manifest.diagnostics.isEmpty)
        #expect(manifest.environments.first?.credentials == value)
    }

    @Test func neverChangesTheStructure() {
        let manifest = load(fields: "credentials: $A", environment: ["A": "x\n    wave: True\n- y: [\"#"])
        #expect(manifest.diagnostics.isEmpty)
        #expect(manifest.environments.first?.credentials == "x\n    wave: True\n- y: [\"#")
        #expect(forge(manifest)?.wave == false)
    }

    @Test func leavesSkippedBlocksAlone() {
        #expect(load("pipelines:\n  - name: $NOPE\ncompute-envs: []\n").diagnostics.map(\.kind) == ["skipped-blocks"])
    }

    @Test func pointsAtPartsOfExpandedLists() {
        let manifest = load(fields: "subnets: $GOOD,bad,$BAD", environment: ["GOOD": "subnet-01234567", "BAD": "x"])
        #expect(manifest.diagnostics.map(\.outline) == ["invalid-value 8:20", "invalid-value 8:24"])
        #expect(manifest.diagnostics.last?.range?.end.column == 28)
    }

    @Test func pointsAtEachUseOfTheSameWords() {
        let fields = "subnets: $GOOD,bad"
        let item = completeItem + "    \(fields)\n"
        let second = item.replacing("compute-envs:\n", with: "").replacing("name: one", with: "name: two")
        let manifest = load(
            item + second.replacing("subnets: ", with: "subnets:   "), environment: ["GOOD": "subnet-01234567"])
        #expect(manifest.diagnostics.map(\.outline) == ["invalid-value 8:20", "invalid-value 15:22"])
    }

    @Test func keepsTheBytesOfTextsThatAreEqual() {
        let item = completeItem + "    credentials: $A \u{E9}\n"
        let second = item.replacing("compute-envs:\n", with: "").replacing("name: one", with: "name: two")
        let manifest = load(item + second.replacing("\u{E9}", with: "e\u{301}"), environment: ["A": "x"])
        let read = manifest.environments.map { Array(($0.credentials ?? "").utf8) }
        #expect(read == [Array("x \u{E9}".utf8), Array("x e\u{301}".utf8)])
    }

    @Test(arguments: [
        ("${PREFIX}_x", "$PREFIX_x", ["PREFIX": "p"]), ("$REGION", "$REGIN", ["REGION": "r"]),
    ])
    func suggestsTheVariableThatWasMeant(meant: String, written: String, environment: [String: String]) {
        let diagnostic = load(fields: "credentials: \(written)", environment: environment).diagnostics.first
        #expect(diagnostic?.kind == "unset-variable")
        #expect(diagnostic?.notes.last?.summary == "did you mean '\(meant)'?")
    }

    @Test func saysNothingElseAboutFieldsWhoseVariableIsNotSet() {
        let manifest = load(fields: "wave: $NO\nfusion-v2: True\nlabels: a=$NO\nmin-cpus: $NO")
        #expect(manifest.diagnostics.map(\.kind) == ["unset-variable"])
        #expect(manifest.diagnostics.first?.notes.count == 2)
    }

    @Test func refusesValuesThatGrowWithoutEnd() {
        let manifest = load(
            fields: "credentials: \(String(repeating: "$A", count: 2000))",
            environment: ["A": String(repeating: "x", count: 10_000)])
        #expect(manifest.diagnostics.map(\.kind) == ["yaml-limit"])
    }

    @Test func refusesDefaultsThatNestWithoutEnd() {
        let written = String(repeating: "${A:-", count: 10_000) + String(repeating: "}", count: 10_000)
        #expect(load(fields: "credentials: '\(written)'").diagnostics.allSatisfy { $0.kind == "expansion-syntax" })
        #expect(load(fields: "credentials: '\(written)'").diagnostics.hasErrors)
    }
}
