import AWSOperations
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// Makes an environment, changes it in every way that AWS has, and deletes it; says what AWS did otherwise than expected.
struct SelfTest {
    let account: ResolvedAccount
    let region: String
    let builder: ResourceBuilder
    let recorder: AnswerRecorder
    let interruption: Interruption
    let observe: @Sendable (ApplyEvent) async -> Void

    /// The outcome of a stage.
    struct Result: Sendable {
        let title: String
        /// The course of the stage, in words.
        var detail: String
        /// False if AWS did something else than expected.
        var isAsExpected: Bool
        var seconds: Double = 0
    }

    /// A reason not to go on.
    private struct Unexpected: Error { let reason: String }

    /// The environment as the commands name it.
    static func key(in region: String) -> EnvironmentKey {
        EnvironmentKey(region: region, workspace: nil, name: SelfTestStage.environment)
    }

    /// Runs all stages; the deletion also after a stage that failed, so that nothing is left.
    func run(reporting report: (Result) -> Void) async -> [Result] {
        var results: [Result] = []
        func note(_ result: Result) {
            results.append(result)
            report(result)
        }
        let leftovers = await timed("what an earlier run left", "leftovers") { try await delete() }
        if !leftovers.isAsExpected || leftovers.detail != Self.nothing { note(leftovers) }
        guard leftovers.isAsExpected else { return results }
        for stage in SelfTestStage.all {
            let result = await timed(stage.title, stage.name) { try await run(stage) }
            note(result)
            guard result.isAsExpected, await !interruption.wasRequested else { break }
        }
        if results.allSatisfy(\.isAsExpected), await !interruption.wasRequested {
            for probe in SelfTestProbe.all {
                note(await timed(probe.title, probe.name) { try await run(probe) })
            }
        }
        guard await !interruption.wasRequested else { return results }
        note(await timed("deletion", "delete") { try await delete() })
        return results
    }

    private static let nothing = "nothing"

    private func timed(_ title: String, _ name: String, _ body: () async throws -> String) async -> Result {
        recorder.begin(name)
        let clock = account.account.access.clock
        let start = await clock.now()
        var result = Result(title: title, detail: "", isAsExpected: true)
        do {
            result.detail = try await body()
        } catch let error as Unexpected {
            (result.detail, result.isAsExpected) = (error.reason, false)
        } catch {
            (result.detail, result.isAsExpected) = (StepFailure(explaining: error).fullSummary, false)
        }
        result.seconds = await clock.now() - start
        return result
    }

    /// Applies the file of a stage, and plans once more.
    private func run(_ stage: SelfTestStage) async throws -> String {
        let plan = try await plan(stage)
        if let problem = stage.expectation.problem(of: plan) { throw Unexpected(reason: problem) }
        let steps = try await carryOut(plan)
        let after = try await settled { try await self.plan(stage) }
        let open = after.resources.filter { $0.action != .none }.flatMap { resource in
            resource.changes.isEmpty
                ? ["\(resource.address.local) (\(resource.action.rawValue))"]
                : resource.changes.map { "\(resource.address.local) \($0.path)" }
        }
        guard open.isEmpty else {
            throw Unexpected(reason: "AWS does not show what was written: \(open.joined(separator: ", "))")
        }
        return steps
    }

    /// Plans until nothing is left to do: a read can show for a while what was before the last write.
    private func settled(_ plan: () async throws -> Plan) async throws -> Plan {
        for _ in 0..<Self.looks {
            let found = try await plan()
            guard found.summary.hasChanges else { return found }
            try await account.account.access.clock.sleep(for: .seconds(5))
        }
        return try await plan()
    }

    private static let looks = 12

    /// Deletes everything that there is.
    private func delete() async throws -> String {
        let plan = try await self.plan(SelfTestStage.all[0], .destroy)
        guard plan.summary.hasChanges else { return Self.nothing }
        let steps = try await carryOut(plan)
        let after = try await settled { try await self.plan(SelfTestStage.all[0], .destroy) }
        guard !after.summary.hasChanges else {
            let left = after.resources.filter { $0.action == .delete }.map(\.name)
            throw Unexpected(reason: "AWS still shows \(left.joined(separator: ", "))")
        }
        return steps
    }

    /// Sends a call that AWS is known, or said, to refuse.
    private func run(_ probe: SelfTestProbe) async throws -> String {
        let found = try await plan(SelfTestStage.all[SelfTestStage.all.count - 1]).resources.compactMap(\.observed)
        let names = [ResourceKind.computeEnvironment, .jobQueue].compactMap { kind in
            found.first { $0.address.kind == kind }
        }
        guard names.count == 2 else { throw Unexpected(reason: "the environment is gone") }
        let caller = account.account.access.caller(region)
        do {
            try await probe.send(names[0], names[1], caller)
        } catch let error as ServiceError {
            return "refused: \(error.code): \(error.message.onOneLine)"
        }
        guard !probe.mustBeRefused else { throw Unexpected(reason: "AWS accepted it") }
        return "accepted"
    }

    private func plan(_ stage: SelfTestStage, _ goal: PlanRequest.Goal = .apply) async throws -> Plan {
        let manifest = stage.manifest(in: region)
        guard manifest.isValid else {
            throw Unexpected(reason: manifest.diagnostics.map(\.summary).joined(separator: "; "))
        }
        let files = LoadedFiles(
            manifest: manifest, places: manifest.environments.map(EnvironmentPlace.init), builder: builder,
            requests: manifest.environments.map { EnvironmentRequest($0, builder: builder, waitTimeout: 1800) })
        let request = SessionRequest(goal: goal, isReadOnly: false, lookup: goal == .apply ? .networks : .nothing)
        return try await AccountReading.read(account, files, request).plan
    }

    /// Carries a plan out; says how many steps that took.
    private func carryOut(_ plan: Plan) async throws -> String {
        let outcome = await ApplyTrace.apply(
            plan, to: account.account.access, as: "selftest", interruption: interruption, observe: observe)
        let failures = outcome.results.compactMap { step, result -> String? in
            if case .failed(let failure) = result {
                "\(step.planned.address.local): \(failure.fullSummary)"
            } else {
                nil
            }
        }
        let late = outcome.unavailable.map(\.failure.fullSummary)
        guard outcome.isComplete else {
            let reasons = failures + late
            throw Unexpected(reason: reasons.isEmpty ? "stopped" : reasons.joined(separator: "; "))
        }
        return outcome.results.count.counted("step")
    }
}
