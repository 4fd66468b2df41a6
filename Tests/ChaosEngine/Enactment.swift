import AWSClient
package import AWSOperations
import Kinds
package import Planning
import ReconcileCommands
import Reconciliation
package import ResourceModel
package import SimulatedAWS
package import TestScenarios

/// One run of a command under the monitor: it is planned, and carried out unless a guard refuses it.
package struct Enactment: Sendable {
    package let account: SimulatedAccount
    package let command: Scenario.Command
    package let monitor: InvariantMonitor
    /// Wraps the caller between the program and the account, in addition to the monitor.
    package var wrap: @Sendable (any Caller) -> any Caller = { $0 }
    /// The most times that a call is sent, outside of the steps of a plan.
    private var maximumAttempts = 1
    /// The obstacle in the program's way; nil if there is none.
    package var hindrance: Hindrance?

    /// The result of the run.
    package struct Result: Sendable {
        /// The steps that were not done, with the reason; empty if all were.
        package var failures: [String] = []
        /// The guards that refused the plan.
        package var refusals: [Refusal.Kind] = []
        /// The number of resources that the plan changes.
        package var changes = 0
        /// The steps that were called done.
        package var done: [Step] = []

        /// A step, identified by its resource.
        package struct Step: Sendable, Hashable {
            package let kind: ResourceKind
            package let name: String

            package init(kind: ResourceKind, name: String) {
                self.kind = kind
                self.name = name
            }
        }

        /// - Parameters:
        ///   - failures: the steps that were not done.
        ///   - refusals: the guards that refused.
        package init(failures: [String] = [], refusals: [Refusal.Kind] = []) {
            self.failures = failures
            self.refusals = refusals
        }
    }

    package init(_ account: SimulatedAccount, _ command: Scenario.Command, monitor: InvariantMonitor) {
        self.account = account
        self.command = command
        self.monitor = monitor
    }

    /// Runs the command from its beginning to its end.
    package func run() async -> Result {
        let phase = Phase()
        let fixture = AccountFixture(account, maximumAttempts: maximumAttempts) {
            [account, monitor, wrap, hindrance] base in
            guard let base = base as? SimulatedCaller else { return wrap(base) }
            let hindered =
                hindrance.map { HinderedCaller(base: base, account: account, hindrance: $0) } ?? base as any Caller
            return wrap(
                MonitoredCaller(hindered, region: base.region, account: account, monitor: monitor, phase: phase))
        }
        let transcript = Transcript()
        var result = Result()
        do {
            let plan = try await fixture.plan(command)
            await transcript.note(plan, clock: account.clock)
            result.refusals = plan.refusals.map(\.kind)
            result.changes = Self.changes(of: plan)
            if result.refusals.isEmpty {
                await phase.plans(false)
                let applier = Applier(fixture.access) { [account] in await transcript.note($0, clock: account.clock)
                }
                let outcome = await applier.apply(plan, interruption: Interruption())
                await transcript.note(outcome, of: plan, clock: account.clock)
                result.failures = outcome.failures
                result.done = outcome.results.filter { $0.result == .done }.map { step, _ in
                    Result.Step(kind: step.planned.address.kind, name: step.name)
                }
            }
        } catch {
            result.failures = ["\(error)"]
        }
        if let leak = Secret.leak(in: await transcript.texts) {
            await monitor.note(Violation(.noSecretShown, String(leak.prefix(300))))
        }
        return result
    }

    /// The number of resources that the command would change; nil if it cannot be planned.
    func changes() async -> Int? {
        guard let plan = try? await AccountFixture(account).plan(command) else { return nil }
        return Self.changes(of: plan)
    }

    /// That a read still shows an update which is over is waited out, and changes nothing.
    private static func changes(of plan: Plan) -> Int {
        plan.resources.count { resource in
            resource.action != .none && resource.changes.map { $0.before?.string } != ["UPDATING"]
        }
    }

    /// Runs the command until it succeeds while calls go wrong by a seed, at most three times.
    ///
    /// - Parameter refusal: the guard that must refuse it. Another guard may refuse it while calls go wrong: if AWS
    ///   does not say how many jobs run, the guard assumes that some do.
    package func run(withFaults seed: UInt64, refusal: Refusal.Kind?) async -> Result {
        let mix = FaultMix(seed: seed)
        await account.setFaultHook { index, _ in mix.fault(at: index) }
        var retrying = self
        retrying.maximumAttempts = 8
        var result = Result(failures: ["not run"])
        for _ in 1...3 where !result.failures.isEmpty || result.refusals != [refusal].compactMap({ $0 }) {
            result = await retrying.run()
            await account.clock.advance(by: 5)
        }
        await account.setFaultHook(nil)
        return result
    }
}
