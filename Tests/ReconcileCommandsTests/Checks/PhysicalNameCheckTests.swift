import BatchForge
import Diagnostics
import ManifestLoading
import Testing

@testable import ReconcileCommands

/// Environments whose names in AWS are the same.
struct PhysicalNameCheckTests {
    private static func environment(
        _ workspace: String, _ name: String = "prod", region: String? = "eu-west-1", line: Int
    ) -> EnvironmentDefinition {
        let start = SourcePosition(line: line, column: 5)
        return EnvironmentDefinition(
            name: name, workspace: workspace, region: region, workDirectory: "s3://bucket/work",
            configuration: .forge(ForgeConfiguration(maxCPUs: 16)),
            range: SourceRange(filename: "f.yml", start: start, end: start))
    }

    @Test func `two environments whose hashes are equal are an error at both places`() {
        // Found by trying: the first eight digits of SHA-256 over workspace, name and region are 2c83c996 for both.
        let pair = [Self.environment("o/w2610", line: 1), Self.environment("o/w13623", line: 9)]
        let found = PhysicalNameCheck.diagnostics(pair, prefix: "TowerForge").sortedByPlace()
        #expect(found.map(\.kind) == ["duplicate-environment", "duplicate-environment"])
        #expect(found.map { $0.range?.start.line } == [1, 9] && found.allSatisfy { $0.severity == .error })
        #expect(found.map { $0.notes.first?.range?.start.line } == [9, 1])
        #expect(found.allSatisfy { $0.summary.contains("TowerForge-prod-2c83c996") })
        #expect(found.allSatisfy { $0.summary.contains("o/w2610/prod") && $0.summary.contains("o/w13623/prod") })
    }

    @Test func `the same hash with another name, and other hashes, are fine`() {
        let fine = [
            Self.environment("o/w2610", line: 1), Self.environment("o/w13623", "test", line: 9),
            Self.environment("o/w13623", region: "us-east-1", line: 17),
        ]
        #expect(PhysicalNameCheck.diagnostics(fine, prefix: "TowerForge").isEmpty)
    }

    @Test func `each of several is shown with one that differs from it`() {
        let lines = [1, 9, 17].map { Self.environment($0 == 17 ? "o/w13623" : "o/w2610", line: $0) }
        let found = PhysicalNameCheck.diagnostics(lines, prefix: "TowerForge").sortedByPlace()
        #expect(found.map { $0.notes.first?.range?.start.line } == [17, 17, 1])
    }

    /// Comparing each with each takes more than a minute.
    @Test(.timeLimit(.minutes(1))) func `ten thousand environments that are the same one are told apart at once`() {
        let same = (1...10_000).map { Self.environment("o/w1", line: $0) }
        #expect(PhysicalNameCheck.diagnostics(same, prefix: "TowerForge").isEmpty)
    }

    @Test func `one environment that is given twice has no second error`() {
        let twice = [Self.environment("o/w1", line: 1), Self.environment("o/w1", line: 9)]
        #expect(PhysicalNameCheck.diagnostics(twice, prefix: "TowerForge").isEmpty)
    }
}
