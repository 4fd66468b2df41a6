public import AWSOperations

/// Takes a lease for one run, keeps it alive while the run goes on, and gives it back.
///
/// S3's clock alone decides if another run's lease is over. Our clock only measures how long ago our last renewal was
/// sent. S3 counts from its arrival, which is later: we stop before another run may take over.
public actor LeaseKeeper {
    private let store: LeaseStore
    private let clock: any RunClock
    private let interruption: Interruption
    private let notify: @Sendable (String) async -> Void
    private var record: LeaseRecord
    private var state = State.free
    /// The time to stop at unless the lease is renewed, on our clock.
    private var deadline = 0.0
    /// The time at which this keeper sent its first write, which is the oldest that may have made the lease ours.
    private var firstWrite: Double?
    /// The reason why the last renewal failed.
    private var failure: String?
    private var companions: [Task<Void, Never>] = []
    private var sleep: Task<Void, any Error>?
    private var isStopping = false

    private enum State {
        /// Not ours.
        case free
        /// A write of ours may have made it ours.
        case unclear
        case held(eTag: String)
        /// It was ours.
        case lost
    }

    /// Seconds for which a lease counts after it was written.
    static let life = 120
    /// Seconds between renewals, and until the next attempt after one that failed.
    static let renewalPause = 30.0
    static let repetitionPause = 5.0
    /// Seconds before the end of the life at which a run that could not renew
    /// stops. Calls under way have as long to end.
    static let margin = 10.0
    /// Seconds between two reads of a lease that is waited for.
    static let pollPause = 5.0
    /// The most attempts to take a lease that changes between the reads.
    private static let rounds = 6

    /// Makes a keeper that holds no lease yet.
    ///
    /// - Parameters:
    ///   - who: the principal's ARN.
    ///   - command: the command, such as `apply`.
    ///   - from: the page of the run in a CI system.
    ///   - interruption: asked for when the lease is lost; asking for it also ends waiting.
    ///   - notify: is called with sentences for the user.
    public init(
        _ store: LeaseStore, clock: any RunClock, who: String, command: String, from: String?,
        interruption: Interruption, notify: @escaping @Sendable (String) async -> Void
    ) async {
        self.store = store
        self.clock = clock
        self.interruption = interruption
        self.notify = notify
        record = LeaseRecord(
            holder: LeaseRecord.randomHolder(), who: who, command: command, from: from, seconds: Self.life,
            at: await clock.now())
    }

    /// Takes the lease and begins to renew it. Throws ``LeaseTaken`` if another run holds it for longer than `seconds`
    /// from now, and `CancellationError` if stopping was asked for.
    public func acquire(waitingFor seconds: Int = 0) async throws {
        // A simulated time counts the renewal from its first moment, as it is begun by work that counts.
        try await withTaskExecutorPreference(clock.executor) { try await take(waitingFor: seconds) }
    }

    private func take(waitingFor seconds: Int) async throws {
        await interruption.whenRequested { [weak self] in await self?.stopWaiting() }
        let start = await clock.now()
        var hasTold = false
        for round in 1... {
            while let held = try await attempt() {
                let left = Double(seconds) - (await clock.now() - start)
                guard left > 0 else { throw LeaseTaken(lease: store.lease, held: held) }
                if !hasTold { await notify("Waiting for the lease \(store.lease), held by \(held.description).") }
                hasTold = true
                try await pause(min(Self.pollPause, left))
            }
            if try await isFresh() { break }
            guard round < Self.rounds else {
                throw ReconciliationError(
                    "the lease \(store.lease) could not be kept: S3's answers are lost or take too long",
                    detail: "nothing was changed; check the network, then run again")
            }
        }
        companions = [
            Task(executorPreference: clock.executor) { [weak self] in await self?.renewRepeatedly() },
            Task(executorPreference: clock.executor) { [weak self] in await self?.watchDeadline() },
        ]
    }

    /// Gives the lease back, if it is still ours, and stops its renewal.
    public func release() async {
        for companion in companions { companion.cancel() }
        for companion in companions { await companion.value }
        companions = []
        do {
            switch state {
            case .free, .lost: return
            case .unclear: try await remove(nil)
            case .held(let eTag): try await remove(eTag)
            }
            state = .free
        } catch {
            await notify(
                "The lease \(store.lease) could not be given back (\(error)); it ends by itself within \(Self.life) s.")
        }
    }

    // MARK: Taking

    /// Takes the lease, or returns the holder.
    private func attempt() async throws -> HeldLease? {
        var expired: HeldLease?
        var round = 1
        while true {
            let sent = await clock.now()
            record = record.taken(at: sent)
            firstWrite = firstWrite ?? sent
            let failure: any Error
            do {
                state = .unclear
                let eTag = try await write(over: expired)
                hold(eTag, since: sent)
                if let expired {
                    await notify("Took over the lease \(store.lease), which was held by \(expired.description).")
                }
                return nil
            } catch let error where Self.leavesOpen(error) {
                failure = error
            } catch let error where !(error is CancellationError) {
                state = .free
                throw error
            }
            expired = nil
            if let held = try await look(isFirst: round == 1) {
                if held.record.holder == record.holder {
                    // It is not known which of our writes it was.
                    hold(held.eTag, since: firstWrite ?? sent)
                    return nil
                }
                state = .free
                guard held.isExpired else { return held }
                expired = held
            }
            guard round < Self.rounds else { throw failure }
            if round > 1 { try await pause(1) }
            round += 1
        }
    }

    /// True if the lease lasts beyond the first renewal. After a slow answer less of its life may be left, or nothing,
    /// and another run may have taken over. It is then renewed before the run is told that it holds the lease.
    private func isFresh() async throws -> Bool {
        for _ in 1...Self.rounds {
            guard case .held(let eTag) = state else { return false }
            let now = await clock.now()
            guard now + Self.renewalPause >= deadline else { return true }
            record = record.renewed(at: now)
            do {
                hold(try await store.replace(record, over: eTag), since: now)
            } catch let error where Self.leavesOpen(error) {
                state = .unclear
                try await pause(1)
            }
        }
        return false
    }

    private func write(over expired: HeldLease?) async throws -> String {
        guard let expired else { return try await store.create(record) }
        return try await store.replace(record, over: expired.eTag)
    }

    /// Returns the holder of the lease. Without the permission to list, S3 gives the same answer for an object that has
    /// just gone and for one that may not be read: the first time it is taken for gone.
    private func look(isFirst: Bool) async throws -> HeldLease? {
        do { return try await store.read() } catch let error as ServiceError where error.status == 403 && isFirst {
            return nil
        }
    }

    /// Notes that the lease is ours. A lost lease stays lost, even if a late answer renews it: the run is stopping.
    private func hold(_ eTag: String, since sent: Double) {
        if case .lost = state { return }
        state = .held(eTag: eTag)
        deadline = sent + Double(Self.life) - Self.margin
        failure = nil
    }

    /// Returns true if the holder is unknown after a failed write: the condition was not met, another write came
    /// between, or the answer was lost.
    private static func leavesOpen(_ error: any Error) -> Bool {
        switch error {
        case let error as ServiceError: [404, 409, 412].contains(error.status) || error.isAmbiguous
        case let error as NoResponse: error.mayHaveArrived
        default: false
        }
    }

    private func stopWaiting() {
        isStopping = true
        sleep?.cancel()
    }

    private func pause(_ seconds: Double) async throws {
        guard !isStopping else { throw CancellationError() }
        let sleep = Task(executorPreference: clock.executor) { [clock] in
            try await clock.sleep(for: .milliseconds(Int(seconds * 1000)))
        }
        self.sleep = sleep
        try await withTaskCancellationHandler {
            try await sleep.value
        } onCancel: {
            sleep.cancel()
        }
    }

    // MARK: Keeping

    private func renewRepeatedly() async {
        var pause = Self.renewalPause
        while case .held = state {
            do { try await clock.rest(for: .seconds(pause)) } catch { return }
            pause = await renew() ? Self.renewalPause : Self.repetitionPause
        }
    }

    /// Renews the lease; returns true if the result is known.
    private func renew() async -> Bool {
        guard case .held(let eTag) = state else { return true }
        let sent = await clock.now()
        record = record.renewed(at: sent)
        do {
            // This loop repeats the call: retries of a single call could take longer than the lease lives.
            return try await CallPatience.$current.withValue(.single) {
                do {
                    hold(try await store.replace(record, over: eTag), since: sent)
                    return true
                } catch let error where Self.leavesOpen(error) {
                    failure = "\(error)"
                    return try await settle(since: sent)
                }
            }
        } catch {
            if !(error is CancellationError) { failure = "\(error)" }
            return false
        }
    }

    /// Reads the holder of the lease after a renewal without a clear answer.
    private func settle(since sent: Double) async throws -> Bool {
        guard let held = try await store.read() else {
            await lose("it was removed, as 'reconcile unlock' does")
            return true
        }
        guard held.record.holder == record.holder else {
            await lose("it is held by \(held.description)")
            return true
        }
        guard case .held = state else { return true }
        guard held.record.renewals == record.renewals else {
            state = .held(eTag: held.eTag)
            return false
        }
        hold(held.eTag, since: sent)
        return true
    }

    /// Stops the run when the lease's life is about to end, even if a renewal is waiting for an answer.
    private func watchDeadline() async {
        while case .held = state {
            let watched = deadline
            let left = max(0, watched - (await clock.now()))
            do { try await clock.rest(for: .milliseconds(Int((left * 1000).rounded(.up)))) } catch { return }
            // The wait itself has measured the time: a clock that was set back meanwhile must not lengthen a life.
            guard deadline == watched else { continue }
            let reason = failure.map { ": \($0)" } ?? ""
            return await lose("it could not be renewed for \(Self.life - Int(Self.margin)) s\(reason)")
        }
    }

    private func lose(_ reason: String) async {
        guard case .held = state else { return }
        state = .lost
        for companion in companions { companion.cancel() }
        await notify("The lease \(store.lease) is lost: \(reason).")
        await notify(
            "Stopping: nothing new is begun. Run the same command again and it goes on from what exists in AWS.")
        await interruption.request()
    }

    // MARK: Giving back

    /// Removes the object if it is ours.
    private func remove(_ known: String?) async throws {
        var eTag = known
        for _ in 1...Self.rounds {
            if let known = eTag {
                do { return try await store.remove(known) } catch let error where Self.leavesOpen(error) {}
            }
            guard let held = try await store.read(), held.record.holder == record.holder else { return }
            eTag = held.eTag
        }
        throw ReconciliationError("it changes between reads")
    }
}
