import AWSOperations
import Planning
import ResourceModel

/// Waits for AWS. All waits for a kind share one list call a tick.
package actor Poller {
    /// The resource that is waited for.
    struct Target: Hashable, Sendable {
        var region: String
        var kind: ResourceKind
        var name: String
    }

    private let access: AWSAccess
    private let kinds: KindRegistry
    private var waiting: [Target: Int] = [:]
    private var tick: Task<Poll, any Error>?
    /// The time of the last news: a wait that began, or a status that changed.
    private var lastNews = 0.0
    /// The resources as the last polls found them.
    private var lastFound: [Target: PolledRecord] = [:]
    private var isStopped = false
    private var pauses: [Int: Task<Void, any Error>] = [:]
    private var pauseCount = 0

    /// Seconds between polls: one while a change may end at any moment, more when it takes long. One call tells all
    /// waits of a region, so it costs little.
    private static let shortInterval = 1.0
    private static let longInterval = 5.0
    /// Seconds after the last news for which the interval is short. Batch makes an environment in 20 to 30 s.
    private static let shortTime = 60.0
    /// The longest time in seconds without a report of a wait, so that its reader knows that the run is alive.
    private static let heartbeat = 30.0

    init(_ access: AWSAccess, _ kinds: KindRegistry) {
        self.access = access
        self.kinds = kinds
    }

    /// Ends every wait with `CancellationError`, now and later.
    func stop() {
        isStopped = true
        tick?.cancel()
        for pause in pauses.values { pause.cancel() }
    }

    /// Lets time pass. Throws `CancellationError` when all waits are ended.
    func pause(for duration: Duration) async throws {
        guard !isStopped else { throw CancellationError() }
        let sleep = Task(executorPreference: access.clock.executor) { [access] in
            try await access.clock.sleep(for: duration)
        }
        pauseCount += 1
        let number = pauseCount
        pauses[number] = sleep
        defer { pauses[number] = nil }
        try await withTaskCancellationHandler {
            try await sleep.value
        } onCancel: {
            sleep.cancel()
        }
    }

    /// Returns a resource as the last poll for it found it; nil if there was none.
    func lastSeen(_ target: Target) -> PolledRecord? { lastFound[target] }

    /// Polls until the decision is final. A change of the status is reported at once, and an old status again while
    /// nothing changes.
    ///
    /// - Parameter timeout: seconds after which the wait fails.
    func wait(
        for target: Target, timeout: Int, report: @Sendable (String) async -> Void,
        _ decision: @Sendable (PollResult) -> WaitDecision
    ) async throws -> PolledRecord? {
        waiting[target, default: 0] += 1
        defer { leave(target) }
        let start = await access.clock.now()
        lastNews = max(lastNews, start)
        var last: PolledRecord?
        var seen: Set<ResourceStatus> = []
        var reported = start
        while true {
            guard !isStopped, !Task.isCancelled else { throw CancellationError() }
            let poll = try await nextTick()
            let now = await access.clock.now()
            let elapsed = now - start
            // The next poll may be too late for a report.
            let isReportDue = now - reported >= Self.heartbeat - Self.longInterval
            // A poll that was already under way did not ask for this target, and one that failed has no result for it.
            guard poll.asked.contains(target) else {
                guard let trouble = poll.trouble[target] else { continue }
                guard elapsed < Double(timeout) else {
                    throw WaitFailed(
                        name: target.name, reason: "AWS did not say how it is for \(timeout) s: \(trouble)")
                }
                if isReportDue {
                    reported = now
                    await report("waiting: \(trouble)")
                }
                continue
            }
            let record = poll.found[target]
            if let record { seen.insert(record.status) }
            switch decision(PollResult(record: record, statusesSeen: seen, elapsed: elapsed)) {
            case .done: return record
            case .failed(let reason):
                throw WaitFailed(name: target.name, reason: reason, isFinal: true, record: record)
            case .waiting: break
            }
            let isNews = record.map { $0.status != last?.status || $0.state != last?.state } ?? false
            if isNews { lastNews = max(lastNews, now) }
            if isNews || isReportDue {
                reported = now
                await report(record?.status.rawValue ?? "AWS does not show it yet")
            }
            last = record
            guard elapsed < Double(timeout) else {
                throw WaitFailed(
                    name: target.name,
                    reason: "it is still \(last.map(Self.words) ?? "not visible") after \(timeout) s"
                        + (last?.reason.map { ": \($0)" } ?? ""))
            }
        }
    }

    /// Returns the status, and the state if this version does not know it.
    private static func words(_ record: PolledRecord) -> String {
        guard case .unknown(let state) = record.state else { return record.status.rawValue }
        return "\(record.status) and \(state)"
    }

    private func leave(_ target: Target) {
        waiting[target, default: 1] -= 1
        if waiting[target] == 0 { waiting[target] = nil }
    }

    /// Returns the next poll, which all waits share.
    private func nextTick() async throws -> Poll {
        let task = tick ?? beginTick()
        tick = task
        defer { if tick == task { tick = nil } }
        return try await task.value
    }

    /// A poll is made for all waits, so its calls belong to none of their steps.
    private func beginTick() -> Task<Poll, any Error> {
        CallOrigin.$step.withValue(nil) {
            Task(executorPreference: access.clock.executor) { try await self.poll() }
        }
    }

    private func poll() async throws -> Poll {
        let isNew = await access.clock.now() - lastNews < Self.shortTime
        let interval = isNew ? Self.shortInterval : Self.longInterval
        try await access.clock.sleep(for: .milliseconds(Int(interval * 1000)))
        var asked = Set(waiting.keys)
        let groups = asked.grouped { Group(region: $0.region, kind: $0.kind) }
        let lists = groups.flatMap { group, targets in
            let polling = kinds[group.kind]?.polling
            return targets.map(\.name).sorted().inChunks(of: polling?.namesPerCall ?? 1).map { (group, polling, $0) }
        }
        // A failure that passes costs the waits one tick: each has its deadline.
        let answers = try await concurrently(lists) {
            [access] group, polling, names -> Result<[PolledRecord], any Error> in
            do {
                return .success(try await polling?.list(names, access.caller(group.region)) ?? [])
            } catch let error where FailureClass.passes(error) {
                return .failure(error)
            }
        }
        var found: [Target: PolledRecord] = [:]
        var trouble: [Target: String] = [:]
        for ((group, _, names), answer) in zip(lists, answers) {
            if case .failure(let error) = answer {
                for name in names {
                    let target = Target(region: group.region, kind: group.kind, name: name)
                    trouble[target] = "\(error)"
                    asked.remove(target)
                }
            }
            for record in (try? answer.get()) ?? [] {
                let target = Target(region: group.region, kind: group.kind, name: record.name)
                // For a while AWS lists a deleted namesake beside the live one.
                if let other = found[target], other.status != .deleted { continue }
                found[target] = record
            }
        }
        for target in asked { lastFound[target] = found[target] }
        return Poll(asked: asked, found: found, trouble: trouble)
    }

    /// One tick: the targets asked for, the records that Batch showed, and the reasons why it showed none of others.
    private struct Poll: Sendable {
        var asked: Set<Target>
        var found: [Target: PolledRecord]
        var trouble: [Target: String]
    }

    private struct Group: Hashable {
        var region: String
        var kind: ResourceKind
    }
}

/// A wait that ended before its state was reached.
package struct WaitFailed: Error, Sendable {
    /// The resource's name in AWS.
    package var name: String
    /// AWS's reason, or the time that it took.
    package var reason: String
    /// True if the state cannot be reached any more; false if only the time was too short.
    package var isFinal = false
    /// The resource as the last poll found it, if AWS showed it.
    package var record: PolledRecord?
}
