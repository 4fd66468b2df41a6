import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// The lines that show what happens during an apply.
struct ApplyViewTests {
    static let key = EnvironmentKey(region: "eu-west-1", workspace: "acme", name: "rnaseq")
    static let address = Address(key, .computeEnvironment, "work")

    /// The steps of one resource.
    static func steps(_ action: PlannedResource.Action, observed: String? = nil) -> [StepGraph.Step] {
        var planned = PlannedResource(address, name: observed == nil ? "x-g1" : "x-g2", action: action)
        if action == .delete { planned.name = "x-g1" }
        planned.observed = observed.map { ObservedResource(address, name: $0, properties: .map([:])) }
        return StepGraph(
            Plan(accountID: "1", environments: [PlannedEnvironment(key, resources: [planned])])
        ).steps
    }

    static func lines(_ event: ApplyEvent) -> String {
        LineApplyView.lines(event, Style(isColored: false)).joined(separator: "\n")
    }

    @Test
    func `every line names the kind and the resource that the step works on`() throws {
        let subject = "acme/rnaseq compute-environment.work x-g1"
        let deletion = try #require(Self.steps(.delete, observed: "x-g1").first)
        #expect(Self.lines(.started(deletion)) == "\(subject): deleting")
        #expect(Self.lines(.progress(deletion, status: "DISABLED", seconds: 3)) == "\(subject): DISABLED (3 s)")
        #expect(Self.lines(.completed(deletion, seconds: 9)) == "✓ \(subject): deleted (9 s)")
        #expect(Self.lines(.failed(deletion, StepFailure("no"), seconds: 9)) == "✗ \(subject): no")
        #expect(
            LineApplyView.lines(
                .failed(deletion, StepFailure("no\n  a: b", detail: "do this\nand that"), seconds: 9),
                Style(isColored: false))
                == ["✗ \(subject): no", "    a: b", "    do this", "    and that"])
        #expect(Self.lines(.skipped(deletion, because: "why")) == "- \(subject): skipped, why")
        let creation = try #require(Self.steps(.create).first)
        #expect(Self.lines(.started(creation)) == "\(subject): creating")
    }

    @Test
    func `a shared resource is named with its account if there are several`() {
        let role = PlannedResource(
            Address(sharedIn: "", .serviceLinkedRole, "batch.amazonaws.com"), name: "batch.amazonaws.com",
            action: .create)
        let parts = ["1", "2"].map { account in
            Plan(accountID: account, environments: [PlannedEnvironment(Self.key, resources: [role])])
        }
        let line = "service-linked-role.batch.amazonaws.com: creating"
        let several = StepGraph(Plan(of: parts)).steps.map { Self.lines(.started($0)) }
        #expect(several == ["Account 1 \(line)", "Account 2 \(line)"])
        #expect(StepGraph(parts[0]).steps.map { Self.lines(.started($0)) } == [line])
    }

    @Test
    func `a replacement creates the successor and deletes the predecessor`() async throws {
        let steps = Self.steps(.replace, observed: "x-g1")
        #expect(steps.map(\.name) == ["x-g2", "x-g1"])
        #expect(
            steps.map { Self.lines(.started($0)) } == [
                "acme/rnaseq compute-environment.work x-g2: creating",
                "acme/rnaseq compute-environment.work x-g1: deleting",
            ])
        let lines = Lines()
        let view = JSONApplyView(clock: SimulatedClock()) { await lines.note($0) }
        for step in steps { await view.show(.started(step)) }
        let said = await lines.all
        #expect(said[0].contains(#""resource_name":"x-g2""#) && said[1].contains(#""resource_name":"x-g1""#))
    }
}

/// The lines that were written.
actor Lines {
    private(set) var all: [String] = []
    func note(_ line: String) { all.append(line) }
}
