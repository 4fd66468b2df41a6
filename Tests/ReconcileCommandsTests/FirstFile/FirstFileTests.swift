import Diagnostics
import ManifestLoading
import Testing

@testable import ReconcileCommands

/// First files.
struct FirstFileTests {
    @Test(arguments: FirstFileExample.allCases)
    func `each is valid, without a warning, and explains its fields`(example: FirstFileExample) {
        let text = FirstFile(example: example).text
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(text, name: "first.yml")])
        #expect(manifest.diagnostics.map(\.summary) == [])
        #expect(manifest.environments.count == 1 && manifest.environments.flatMap(\.unbuildable).isEmpty)
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 100 })
        let fields = lines.filter { $0.contains(": ") && !$0.contains("#") }.count
        #expect(lines.filter { $0.hasPrefix("    # ") }.count >= fields)
    }

    @Test(arguments: [
        "my env", "a: b", "#x", "$HOME", "- a", "\"quoted\"", "é", "a\\b", "on", "Null", "0123", "1e3", "0x1f",
        "2026-01-01",
    ])
    func `what is typed stays one value`(typed: String) {
        let file = FirstFile(example: .onDemand, answers: ["name": typed])
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(file.text, name: "first.yml")])
        let names = manifest.environments.map(\.name)
        #expect(file.text.contains("    name: \(YAMLText.scalar(typed))\n"))
        // A name that Batch cannot have is an error at the field and nowhere else.
        #expect(names == [typed] || !file.problems(with: "name").isEmpty)
        #expect(manifest.diagnostics.filter { $0.severity == .error }.count == file.problems(with: "name").count)
    }

    @Test func `finds what is wrong with an answer`() {
        var file = FirstFile(example: .spot, answers: ["region": "nowhere"])
        #expect(file.problems(with: "region").count == 1)
        #expect(file.problems(with: "name") == [])
        file.answers["region"] = "eu-central-1"
        #expect(file.problems(with: "region") == [])
        file.answers["work-dir"] = "bucket"
        #expect(file.problems(with: "work-dir").count == 1)
    }
}
