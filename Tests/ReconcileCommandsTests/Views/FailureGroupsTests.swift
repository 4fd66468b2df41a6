import Diagnostics
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands
@testable import Reconciliation

/// Failures with one remedy together.
struct FailureGroupsTests {
    private static func groups(_ failures: [StepFailure], unavailable: [StepFailure] = []) throws -> FailureGroups {
        let step = try #require(ApplyViewTests.steps(.create).first)
        let environment = PlannedEnvironment(ApplyViewTests.key, resources: [])
        let outcome = ApplyOutcome(
            results: [(step, .done), (step, .skipped("why"))] + failures.map { (step, .failed($0)) },
            unavailable: unavailable.map { (environment, $0) }, wasInterrupted: false)
        return FailureGroups(outcome, FieldOrigins([]))
    }

    private static let plain = Style(isColored: false)
    private static let subject = "acme/rnaseq compute-environment.work x-g1"

    @Test func `nothing that is done or skipped is a failure`() throws {
        #expect(try Self.groups([]).lines(Self.plain) == [])
    }

    @Test func `a remedy comes once, below all that it mends`() throws {
        let groups = try Self.groups(
            [
                StepFailure("a", detail: "do this\nand that"), StepFailure("b"),
                StepFailure("c", detail: "do this\nand that"),
            ])
        #expect(
            groups.lines(Self.plain) == [
                "✗ \(Self.subject): a", "✗ \(Self.subject): c", "    → do this", "      and that",
                "✗ \(Self.subject): b",
            ])
        let colored = groups.lines(Style(isColored: true))[0].escapedLines(keepsColor: true)
        #expect(colored == "\u{1B}[31m✗\u{1B}[0m \(Self.subject): a")
    }

    @Test func `a summary does not repeat the name of the resource`() throws {
        #expect(try Self.groups([StepFailure("x-g1: no")]).lines(Self.plain) == ["✗ \(Self.subject): no"])
    }

    @Test func `an environment that is not available comes last`() throws {
        let groups = try Self.groups([StepFailure("a")], unavailable: [StepFailure("INVALID")])
        #expect(groups.lines(Self.plain).last == "✗ acme/rnaseq is not available: INVALID")
    }

    @Test func `the next step depends on what was refused`() throws {
        var definite = StepFailure("no")
        definite.isDefinite = true
        var refusal = StepFailure("no")
        refusal.isRefusal = true
        #expect(
            try Self.groups([refusal, definite]).advice(.apply).hasPrefix("Mend what was refused, then apply again"))
        #expect(try Self.groups([refusal]).advice(.destroy).hasPrefix("Do what '→' says, then destroy again"))
        #expect(try Self.groups([StepFailure("no")]).advice(.apply).hasPrefix("Run the same command again"))
    }
}
