import AWSOperations
import ManifestLoading
import Planning
import ResourceModel
package import SimulatedAWS
import SimulatedAWSHooks
package import TestScenarios

/// An account in which a scenario's command can begin, and the facts about it before any call goes wrong.
package struct PreparedAccount: Sendable {
    package let scenario: Scenario
    package let ownership: Ownership
    package let prepared: SimulatedAccount
    package let bystanders: Bystanders
    /// True if Batch finds environments INVALID because IAM has not propagated yet. Such an environment is recreated.
    /// Between a run's last look at it and the call that disables it, another run may have recreated it and put it to
    /// use, because the call identifies the environment only by its name.
    private let makesAnew: Bool
    /// Seconds in which IAM propagates so that no environment becomes INVALID.
    private static let spread = 10.0
    /// The stems that the command replaces.
    private let replaced: Set<String>
    /// The stems that the file permits to be replaced.
    private let replaceable: Set<String>
    /// The resources that a calm run leaves, without generations.
    private let wanted: [String]

    package init(_ scenario: Scenario, seed: UInt64, clock: SimulatedClock) async throws {
        self.scenario = scenario
        let files = scenario.before + scenario.command.file + (scenario.rival?.file ?? [])
        let wantedFile = scenario.command.goal == .destroy ? [] : scenario.command.file
        ownership = Ownership(files: files, wanted: wantedFile, adopts: scenario.command.goal == .adopt)
        var settings = TimingProfile.settings(seed: seed)
        scenario.weather(&settings)
        makesAnew = settings.timings.identityPropagation > Self.spread
        let resources = AccountFixture().requests(files).flatMap(\.resources)
        prepared = try await scenario.prepared(settings, clock: clock) { account in
            try await Bystanders.settle(in: account, beside: resources)
        }
        let view = await prepared.view()
        bystanders = try Bystanders(in: view, besides: ownership)
        let plan = try await AccountFixture(prepared).plan(scenario.command)
        let replacements = plan.resources.filter { $0.action == .replace }.map(\.name)
        replaced = Set(replacements.compactMap { [ownership] in ownership.stem(of: $0) })
        let overwritten = scenario.command.file.filter { $0.onExists == .overwrite }
        replaceable = Set(
            AccountFixture().requests(overwritten).flatMap(\.resources).filter {
                $0.address.kind == .computeEnvironment
            }.map(
                \.name))
        let calm = await prepared.fork()
        if plan.refusals.isEmpty { _ = try await scenario.run(AccountFixture(calm)) }
        await calm.clock.advance(by: 5)
        wanted = await Self.inventory(calm, ownership)
    }

    /// A monitor for an account that began as this one.
    ///
    /// - Parameters:
    ///   - hasFaults: true if calls go wrong. If AWS does not say how many jobs run, the guard assumes that some do,
    ///     and more is replaced than otherwise.
    ///   - hasRival: true if another run is active.
    package func monitor(
        _ account: SimulatedAccount, hasFaults: Bool = false, hasRival: Bool = false
    ) async -> InvariantMonitor {
        InvariantMonitor(
            ownership, replaced: hasFaults ? replaced.union(replaceable) : replaced,
            servesThroughout: !isDestroying && !(hasRival && makesAnew) && scenario.obstacle?.endsService != true,
            isContested: isContested, hasRival: hasRival,
            known: Set(InvariantMonitor.existing(in: await prepared.view())), from: await account.view())
    }

    private var isDestroying: Bool { scenario.command.goal == .destroy || scenario.rival?.goal == .destroy }

    /// True if one run destroys what the other makes.
    private var isContested: Bool { isDestroying && scenario.rival.map { $0.goal != scenario.command.goal } ?? false }

    /// Holds the end of a case against the invariants that are about ends.
    package func judge(
        _ result: Enactment.Result, in account: SimulatedAccount, _ monitor: InvariantMonitor, _ conditions: Conditions
    ) async throws {
        let expected = scenario.refusal.map { [$0] } ?? []
        if result.refusals != expected || !result.failures.isEmpty {
            let detail = (result.refusals.map { "refused: \($0.rawValue)" } + result.failures).joined(separator: "; ")
            await monitor.note(Violation(.converges, detail.isEmpty ? "not refused" : detail))
        }
        if conditions.faultSeed == nil, !conditions.isContended { await judgeRefusals(monitor, conditions) }
        let written = await account.log.filter(\.isMutating).map(\.operation)
        if scenario.refusal != nil, scenario.rival == nil, !written.isEmpty {
            await monitor.note(Violation(.refusedWritesNothing, written.joined(separator: ", ")))
        }
        try await judgeRepetition(account, monitor)
        for complaint in try await scenario.audit(account) {
            await monitor.note(Violation(.nothingOrphaned, complaint))
        }
        let missing = await Self.inventory(account, ownership)
        if missing != wanted {
            let changes = missing.difference(from: wanted).map { "\($0)" }.joined(separator: "; ")
            await monitor.note(Violation(.nothingOrphaned, changes))
        }
        let changed = try bystanders.changed(in: await account.view())
        if !changed.isEmpty { await monitor.note(Violation(.bystandersUntouched, changed.joined(separator: ", "))) }
    }

    /// Once more: nothing to do, nothing written, everything usable.
    private func judgeRepetition(_ account: SimulatedAccount, _ monitor: InvariantMonitor) async throws {
        guard scenario.refusal == nil else { return }
        let before = await account.log.count
        let again = await Enactment(account, scenario.command, monitor: monitor).run()
        let written = await account.log.dropFirst(before).filter(\.isMutating).map(\.operation)
        if again.changes > 0 || !written.isEmpty || !again.failures.isEmpty || !again.refusals.isEmpty {
            let detail = "\(again.changes) changes, writes \(written), \(again.failures) \(again.refusals)"
            await monitor.note(Violation(.idempotent, detail))
        }
        let others = bystanders.names
        let view = await account.view()
        guard scenario.command.goal != .destroy else { return }
        let environments = view.computeEnvironments(region: AccountFixture.region).map {
            ("compute-environment/\($0.computeEnvironmentName ?? "")", $0.status ?? "", $0.state ?? "")
        }
        let queues = view.jobQueues(region: AccountFixture.region).map {
            ("job-queue/\($0.jobQueueName ?? "")", $0.status ?? "", $0.state ?? "")
        }
        for (name, status, state) in environments + queues where !others.contains("\(AccountFixture.region)/\(name)") {
            // What AWS is deleting is as good as gone.
            guard status != "DELETING", status != "VALID" || state != "ENABLED" else { continue }
            await monitor.note(Violation(.converges, "\(name) is \(status) \(state)"))
        }
    }

    /// The refusals that no program that knows the order would have met.
    private func judgeRefusals(_ monitor: InvariantMonitor, _ conditions: Conditions) async {
        let journal = RefusalJournal()
        for refusal in await monitor.refusals { await journal.note(refusal) }
        var excused = [
            "already exists", "IamInstanceProfile", "nstance profile", "DeleteConflict", "has been taken",
            "InstanceSessionsPerInstanceProfile",
        ]
        excused += scenario.obstacle?.excuses ?? []
        // What does not show yet is tried again, and what shows still is deleted again.
        if !conditions.isCalm { excused += ["NoSuchEntity", "NotFound", "does not exist", "AlreadyExists"] }
        for refusal in await journal.unexpected(alsoPassing: excused) {
            await monitor.note(Violation(.noNeedlessRefusal, refusal))
        }
    }

    /// The resources that exist; compute environments without their generation, because tries are not counted.
    private static func inventory(_ account: SimulatedAccount, _ ownership: Ownership) async -> [String] {
        let going = await account.view().computeEnvironments(region: AccountFixture.region).filter {
            $0.status == "DELETING"
        }
        .compactMap(\.computeEnvironmentName)
        return await account.inventory().compactMap { entry in
            let name = entry.split(separator: "/").last.map(String.init) ?? ""
            guard entry.contains("/compute-environment/") else { return entry }
            guard !going.contains(name) else { return nil }
            return ownership.stem(of: name).map { entry.dropLast(name.count) + $0 } ?? entry
        }.sorted()
    }
}
