import AWSOperations
import ManifestLoading
import Planning
package import SimulatedAWS
package import Stories

/// One scenario under one seed, with all its cases.
package struct ScenarioRun: Sendable {
    package let scenario: Scenario
    package let seed: UInt64
    /// Which cases are run.
    package let isWanted: @Sendable (CaseName) -> Bool
    /// Hears of every case when it is over, with the calls of its rerun.
    package let report: @Sendable (CaseName, [Violation], [CallRecord]) async -> Void

    /// What a run of all cases came to.
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

    /// The whole of it; stops between two cases when `isOver` says so.
    ///
    /// - Parameter clock: the time of the account.
    package func run(clock: SimulatedClock = SimulatedClock(), isOver: @Sendable () -> Bool = { false }) async throws
        -> Tally
    {
        var tally = Tally()
        let stage = try await Stage(scenario, seed: seed, clock: clock)
        let recorded = await stage.prepared.fork()
        let monitor = await stage.monitor(recorded)
        let recorder = CrashRecorder(recorded) { name in isWanted(name) }
        var enactment = Enactment(recorded, scenario.command, monitor: monitor)
        enactment.wrap = { RecordedCaller(base: $0, recorder: recorder) }
        let result = await enactment.run()
        // The calm run was looked at when the stage was set; here only its steps count.
        await recorded.clock.advance(by: 5)
        try await stage.judge(result, in: recorded, monitor, Conditions(rest: 10))
        tally.calls = await recorder.calls
        await conclude(.calm, monitor, recorded, &tally)
        for wreck in await recorder.wrecks {
            guard !isOver() else { return tally }
            tally.crashes += 1
            try await rerun(wreck, stage, &tally)
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

    private func conclude(
        _ name: CaseName, _ monitor: InvariantMonitor, _ account: SimulatedAccount, _ tally: inout Tally
    ) async {
        let violations = await monitor.violations
        tally.violations += violations.count
        await report(name, violations, await account.log)
    }

    private func rerun(_ wreck: CrashRecorder.Wreck, _ stage: Stage, _ tally: inout Tally) async throws {
        let account = wreck.account
        let conditions = Conditions(seed: seed, wreck.name)
        let monitor = await stage.monitor(account, hasFaults: conditions.faultSeed != nil)
        await account.clock.advance(by: conditions.rest)
        var enactment = Enactment(account, scenario.command, monitor: monitor)
        let result: Enactment.Result
        if let faults = conditions.faultSeed {
            result = await enactment.run(withFaults: faults, refusal: scenario.refusal)
        } else {
            if let death = conditions.secondDeath {
                let mortality = Mortality(at: death, takesEffect: conditions.secondTakesEffect)
                var dying = enactment
                dying.wrap = { MortalCaller(base: $0, mortality: mortality) }
                _ = await dying.run()
                await account.clock.advance(by: conditions.rest)
            }
            enactment.wrap = { $0 }
            result = await enactment.run()
        }
        await account.clock.advance(by: 5)
        try await stage.judge(result, in: account, monitor, conditions)
        await conclude(wreck.name, monitor, account, &tally)
    }

    private func meetRival(_ name: CaseName, _ stage: Stage, _ tally: inout Tally) async throws {
        let account = await stage.prepared.fork()
        let monitor = await stage.monitor(account, hasRival: true)
        let (call, isBeside) =
            switch name {
            case .overtaken(let call): (call, false)
            case .beside(let call): (call, true)
            default: (0, false)
            }
        let rival = Enactment(account, scenario.rival ?? scenario.command, monitor: monitor)
        let rivalry = Rivalry(at: call, isBeside: isBeside) { await rival.run() }
        var enactment = Enactment(account, scenario.command, monitor: monitor)
        enactment.wrap = { RivalledCaller(base: $0, rivalry: rivalry) }
        var result = await enactment.run()
        if let other = await rivalry.finish(), scenario.rival == nil { result.failures += other.failures }
        await account.clock.advance(by: 5)
        let isOutrun = !result.failures.isEmpty && result.failures.allSatisfy(Self.isOfBeingOutrun)
        if scenario.rival != nil || isOutrun {
            // Two files that contradict each other: who comes last has the last word. And who was outrun is told so.
            enactment.wrap = { $0 }
            result = await enactment.run()
            await account.clock.advance(by: 5)
        }
        try await stage.judge(result, in: account, monitor, .contended)
        await conclude(name, monitor, account, &tally)
    }

    /// What a run says that read AWS while another one replaced what it read, and what it left undone for that.
    private static func isOfBeingOutrun(_ failure: String) -> Bool {
        failure.contains("another run has replaced") || failure.contains("was not done")
    }

    private func disturb(_ number: Int, _ stage: Stage, _ tally: inout Tally) async throws {
        let account = await stage.prepared.fork()
        let monitor = await stage.monitor(account, hasFaults: true)
        let enactment = Enactment(account, scenario.command, monitor: monitor)
        let result = await enactment.run(withFaults: seed &* 1000 &+ UInt64(number), refusal: scenario.refusal)
        await account.clock.advance(by: 5)
        try await stage.judge(result, in: account, monitor, .contended)
        await conclude(.faults(number), monitor, account, &tally)
    }
}

extension Scenario {
    /// The scenario with every environment of its files changed.
    func mapFiles(_ change: (EnvironmentDefinition) -> EnvironmentDefinition) -> Scenario {
        func mapped(_ command: Command) -> Command {
            var command = command
            command.file = command.file.map(change)
            return command
        }
        var scenario = Scenario(
            name: name, before: before.map(change), command: mapped(command), disturbance: disturbance)
        scenario.rival = rival.map(mapped)
        scenario.refusal = refusal
        scenario.weather = weather
        return scenario
    }
}
