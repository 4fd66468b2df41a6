import Diagnostics
import FoundationEssentials
import Planning
import Reconciliation
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// The events of an apply for programs.
struct JSONApplyViewTests {
    /// The members of a line that every event has, and those that failures have.
    private struct Line: Decodable {
        let level: String
        let message: String
        let timestamp: String
        let type: String
        let account: String?
        let hook: Hook?

        struct Hook: Decodable {
            let action: String?
            let status: String?
            let environment: String?
            let error: String?
            let skipped: Bool?
            let elapsed: Int?

            private enum CodingKeys: String, CodingKey {
                case action, status, environment, error, skipped
                case elapsed = "elapsed_seconds"
            }
        }

        private enum CodingKeys: String, CodingKey {
            case type, hook
            case level = "@level"
            case message = "@message"
            case timestamp = "@timestamp"
            case account = "account_id"
        }
    }

    private static func lines(_ show: (JSONApplyView) async -> Void) async throws -> [Line] {
        let lines = Lines()
        await show(JSONApplyView(clock: SimulatedClock()) { await lines.note($0) })
        return try await lines.all.map { text in
            #expect(!text.contains("\n"))
            return try JSONDecoder().decode(Line.self, from: Data(text.utf8))
        }
    }

    @Test func `every event is one line with its level, its time and its type`() async throws {
        let step = try #require(ApplyViewTests.steps(.create).first)
        let environment = PlannedEnvironment(ApplyViewTests.key, resources: [])
        let lines = try await Self.lines { view in
            await view.version()
            await view.show(.started(step))
            await view.show(.progress(step, status: "CREATING", seconds: 3.7))
            await view.show(.completed(step, seconds: 9))
            await view.show(.failed(step, StepFailure("no"), seconds: 1))
            await view.show(.skipped(step, because: "why"))
            await view.show(.awaiting(environment: environment, status: "INVALID"))
        }
        #expect(
            lines.map { "\($0.type) \($0.level)" } == [
                "version info", "apply_start info", "apply_progress info", "apply_complete info",
                "apply_errored error", "apply_errored warn", "apply_progress info",
            ])
        #expect(lines.allSatisfy { $0.timestamp == "2026-01-01T00:00:00Z" })
        #expect(lines.map { $0.hook?.elapsed } == [nil, nil, 3, 9, 1, nil, nil])
        #expect(lines[1...5].allSatisfy { $0.hook?.action == "create" })
        #expect(lines[5].hook?.skipped == true && lines[5].hook?.error == "skipped: why")
        #expect(lines[6].hook?.environment == "acme/rnaseq" && lines[6].hook?.status == "INVALID")
    }

    @Test func `an event names its account if the plan is about several`() async throws {
        let parts = ["1", "2"].map { account in
            let resource = PlannedResource(ApplyViewTests.address, name: "x", action: .create)
            let environment = PlannedEnvironment(ApplyViewTests.key, resources: [resource])
            return Plan(accountID: account, environments: [environment])
        }
        for (plan, accounts) in [(Plan(of: parts), ["1", "2", nil]), (parts[0], [nil, nil])] as [(Plan, [String?])] {
            let lines = try await Self.lines { await $0.plan(plan) }
            #expect(lines.map(\.account) == accounts)
        }
        let plan = Plan(of: parts)
        let second = try #require(StepGraph(plan).steps.last)
        let lines = try await Self.lines { view in
            await view.show(.started(second))
            await view.show(.progress(second, status: "CREATING", seconds: 3))
            await view.show(.completed(second, seconds: 9))
            await view.show(.failed(second, StepFailure("no"), seconds: 1))
            await view.show(.skipped(second, because: "why"))
            await view.show(.awaiting(environment: plan.environments[1], status: "INVALID"))
        }
        #expect(lines.count == 6 && lines.allSatisfy { $0.account == "2" })
    }

    @Test func `what AWS says is one string, whatever is in it`() async throws {
        let hostile = "no\n{\"type\":\"apply_complete\"}\u{1B}[2J\u{0}\u{2028}"
        let step = try #require(ApplyViewTests.steps(.create).first)
        let lines = try await Self.lines { await $0.show(.failed(step, StepFailure(hostile), seconds: 1)) }
        #expect(lines.map(\.type) == ["apply_errored"] && lines.first?.hook?.error == hostile)
    }

    @Test func `the level of a diagnostic follows its severity`() async throws {
        let lines = try await Self.lines { view in
            await view.diagnostics([])
            await view.diagnostics([.error, .warning, .note].map { Diagnostic($0, "k", "s") })
        }
        #expect(lines.map(\.level) == ["error", "warn", "info"] && lines.allSatisfy { $0.message == "s" })
    }

    @Test func `a plan has a line for each change and one for the counts`() async throws {
        for actions in [[], [.create], [.create, .none, .delete]] as [[PlannedResource.Action]] {
            let resources = actions.map { PlannedResource(ApplyViewTests.address, name: "x", action: $0) }
            let plan = Plan(
                accountID: "1", environments: [PlannedEnvironment(ApplyViewTests.key, resources: resources)])
            let lines = try await Self.lines { await $0.plan(plan) }
            let changes = actions.count { $0 != .none }
            #expect(lines.map(\.type) == Array(repeating: "planned_change", count: changes) + ["change_summary"])
            #expect(lines.last?.message == plan.summaryLine)
        }
    }
}
