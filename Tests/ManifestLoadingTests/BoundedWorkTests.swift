import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Files made to cost much: what is said about them stays short, and so does the work.
struct BoundedWorkTests {
    @Test func saysAThousandThingsAboutAFileAndCountsTheRest() {
        let fields = (0..<5000).map { "    x\($0): 1\n" }.joined()
        let manifest = load(completeItem + fields)
        #expect(manifest.diagnostics.count == 1001)
        #expect(manifest.diagnostics.last?.summary == "4000 more errors of 'f.yml' are not shown")
    }

    @Test func namesTheFirstOfManyUnsetVariables() {
        let uses = (0..<500).map { "    - $A\($0)x\n" }.joined()
        let manifest = load(completeItem + "    subnets:\n" + uses)
        #expect(manifest.diagnostics.map(\.kind) == ["unset-variable"])
        #expect(manifest.diagnostics.first?.notes.count == 199)
        #expect(manifest.diagnostics.first?.summary.hasSuffix(" and 480 more") == true)
    }

    @Test func refusesValuesWithVeryManyReferences() {
        let manifest = load(
            fields: "subnets: \(String(repeating: "$A,", count: 100_000))", environment: ["A": "subnet-01234567"])
        #expect(manifest.diagnostics.map(\.kind) == ["yaml-limit"])
    }

    @Test func findsAnchoredValuesOnOneLongLine() {
        let items = String(repeating: "&a x, &b [y], ", count: 20_000)
        let manifest = load("compute-envs: [\(items)]\n")
        #expect(manifest.diagnostics.count == 1001)
        #expect(TextRenderer(sources: manifest.sources).render(manifest.diagnostics).utf8.count < 200_000)
    }

    @Test func refusesManyDirectives() {
        let directives = (0..<100_000).map { "%TAG !t\($0)! tag:x,\($0):\n" }.joined()
        #expect(load(directives + "---\n" + completeItem).diagnostics.map(\.outline) == ["yaml-limit 1001:1"])
    }
}
