import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Testing

/// A command in an account with a past.
struct Scenario: Sendable, CustomTestStringConvertible {
    let name: String
    /// What was applied before; empty in a new account.
    var before: [EnvironmentDefinition] = []
    let command: Command
    /// What happened in the account behind everybody's back since.
    var disturbance: @Sendable (SimulatedAccount) async throws -> Void = { _ in }

    enum Command: Sendable {
        case apply([EnvironmentDefinition])
        case destroy([EnvironmentDefinition])
    }

    var testDescription: String { name }

    /// An account in which the command can begin.
    func prepared(_ settings: SimulationSettings = SimulationSettings()) async throws -> SimulatedAccount {
        let account = SimulatedAccount(settings: settings)
        if !before.isEmpty {
            let outcome = try await Story(account).apply(before)
            try #require(outcome.isComplete, "\(outcome.failures)")
        }
        try await disturbance(account)
        return account
    }

    /// The environments of the command's file.
    var file: [EnvironmentDefinition] {
        switch command {
        case .apply(let file), .destroy(let file): file
        }
    }

    func plan(_ story: Story) async throws -> Plan {
        switch command {
        case .apply(let file): try await story.plan(file)
        case .destroy(let file): try await story.destructionPlan(file)
        }
    }

    func run(_ story: Story) async throws -> ApplyOutcome {
        switch command {
        case .apply(let file): try await story.apply(file)
        case .destroy(let file): try await story.destroy(file)
        }
    }

    /// What is not as the command is to leave it; empty when all is.
    func shortcomings(_ story: Story) async throws -> [String] {
        let killed = await story.account.events.filter { $0.kind == .jobKilled }.map { "job killed: \($0.detail)" }
        return try await killed + remains(story)
    }

    private func remains(_ story: Story) async throws -> [String] {
        switch command {
        case .apply(let file):
            let plan = try await story.plan(file)
            let open = plan.resources.filter { $0.action != .none }.map {
                "\($0.address) \($0.action) \($0.changes.map { "\($0.path): \($0.before?.json ?? "nil") > \($0.after?.json ?? "nil")" })"
            }
            let extra = await story.generations().filter { $0.value.count != 1 }.map { "several of \($0.key)" }
            let states = await story.unavailable()
            return open + plan.refusals.map(\.summary) + extra + states
        case .destroy: return await story.leftovers()
        }
    }
}

extension Story {
    /// What of ours exists in the account.
    func leftovers() async -> [String] {
        await account.inventory().filter { $0.contains("TowerForge") || $0.contains("nextflow") }
    }

    /// The compute environments by their name without the generation; what AWS is deleting is as good as gone.
    func generations() async -> [String: [String]] {
        let names = await account.computeEnvironments(region: Self.region).filter { $0.status != "DELETING" }
            .compactMap(\.computeEnvironmentName)
        return Dictionary(grouping: names) { name in
            name.split(separator: "-").dropLast().joined(separator: "-")
        }
    }

    /// Compute environments and queues that are not VALID and ENABLED.
    func unavailable() async -> [String] {
        let environments = await account.computeEnvironments(region: Self.region).map {
            ($0.computeEnvironmentName, $0.status, $0.state)
        }
        let queues = await account.jobQueues(region: Self.region).map { ($0.jobQueueName, $0.status, $0.state) }
        return (environments + queues).filter { $0.1 != "DELETING" }.filter { $0.1 != "VALID" || $0.2 != "ENABLED" }.map
        {
            "\($0.0 ?? "") is \($0.1 ?? "") \($0.2 ?? "")"
        }
    }
}

extension ApplyOutcome {
    /// Everything that was not done, with the reason.
    var failures: [String] {
        results.filter { $0.result != .done }.map { "\($0.step.verb) \($0.step.planned.name): \($0.result)" }
            + unavailable.map { "\($0.environment.key.owner): \($0.failure)" }
    }
}
