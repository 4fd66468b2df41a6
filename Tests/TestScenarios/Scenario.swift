package import ManifestLoading
package import Planning
package import Reconciliation
import ResourceModel
package import SimulatedAWS

/// A command in an account with a past.
package struct Scenario: Sendable, CustomStringConvertible {
    package var name: String
    /// The environments that were applied before; empty in a new account.
    package var before: [EnvironmentDefinition]
    package var command: Command
    /// The changes by others in the account since then.
    package var disturbance: @Sendable (SimulatedAccount) async throws -> Void
    /// The command that another writer runs meanwhile; nil if it is the same command.
    package var rival: Command?
    /// The guard that refuses the command; nil if it is carried out.
    package var refusal: Refusal.Kind?
    /// An obstacle in the way of the command until it is taken away; nil if there is none.
    package var obstacle: Obstacle?
    /// The faults of the end that only this scenario has; empty if there are none.
    package var audit: @Sendable (SimulatedAccount) async throws -> [String] = { _ in [] }
    /// Sets what is special about the account.
    package var weather: @Sendable (inout SimulationSettings) -> Void = { _ in }

    /// A goal and the environments that it is run on.
    package struct Command: Sendable {
        package var goal: PlanRequest.Goal
        package var file: [EnvironmentDefinition]
        package var prunes = false
        package var refreshes: Set<PlanRequest.Refresh> = []

        package static func apply(_ file: [EnvironmentDefinition], prunes: Bool = false) -> Command {
            Command(goal: .apply, file: file, prunes: prunes)
        }

        /// An apply that makes a choice again.
        package static func apply(_ file: [EnvironmentDefinition], refreshing choice: PlanRequest.Refresh) -> Command {
            Command(goal: .apply, file: file, refreshes: [choice])
        }

        package static func destroy(_ file: [EnvironmentDefinition]) -> Command { Command(goal: .destroy, file: file) }

        package static func adopt(_ file: [EnvironmentDefinition]) -> Command { Command(goal: .adopt, file: file) }
    }

    package init(
        name: String, before: [EnvironmentDefinition] = [], command: Command,
        disturbance: @escaping @Sendable (SimulatedAccount) async throws -> Void = { _ in }
    ) {
        self.name = name
        self.before = before
        self.command = command
        self.disturbance = disturbance
    }

    package var description: String { name }

    /// An account in which the command can begin.
    ///
    /// - Parameter settle: what comes into the account before the disturbance.
    package func prepared(
        _ settings: SimulationSettings = SimulationSettings(), clock: SimulatedClock = SimulatedClock(),
        settle: (SimulatedAccount) async throws -> Void = { _ in }
    ) async throws -> SimulatedAccount {
        let account = SimulatedAccount(settings: settings, clock: clock)
        if !before.isEmpty {
            let outcome = try await AccountFixture(account).apply(before)
            guard outcome.isComplete else { throw MissingProp(description: "\(name): \(outcome.failures)") }
        }
        try await settle(account)
        try await disturbance(account)
        return account
    }

    package func plan(_ fixture: AccountFixture) async throws -> Plan { try await fixture.plan(command) }

    package func run(_ fixture: AccountFixture) async throws -> ApplyOutcome { try await fixture.run(command) }

    /// The differences from the state that the command should leave; empty if there are none.
    package func shortcomings(_ fixture: AccountFixture) async throws -> [String] {
        let killed = await fixture.account.events.filter { $0.kind == .jobKilled }.map { "job killed: \($0.detail)" }
        return try await killed + remains(fixture)
    }

    private func remains(_ fixture: AccountFixture) async throws -> [String] {
        guard command.goal != .destroy else { return await fixture.leftovers() }
        let plan = try await fixture.plan(command)
        let open = plan.resources.filter { $0.action != .none }.map { resource in
            let changes = resource.changes.map {
                "\($0.path): \($0.before?.json ?? "nil") > \($0.after?.json ?? "nil")"
            }
            return "\(resource.address) \(resource.action) \(changes)"
        }
        let extra = await fixture.generations().filter { $0.value.count != 1 }.map { "several of \($0.key)" }
        return await open + plan.refusals.map { "\($0.fact)" } + extra + fixture.unavailable()
    }
}
