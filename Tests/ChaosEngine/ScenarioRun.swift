import AWSOperations
import ManifestLoading
import Planning
package import SimulatedAWS
package import TestScenarios

/// One scenario under one seed, with all its cases.
package struct ScenarioRun: Sendable {
    package let scenario: Scenario
    package let seed: UInt64
    /// Which cases are run.
    package let isWanted: @Sendable (CaseName) -> Bool
    /// Receives every finished case, with the calls of its rerun.
    package let report: @Sendable (CaseName, [Violation], [CallRecord]) async -> Void

    /// The counts of a run of all cases.
    package struct Tally: Sendable {
        /// The calls of the undisturbed run.
        package var calls = 0
        /// Deaths, each with its rerun.
        package var crashes = 0
        /// Second writers.
        package var rivals = 0
        /// Runs in which calls went wrong.
        package var faults = 0
        package var violations = 0

        package init() {}
    }

    /// - Parameter scenario: its files get a secret to carry.
    package init(
        _ scenario: Scenario, seed: UInt64, isWanted: @escaping @Sendable (CaseName) -> Bool = { _ in true },
        report: @escaping @Sendable (CaseName, [Violation], [CallRecord]) async -> Void = { _, _, _ in }
    ) {
        self.scenario = scenario.mapFiles(Secret.plant)
        self.seed = seed
        self.isWanted = isWanted
        self.report = report
    }

    /// Runs everything; stops between two cases when `isOver` is true.
    ///
    /// - Parameter clock: the time of the account.
    package func run(clock: SimulatedClock = SimulatedClock(), isOver: @Sendable () -> Bool = { false }) async throws
        -> Tally
    {
        var tally = Tally()
        let stage = try await PreparedAccount(scenario, seed: seed, clock: clock)
        let recorded = await stage.prepared.fork()
        let monitor = await stage.monitor(recorded)
        let recorder = CrashRecorder(recorded) { name in isWanted(name) }
        var enactment = Enactment(recorded, scenario.command, monitor: monitor)
        enactment.wrap = { RecordedCaller(base: $0, recorder: recorder) }
        let result = try await endure(enactment)
        // The calm run was looked at when the stage was set; here only its steps count.
        await recorded.clock.advance(by: 5)
        try await stage.judge(result, in: recorded, monitor, Conditions(rest: 10))
        tally.calls = await recorder.calls
        await conclude(.calm, monitor, recorded, &tally)
        for crashPoint in await recorder.crashPoints {
            guard !isOver() else { return tally }
            tally.crashes += 1
            try await rerun(crashPoint, stage, &tally)
        }
        for call in 1...max(tally.calls, 1) {
            for name in [CaseName.overtaken(call), .beside(call)] where isWanted(name) && suits(name) {
                guard !isOver() else { return tally }
                tally.rivals += 1
                try await meetRival(name, stage, &tally)
            }
        }
        for number in 1...Self.faultRuns where isWanted(.faults(number)) {
            guard !isOver() else { return tally }
            tally.faults += 1
            try await disturb(number, stage, &tally)
        }
        return tally
    }

    private static let faultRuns = 20

    /// A second writer takes two whole runs: each call is met in one way or the other, by seed.
    private func suits(_ name: CaseName) -> Bool {
        switch name {
        case .overtaken(let call): (call + Int(seed)).isMultiple(of: 2)
        case .beside(let call): !(call + Int(seed)).isMultiple(of: 2)
        default: true
        }
    }

    /// Runs a command. If an obstacle is set, it runs once against it, and again after it is removed.
    ///
    /// - Parameters:
    ///   - faults: the seed of the calls that go wrong; nil if none does.
    ///   - isFree: true if the obstacle has been removed.
    private func endure(
        _ enactment: Enactment, faults: UInt64? = nil, isFree: Bool = false
    ) async throws -> Enactment.Result {
        func carriedOut(_ enactment: Enactment) async -> Enactment.Result {
            guard let faults else { return await enactment.run() }
            return await enactment.run(withFaults: faults, refusal: scenario.refusal)
        }
        guard let obstacle = scenario.obstacle, !isFree else { return await carriedOut(enactment) }
        let hindrance = Hindrance(obstacle)
        var hindered = enactment
        hindered.hindrance = hindrance
        let result = await carriedOut(hindered)
        var violations = await hindrance.judge(result, isAlone: faults == nil)
        let account = enactment.account
        await account.clock.advance(by: 5)
        if await hindrance.hasRefused, result.failures.isEmpty, result.refusals.isEmpty {
            // What was called done has to be so.
            let changes = await Enactment(account, enactment.command, monitor: enactment.monitor).changes()
            if changes != 0 {
                violations.append(Violation(.refusalIsNoSuccess, "the plan has changes after a success"))
            }
        }
        for violation in violations { await enactment.monitor.note(violation) }
        try await lift(in: account)
        var free = enactment
        free.wrap = { $0 }
        return await free.run()
    }

    /// Removes the obstacle, and waits until reads show that.
    private func lift(in account: SimulatedAccount) async throws {
        guard let obstacle = scenario.obstacle else { return }
        try await obstacle.lift(account)
        await account.clock.advance(by: 10)
    }

    private func conclude(
        _ name: CaseName, _ monitor: InvariantMonitor, _ account: SimulatedAccount, _ tally: inout Tally
    ) async {
        let violations = await monitor.violations
        tally.violations += violations.count
        await report(name, violations, await account.log)
    }

    private func rerun(_ crashPoint: CrashRecorder.CrashPoint, _ stage: PreparedAccount, _ tally: inout Tally)
        async throws
    {
        let account = crashPoint.account
        let conditions = Conditions(seed: seed, crashPoint.name)
        let monitor = await stage.monitor(account, hasFaults: conditions.faultSeed != nil)
        await account.clock.advance(by: conditions.rest)
        var enactment = Enactment(account, scenario.command, monitor: monitor)
        let result: Enactment.Result
        if let faults = conditions.faultSeed {
            result = try await endure(enactment, faults: faults)
        } else {
            if let death = conditions.secondDeath {
                let mortality = Mortality(at: death, takesEffect: conditions.secondTakesEffect)
                var dying = enactment
                dying.wrap = { MortalCaller(base: $0, mortality: mortality) }
                _ = await dying.run()
                await account.clock.advance(by: conditions.rest)
            }
            enactment.wrap = { $0 }
            // What was in the way is gone when the rerun begins, or only afterwards.
            let isFree = crashPoint.name.isBefore
            if isFree { try await lift(in: account) }
            result = try await endure(enactment, isFree: isFree)
        }
        await account.clock.advance(by: 5)
        try await stage.judge(result, in: account, monitor, conditions)
        await conclude(crashPoint.name, monitor, account, &tally)
    }

    private func meetRival(_ name: CaseName, _ stage: PreparedAccount, _ tally: inout Tally) async throws {
        let account = await stage.prepared.fork()
        let monitor = await stage.monitor(account, hasRival: true)
        let (call, isBeside) =
            switch name {
            case .overtaken(let call): (call, false)
            case .beside(let call): (call, true)
            default: (0, false)
            }
        let hindrance = scenario.obstacle.map { Hindrance($0) }
        var rival = Enactment(account, scenario.rival ?? scenario.command, monitor: monitor)
        rival.hindrance = hindrance
        let rivalry = ConcurrentWriter(at: call, isBeside: isBeside) { [rival] in await rival.run() }
        var enactment = Enactment(account, scenario.command, monitor: monitor)
        enactment.wrap = { RivalledCaller(base: $0, rivalry: rivalry) }
        enactment.hindrance = hindrance
        var result = await enactment.run()
        if let other = await rivalry.finish(), scenario.rival == nil {
            result.failures += other.failures
            result.done += other.done
        }
        for violation in await hindrance?.judge(result, isAlone: false) ?? [] { await monitor.note(violation) }
        await account.clock.advance(by: 5)
        try await lift(in: account)
        let isOutrun = !result.failures.isEmpty && result.failures.allSatisfy(Self.isOfBeingOutrun)
        if scenario.rival != nil || scenario.obstacle != nil || isOutrun {
            // Two files contradict each other: the last run wins. A run must say so if another outdated its reads.
            enactment.wrap = { $0 }
            enactment.hindrance = nil
            result = await enactment.run()
            await account.clock.advance(by: 5)
        }
        try await stage.judge(result, in: account, monitor, .contended)
        await conclude(name, monitor, account, &tally)
    }

    /// True if another run had replaced what this run had read, or a step was not done for that reason.
    private static func isOfBeingOutrun(_ failure: String) -> Bool {
        failure.contains("another run has replaced") || failure.contains("was not done")
    }

    private func disturb(_ number: Int, _ stage: PreparedAccount, _ tally: inout Tally) async throws {
        let account = await stage.prepared.fork()
        let monitor = await stage.monitor(account, hasFaults: true)
        let enactment = Enactment(account, scenario.command, monitor: monitor)
        let result = try await endure(enactment, faults: seed &* 1000 &+ UInt64(number))
        await account.clock.advance(by: 5)
        try await stage.judge(result, in: account, monitor, .contended)
        await conclude(.faults(number), monitor, account, &tally)
    }
}

extension Scenario {
    /// The scenario with a change in every environment of its files.
    func mapFiles(_ change: (EnvironmentDefinition) -> EnvironmentDefinition) -> Scenario {
        var scenario = self
        scenario.before = before.map(change)
        scenario.command.file = command.file.map(change)
        scenario.rival?.file = rival?.file.map(change) ?? []
        return scenario
    }
}
