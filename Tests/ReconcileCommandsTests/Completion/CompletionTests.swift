import FoundationEssentials
import Testing

@testable import ReconcileCommands

/// The values that the shell offers.
struct CompletionTests {
    @Test
    func `environments come from the files of the line`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "completion-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = """
            compute-envs:
              - {type: aws-batch, config-mode: forge, name: "$NAME", work-dir: s3://bucket/work, max-cpus: 1}
              - {type: aws-batch, config-mode: forge, name: two, work-dir: s3://bucket/work, max-cpus: 1}
            """
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/envs.yml"))
        try Data("export NAME=one".utf8).write(to: URL(filePath: "\(folder)/env.sh"))
        let words = ["reconcile", "plan", "--env-file", "\(folder)/env.sh", "\(folder)/envs.yml", "--target", ""]
        #expect(CommandLineFiles(words, without: 6).environments == ["one", "two"])
        #expect(CommandLineFiles(["reconcile", "plan", folder, "--target", "t"], without: 4).environments == ["two"])
        #expect(CommandLineFiles(["reconcile", "plan", "--target", ""], without: 3).environments == [])
    }

    @Test
    func `every field and every kind of diagnostic is offered`() {
        #expect(Set(["max-cpus", "reconcile.protect", "unknown-field"]).isSubset(of: ExplanationView.names))
        #expect(ExplanationView.names.allSatisfy { ExplanationView(columns: 80).text(for: $0) != nil })
    }

    @Test
    func `the words of a line that is completed keep their places`() {
        let line = ["---completion", "plan", "--", "--target", "3", "0", "reconcile", "plan", "--sandbox=a.json", ""]
        #expect(AWSOptions.rewriting(line) == line)
    }
}
