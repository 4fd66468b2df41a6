import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Environments that become INVALID.
struct InvalidTests {
    private static let noRoute =
        "CLIENT_ERROR - Compute environment has been INVALIDATED and scaled down because none of the instances joined"
        + " the underlying ECS Cluster"

    /// Invalidates the work environment whenever it is seen while it is created.
    private static func spoil(_ account: SimulatedAccount, reason: String) -> @Sendable (ApplyEvent) async -> Void {
        { event in
            guard case .progress(let step, "CREATING", _) = event, step.planned.name.hasSuffix("-work-g1") else {
                return
            }
            try? await account.invalidateComputeEnvironment(
                step.planned.name, region: AccountFixture.region, reason: reason)
        }
    }

    @Test
    func `a creation that turns INVALID fails with Batch's reason and the remedy`() async throws {
        let fixture = AccountFixture()
        let spoil = Self.spoil(fixture.account, reason: Self.noRoute)
        let outcome = try await fixture.apply([Scenarios.spot], observe: spoil)
        let failed = outcome.results.compactMap { result -> StepFailure? in
            if case .failed(let failure) = result.result { failure } else { nil }
        }
        #expect(failed.count == 1)
        #expect(failed.first?.summary.contains(Self.noRoute) == true)
        #expect(failed.first?.detail.contains("that the subnets have a route") == true)
        let skipped = outcome.results.filter { if case .skipped = $0.result { true } else { false } }
        #expect(skipped.map(\.step.planned.address.local) == ["job-queue.work", "job-definition.head"])
        #expect(outcome.isPartial)
        // After the cause is gone the same command goes on.
        await fixture.account.clock.advance(by: 5)
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        #expect(try await fixture.plan([Scenarios.spot]).summary.hasChanges == false)
    }

    @Test
    func `what stays INVALID ends every run with its reason`() async throws {
        var settings = SimulationSettings()
        settings.timings.identityPropagation = 1_000_000
        let fixture = AccountFixture(SimulatedAccount(settings: settings))
        for _ in 1...2 {
            let outcome = try await fixture.apply([Scenarios.spot])
            #expect(!outcome.isComplete)
            #expect(outcome.failures.contains { $0.contains("Invalid IamInstanceProfile") && $0.contains("run again") })
            await fixture.account.clock.advance(by: 5)
        }
    }

    @Test(arguments: [60.0])
    func `waits for IAM's propagation, also after an earlier run died`(
        seconds: Double
    ) async throws {
        var settings = SimulationSettings()
        settings.timings.identityPropagation = seconds
        let account = SimulatedAccount(settings: settings)
        for point in 1... {
            let mortality = Mortality(at: point, takesEffect: true)
            let fork = await account.fork()
            _ = try await AccountFixture(fork, through: { MortalCaller(base: $0, mortality: mortality) }).apply([
                Scenarios.spot
            ])
            guard let write = await mortality.fatalWrite else { break }
            await fork.clock.advance(by: 1)
            let rerun = AccountFixture(fork)
            let failures = try await rerun.apply([Scenarios.spot]).failures
            #expect(failures == [], "died after write \(point), \(write)")
            await fork.clock.advance(by: 5)
            #expect(try await rerun.plan([Scenarios.spot]).summary.hasChanges == false)
        }
    }

    @Test(arguments: ["Clusters can not be blank", "Parameter: SpotFleetRequestConfig.IamFleetRole is invalid"])
    func `refuses with reason and advice when no update repairs it`(reason: String) async throws {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        let name = try await Names(account).environment
        try await account.invalidateComputeEnvironment(
            name, region: AccountFixture.region, reason: "CLIENT_ERROR - \(reason)")
        let refused = try await AccountFixture(account).plan([Scenarios.spot])
        #expect(refused.refusals.map(\.kind) == [.replacementRefused])
        #expect(
            refused.refusals.first?.fact == .incurable(name: name, statusReason: "CLIENT_ERROR - \(reason)"))
        let allowed = try await AccountFixture(account).plan([Scenarios.replacing])
        #expect(allowed.refusals == [] && allowed.summary.replace == 1)
    }

    @Test
    func `updates in place when an update may repair the environment`() async throws {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        let name = try await Names(account).environment
        try await account.invalidateComputeEnvironment(name, region: AccountFixture.region, reason: Self.noRoute)
        let plan = try await AccountFixture(account).plan([Scenarios.replacing])
        #expect(plan.summary.replace == 0 && plan.summary.update == 1)
    }

    @Test(arguments: [
        "CLIENT_ERROR - User: arn:aws:sts::123456789012:assumed-role/custom/aws-batch is not authorized to perform: "
            + "ecs:DescribeClusters with an explicit deny in a permissions boundary", noRoute,
        "CLIENT_ERROR - Invalid IamInstanceProfile: ecsInstanceRole",
    ])
    func `an old state in a read is no failure, even after UPDATING`(
        reason: String
    ) async throws {
        let account = try await Scenario(name: "", before: [Scenarios.onDemand], command: .destroy([])).prepared()
        let name = try await Names(account).environment
        try await account.invalidateComputeEnvironment(name, region: AccountFixture.region, reason: reason)
        await account.clock.advance(by: 700)
        let memory = OldAnswers()
        let fixture = AccountFixture(account) { ForgetfulCaller(base: $0, memory: memory) }
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        #expect(await memory.oldAnswers == 1)
        #expect(await fixture.unavailable() == [])
    }

    @Test
    func `one that became VALID before it was recreated is not created twice`() async throws {
        let account = try await Scenario(name: "", before: [Scenarios.onDemand], command: .destroy([])).prepared()
        let names = try await Names(account)
        await account.vanish(queue: names.queue, region: AccountFixture.region)
        // The profile is minutes old, and any update makes Batch check again.
        try await account.invalidateComputeEnvironment(
            names.environment, region: AccountFixture.region,
            reason: "CLIENT_ERROR - Invalid IamInstanceProfile: \(names.profile)")
        let fixture = AccountFixture(account)
        let before = await account.log.count
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        let writes = await fixture.calls(since: before, mutating: true)
        #expect(!writes.contains("batch:CreateComputeEnvironment"), "\(writes)")
        #expect(await fixture.unavailable() == [])
    }

    @Test
    func `a compute environment that stays CREATING fails when the time is over`() async throws {
        var settings = SimulationSettings()
        settings.timings.environmentCreate = 100_000
        let fixture = AccountFixture(SimulatedAccount(settings: settings))
        let began = await fixture.account.clock.now()
        let outcome = try await fixture.apply([Scenarios.onDemand])
        let failure = outcome.failures.first
        #expect(failure?.contains("it is still CREATING after 1800 s") == true, "\(outcome.failures)")
        #expect(await fixture.account.clock.now() - began < 1800 * 2)
    }

    @Test
    func `a rerun waits longer for CREATING than for a refusal to pass`()
        async throws
    {
        var settings = SimulationSettings()
        settings.timings.environmentCreate = 900
        let account = SimulatedAccount(settings: settings)
        let interruption = Interruption()
        let first = try await AccountFixture(account).apply([Scenarios.onDemand], interruption: interruption) { event in
            if case .progress(_, "CREATING", _) = event { await interruption.request() }
        }
        #expect(first.wasInterrupted)
        await account.clock.advance(by: 5)
        #expect(try await AccountFixture(account).apply([Scenarios.onDemand]).failures == [])
    }
}

/// Remembers what Batch showed of environments before the last update, and if UPDATING was shown since.
private actor OldAnswers {
    private var old: Batch.DescribeComputeEnvironments.Output?
    private var hasShownUpdating = false
    private(set) var oldAnswers = 0
    private var isUpdated = false

    func noteUpdate() { isUpdated = true }

    /// Returns the answer to show: once after UPDATING the one from before the update.
    func shown(_ answer: Batch.DescribeComputeEnvironments.Output) -> Batch.DescribeComputeEnvironments.Output {
        guard isUpdated else {
            old = answer
            return answer
        }
        if hasShownUpdating, oldAnswers == 0, let old {
            oldAnswers += 1
            return old
        }
        hasShownUpdating = answer.computeEnvironments?.contains { $0.status == "UPDATING" } == true
        return answer
    }
}

private struct ForgetfulCaller: Caller {
    let base: any Caller
    let memory: OldAnswers

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let output = try await base.call(operation)
        if O.self == Batch.UpdateComputeEnvironment.self { await memory.noteUpdate() }
        guard let answer = output as? Batch.DescribeComputeEnvironments.Output,
            let shown = await memory.shown(answer) as? O.Output
        else { return output }
        return shown
    }
}
