import Planning
import Reconciliation
import ResourceModel
import Testing

@testable import ReconcileCommands

/// An apply on a terminal. Each test watches the standard error of a separate process.
struct LiveApplyViewTests {
    private static let wipe = "\u{1B}[1A\r\u{1B}[J"

    /// The steps of an environment with so many new resources.
    static func steps(_ count: Int) -> [StepGraph.Step] {
        let resources = (0..<count).map { index in
            PlannedResource(
                Address(ApplyViewTests.key, .computeEnvironment, "part\(index)"), name: "ce\(index)", action: .create)
        }
        return StepGraph(
            Plan(accountID: "1", environments: [PlannedEnvironment(ApplyViewTests.key, resources: resources)])
        ).steps
    }

    /// The text without the seconds, which depend on the machine.
    private static func text(_ result: ExitTest.Result?) throws -> String {
        String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
            .replacing(/\([0-9]+ s\)/, with: "(s)")
    }

    @Test func `finished work stays, and what is under way is wiped`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let step = LiveApplyViewTests.steps(1)[0]
            let view = LiveApplyView(style: Style(isColored: false)) { 80 }
            await view.show(.started(step))
            await view.show(.progress(step, status: "CREATING\n\u{1B}[2J", seconds: 1))
            await view.announce(["a signal came"])
            await view.show(.completed(step, seconds: 9))
            await view.show(.skipped(step, because: "why"))
            await view.finish()
        }
        let text = try Self.text(result)
        let subject = "acme/rnaseq compute-environment.part0 ce0"
        let line = "… CREATING\\n\\u{1B}[2J (s) \(subject)\n"
        #expect(text.hasPrefix("… creating (s) \(subject)\n\(Self.wipe)"))
        #expect(text.contains("\(Self.wipe)\(line)"))
        #expect(text.contains("\(Self.wipe)a signal came\n\(line)"))
        #expect(text.hasSuffix("\(Self.wipe)✓ \(subject): created (s)\n- \(subject): skipped, why\n"))
    }

    @Test func `steps of two accounts are two lines`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let resource = LiveApplyViewTests.steps(1)[0].planned
            let plans = ["1", "2"].map {
                Plan(accountID: $0, environments: [PlannedEnvironment(ApplyViewTests.key, resources: [resource])])
            }
            let view = LiveApplyView(style: Style(isColored: false)) { 80 }
            let steps = Plan(of: plans).parts.compactMap { StepGraph($0).steps.first }
            for step in steps { await view.show(.started(step)) }
            await view.show(.progress(steps[0], status: "CREATING", seconds: 1))
            await view.show(.completed(steps[0], seconds: 9))
            await view.show(.progress(steps[1], status: "VALID", seconds: 1))
            await view.finish()
        }
        let text = try Self.text(result)
        #expect(text.contains("… CREATING (s) ") && text.contains("… VALID (s) "))
    }

    @Test func `no line is wider than the terminal, and few are shown`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let view = LiveApplyView(style: Style(isColored: false)) { 30 }
            for step in LiveApplyViewTests.steps(12) { await view.show(.started(step)) }
            await view.show(
                .awaiting(environment: PlannedEnvironment(ApplyViewTests.key, resources: []), status: "INVALID"))
            await view.finish()
        }
        let lines = try Self.text(result).replacing(/\u{1B}\[[0-9]*[AJ]|\r/, with: "\n").split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 30 })
        #expect(lines.contains("… and 4 more") && lines.contains("… INVALID acme/rnaseq"))
        // The subject without the environment, and then the name alone.
        #expect(lines.contains("… creating (s) ce0"))
    }

    @Test func `environments of one name in two regions are two lines`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let view = LiveApplyView(style: Style(isColored: false)) { 80 }
            for (region, status) in [("eu-west-1", "CREATING"), ("eu-west-2", "UPDATING")] {
                let key = EnvironmentKey(region: region, workspace: "acme", name: "rnaseq")
                await view.show(.awaiting(environment: PlannedEnvironment(key, resources: []), status: status))
            }
            await view.finish()
        }
        let lines = try Self.text(result).replacing(/\u{1B}\[[0-9]*[AJ]|\r/, with: "\n").split(separator: "\n")
        let last = lines.suffix(2).joined(separator: "|")
        #expect(last == "… CREATING acme/rnaseq|… UPDATING acme/rnaseq")
    }

    @Test func `what is under way is dim if colours are shown`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            Console.allowColors()
            let view = LiveApplyView(style: Style(isColored: true)) { 80 }
            await view.show(.started(LiveApplyViewTests.steps(1)[0]))
            await view.finish()
        }
        #expect(try Self.text(result).hasPrefix("\u{1B}[2m… creating (s) acme/rnaseq"))
    }
}
