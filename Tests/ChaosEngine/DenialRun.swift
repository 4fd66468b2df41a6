import AWSOperations
import Kinds
import Planning
import Reconciliation
import ResourceModel
package import SimulatedAWS
import SimulatedAWSHooks
package import TestScenarios

/// A scenario's command, run once while an action is denied and once more when it is allowed.
package struct DenialRun: Sendable {
    package let scenario: Scenario
    /// The action that is denied.
    package let action: String
    package let words: Denial.Words

    package init(scenario: Scenario, action: String, words: Denial.Words = .whole) {
        self.scenario = scenario
        self.action = action
        self.words = words
    }

    /// The end of a run.
    package struct End: Sendable {
        /// The resources that exist.
        package let inventory: [String]
        /// The differences from the state that the command should leave.
        package let shortcomings: [String]
    }

    /// The account's settings.
    package static func settings(_ scenario: Scenario) -> SimulationSettings {
        var settings = SimulationSettings()
        scenario.weather(&settings)
        return settings
    }

    /// The actions that the command needs if all are allowed, and the resources that it leaves.
    package static func calm(
        _ scenario: Scenario, in account: SimulatedAccount
    ) async throws -> (actions: [String], end: End) {
        let recorder = RightsRecorder()
        let fixture = AccountFixture(account) { base in
            guard let base = base as? SimulatedCaller else { return base }
            return RightsRecordingCaller(base: base, account: account, recorder: recorder)
        }
        let outcome = try await scenario.run(fixture)
        guard outcome.isComplete else { throw UnfinishedStory(failures: outcome.failures) }
        await account.clock.advance(by: 5)
        let end = End(
            inventory: await inventory(account), shortcomings: try await scenario.shortcomings(AccountFixture(account)))
        return (await recorder.actions.sorted(), end)
    }

    /// The faults of the two runs; empty if there are none.
    ///
    /// - Parameter wanted: the resources that exist after a calm run.
    package func faults(in account: SimulatedAccount, leaving wanted: End) async throws -> [String] {
        let denial = Denial(of: action, words: words)
        let fixture = AccountFixture(account) { base in
            guard let base = base as? SimulatedCaller else { return base }
            return DeniedCaller(base: base, account: account, denial: denial)
        }
        var faults: [String] = []
        let before = await account.log.count { $0.isMutating }
        do {
            let plan = try await scenario.plan(fixture)
            let planned = await denial.deniedCalls.count
            let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
            let met = Array(await denial.deniedCalls.dropFirst(planned))
            faults += judge(outcome, met, await denial.deniedCalls)
        } catch {
            faults += judge(StepFailure(explaining: error), await denial.deniedCalls, "planning")
            if await denial.deniedCalls.contains(where: { $0.writesBefore > 0 }) { faults.append("planning wrote") }
        }
        // Of an account that is as it was, the calm run has shown the end.
        guard await account.log.count(where: \.isMutating) > before else { return faults }
        await account.clock.advance(by: 10)
        let free = AccountFixture(account)
        let again = try await scenario.run(free)
        faults += again.failures.map { "the rerun fails: \($0)" }
        await account.clock.advance(by: 5)
        let shortcomings = try await scenario.shortcomings(free)
        faults += shortcomings.filter { !wanted.shortcomings.contains($0) }.map { "after the rerun: \($0)" }
        let left = await Self.inventory(account)
        faults += left.filter { !wanted.inventory.contains($0) }.map { "left over: \($0)" }
        faults += wanted.inventory.filter { !left.contains($0) }.map { "missing: \($0)" }
        return faults
    }

    /// Reads of the network that environments are made in. Commands end with an error at the environment in the file if
    /// one is denied, which a scenario is without; what holds here is that nothing is written.
    private static let checkedByCommands: Set<String> = [
        "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups",
    ]

    private func judge(_ outcome: ApplyOutcome, _ met: [Denial.DeniedCall], _ all: [Denial.DeniedCall]) -> [String] {
        var faults: [String] = []
        for (step, result) in outcome.results {
            guard case .failed(let failure) = result else { continue }
            if Self.checkedByCommands.contains(action) { continue }
            faults += judge(failure, all, "\(step.verb) \(step.name)")
        }
        let hasFailed = outcome.results.contains { if case .failed = $0.result { true } else { false } }
        if met.contains(where: \.isMutating), !hasFailed { faults.append("a denied write is no failure: \(met)") }
        // A read that the run can do without may be denied at any time.
        for late in met where hasFailed && !late.isMutating && late.writesBefore > 0 {
            faults.append("\(late.operation) is denied after \(late.writesBefore) writes")
        }
        let writes = met.filter(\.isMutating)
        for write in Set(writes) where writes.count(where: { $0.isRepetition(of: write) }) > 1 {
            faults.append("\(write.operation) is called \(writes.count) times")
        }
        if Self.checkedByCommands.contains(action), hasFailed, outcome.isPartial {
            faults.append("something was done without \(action)")
        }
        if !outcome.unavailable.isEmpty, hasFailed { faults.append("waited for what failed") }
        return faults
    }

    /// Compares a failure's text with the denied calls.
    private func judge(_ failure: StepFailure, _ met: [Denial.DeniedCall], _ place: String) -> [String] {
        let text = "\(failure.fullSummary)\n\(failure.detail)"
        var faults: [String] = []
        let named = Self.actions(in: text)
        if named != [action] { faults.append("\(place) names \(named.sorted()): \(text)") }
        let resources = met.map { $0.right.resource == "*" ? "*" : Self.name(of: $0.right.resource) }
        if !resources.contains(where: { text.contains($0) }) {
            faults.append("\(place) names none of \(Set(resources).sorted()): \(text)")
        }
        if !failure.isDefinite { faults.append("\(place) looks as if it passed: \(text)") }
        return faults
    }

    /// The name at the end of an ARN.
    private static func name(of arn: String) -> String {
        if arn.contains(":log-group:") { return String(arn.split(separator: ":")[6]) }
        return String(arn.split(separator: "/").last ?? "")
    }

    /// The actions that a text names.
    private static func actions(in text: String) -> Set<String> {
        let services = [
            "batch", "ec2", "ecs", "iam", "kms", "logs", "pricing", "s3", "servicequotas", "sts", "tag",
            "elasticfilesystem", "fsx",
        ]
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != ":" && $0 != "-" }
        return Set(
            words.compactMap { word in
                let parts = word.split(separator: ":")
                guard parts.count == 2, services.contains(String(parts[0])), parts[1].first?.isUppercase == true else {
                    return nil
                }
                return parts.joined(separator: ":")
            })
    }

    /// The resources that exist; compute environments without their generation.
    private static func inventory(_ account: SimulatedAccount) async -> [String] {
        let going = await account.view().computeEnvironments(region: AccountFixture.region).filter {
            $0.status == "DELETING"
        }
        .compactMap(\.computeEnvironmentName)
        return await account.inventory().compactMap { entry in
            guard entry.contains("/compute-environment/") else { return entry }
            guard !going.contains(where: { entry.hasSuffix("/\($0)") }) else { return nil }
            return entry.split(separator: "-").dropLast().joined(separator: "-")
        }
    }
}

extension Denial.DeniedCall {
    /// True if it is the same call of the same resource.
    fileprivate func isRepetition(of other: Denial.DeniedCall) -> Bool {
        operation == other.operation && right == other.right && target == other.target
    }
}

/// A command that failed although nothing was in its way.
struct UnfinishedStory: Error {
    let failures: [String]
}
