import AWSOperations
import ChaosEngine
import ManifestLoading
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Tests of the checks at the end of a run.
struct EndTests {
    private static let scenario = Scenario(
        name: "scale", before: [Scenarios.spot], command: .apply([Scenarios.wide]))

    /// Runs the command, lets something happen, and judges.
    private static func judged(
        _ scenario: Scenario = scenario, runs: Bool = true, rest: Double = 10, result: Enactment.Result? = nil,
        _ happen: (SimulatedAccount) async throws -> Void = { _ in }
    ) async throws -> Set<Invariant> {
        let stage = try await PreparedAccount(scenario, seed: 1, clock: SimulatedClock())
        let account = await stage.prepared.fork()
        let monitor = await stage.monitor(account)
        let enactment = Enactment(account, scenario.command, monitor: monitor)
        let real = runs ? await enactment.run() : Enactment.Result()
        await account.clock.advance(by: 30)
        try await happen(account)
        try await stage.judge(result ?? real, in: account, monitor, Conditions(rest: rest))
        return Set(await monitor.violations.map(\.invariant))
    }

    @Test
    func `accepts a run that ends well`() async throws {
        #expect(try await Self.judged() == [])
    }

    @Test
    func `a run that fails or is refused does not converge`() async throws {
        #expect(try await Self.judged(result: Enactment.Result(failures: ["no"])) == [.converges])
        #expect(try await Self.judged(result: Enactment.Result(refusals: [.protected])) == [.converges])
    }

    @Test
    func `the next run finds work that a run left undone`() async throws {
        #expect(try await Self.judged(runs: false) == [.idempotent])
    }

    @Test
    func `what is left over is found`() async throws {
        let found = try await Self.judged { account in
            _ = try await account.caller(region: AccountFixture.region).call(
                Logs.CreateLogGroup(logGroupName: "/stray"))
        }
        #expect(found == [.nothingOrphaned])
    }

    @Test
    func `finds a neighbour's environment that has changed`() async throws {
        let found = try await Self.judged { account in
            try await account.changeComputeEnvironment("neighbour", region: AccountFixture.region) { $0.tags = [:] }
        }
        #expect(found == [.bystandersUntouched])
    }

    @Test
    func `a neighbour's job that ended is found`() async throws {
        let found = try await Self.judged { account in
            try await account.addJobs(1, queue: "neighbour", region: AccountFixture.region)
        }
        #expect(found == [.bystandersUntouched])
    }

    @Test
    func `a command that a guard refuses may write nothing`() async throws {
        var refused = Scenario(name: "", before: [Scenarios.spot], command: .apply([Scenarios.wide]))
        refused.refusal = .protected
        #expect(try await Self.judged(refused).isSuperset(of: [.converges, .refusedWritesNothing]))
    }

    @Test
    func `a write that AWS refuses for its order is found`() async throws {
        let stage = try await PreparedAccount(Self.scenario, seed: 1, clock: SimulatedClock())
        let account = await stage.prepared.fork()
        let monitor = await stage.monitor(account)
        let caller = MonitoredCaller(
            account.caller(region: AccountFixture.region), region: AccountFixture.region, account: account,
            monitor: monitor,
            phase: Phase())
        let names = try await Names(account)
        _ = try? await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: names.environment))
        let result = await Enactment(account, Self.scenario.command, monitor: monitor).run()
        await account.clock.advance(by: 30)
        try await stage.judge(result, in: account, monitor, Conditions(rest: 10))
        #expect(await monitor.violations.map(\.invariant).contains(.noNeedlessRefusal))
    }

    @Test
    func `a secret in what a run prints is found`() async throws {
        let file = [Scenarios.bench { $0.allowedBuckets = [AllowedBucket(Secret.text)] }]
        let scenario = Scenario(name: "", before: [Scenarios.spot], command: .apply(file))
        let found = try await Self.judged(scenario)
        #expect(found.contains(.noSecretShown))
    }

    @Test
    func `records a separate world at every crash point of a run`() async throws {
        let account = try await Self.scenario.prepared()
        let recorder = CrashRecorder(account) { _ in true }
        let before = await account.log.count
        let fixture = AccountFixture(account) { RecordedCaller(base: $0, recorder: recorder) }
        _ = try await Self.scenario.run(fixture)
        let (calls, crashPoints) = await (recorder.calls, recorder.crashPoints)
        #expect(await account.log.count == before + calls)
        #expect(crashPoints.count == 2 * calls)
        let write = try #require(crashPoints.firstIndex { $0.operation == "batch:UpdateComputeEnvironment" })
        let (unwritten, written) = (crashPoints[write].account, crashPoints[write + 1].account)
        let widths = await [unwritten, written].asyncMap { account in
            await account.computeEnvironments(region: AccountFixture.region).compactMap(\.computeResources?.maxvCpus)
                .max()
        }
        #expect(widths == [1000, 2000])
        // A fork's time and events are its own.
        let time = await account.clock.now()
        await unwritten.clock.advance(by: 1000)
        #expect(await account.clock.now() == time)
    }

    @Test
    func `a scenario's cases hold, and are the same each time`() async throws {
        var names: [[CaseName]] = []
        for _ in 1...2 {
            let log = CaseLog()
            let run = ScenarioRun(Self.scenario, seed: 2) { name in
                switch name {
                case .calm, .faults(1): true
                case .before(let call), .after(let call), .overtaken(let call), .beside(let call): call % 13 == 2
                case .faults: false
                }
            } report: { name, violations, _ in
                await log.note(name, violations)
            }
            let tally = try await run.run()
            #expect(tally.crashes > 2 && tally.rivals > 1 && tally.faults == 1)
            #expect(await log.violations == [])
            names.append(await log.names)
        }
        // They are reported as they end, which is no order.
        #expect(Set(names[0]) == Set(names[1]))
    }
}

private actor CaseLog {
    private(set) var names: [CaseName] = []
    private(set) var violations: [Violation] = []

    func note(_ name: CaseName, _ violations: [Violation]) {
        names.append(name)
        self.violations += violations
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ change: (Element) async -> Result) async -> [Result] {
        var results: [Result] = []
        for element in self { results.append(await change(element)) }
        return results
    }
}
