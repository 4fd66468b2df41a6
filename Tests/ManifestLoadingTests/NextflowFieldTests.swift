import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Fields that have an effect on Nextflow.
struct NextflowFieldTests {
    @Test func `variables keep their scope and every '=' behind the first`() throws {
        let manifest = load(fields: "env: ['A=1=2', 'head:B=', 'compute:C=a:b', 'both:D=x']")
        let variables = try #require(manifest.environments.first?.variables)
        #expect(variables.map(\.name) == ["A", "B", "C", "D"] && variables.map(\.value) == ["1=2", "", "a:b", "x"])
        #expect(variables.map(\.scope) == [.head, .head, .compute, .both])
        #expect(variables.map(\.isForTasks) == [false, false, true, true])
    }

    @Test func `a value may begin with a combining mark`() {
        let manifest = load(fields: "env: ['compute:A=\u{301}x']")
        #expect(manifest.diagnostics.isEmpty)
        #expect(manifest.environments.first?.variables.first?.value.unicodeScalars.first == "\u{301}")
    }

    @Test func `the file of 'nextflow-config' is read`() {
        let manifest = load(fields: "nextflow-config: n.config", files: MemoryFiles(["n.config": "a = 1\n"]))
        #expect(manifest.diagnostics.isEmpty)
        #expect(manifest.environments.first?.nextflowConfiguration == "a = 1\n")
    }

    @Test func `an export holds the text itself`() {
        let json = """
            {"discriminator": "aws-batch", "region": "eu-west-1", "workDir": "s3://bucket", "nextflowConfig": "a = 1",
             "headQueue": "h", "computeQueue": "w",
             "environment": [{"name": "A", "value": "1", "head": false, "compute": true}]}
            """
        let manifest = load(
            "compute-envs:\n  - name: one\n    file-path: one.json\n", files: MemoryFiles(["one.json": json]))
        #expect(manifest.environments.first?.nextflowConfiguration == "a = 1")
        #expect(manifest.environments.first?.variables.map(\.scope) == [.compute])
    }

    @Test func `environments that are not chosen are there for references`() {
        let second = completeItem.split(separator: "\n").dropFirst().joined(separator: "\n")
        let manifest = load(completeItem + second.replacing("name: one", with: "name: two")) {
            $0.targets = ["two"]
        }
        #expect(manifest.environments.map(\.name) == ["two"])
        #expect(manifest.allEnvironments.map(\.name) == ["one", "two"])
    }
}
