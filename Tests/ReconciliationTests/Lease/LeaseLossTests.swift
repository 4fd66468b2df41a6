import AWSOperations
import Kinds
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// A lease that is kept for long, and one that is lost.
@Suite(.timeLimit(.minutes(60))) struct LeaseLossTests {
    @Test func `a lease that is renewed lasts as long as the run`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        for _ in 0..<10 {
            try await stage.pass(90)
            let other = await stage.keeper("b")
            await #expect(throws: LeaseTaken.self) { try await other.acquire() }
        }
        let renewals = try #require(try await stage.store.read()).record.renewals
        #expect((28...30).contains(renewals))
        #expect(await !stage.interruption.wasRequested)
        await keeper.release()
        #expect(try await stage.holder == nil)
    }

    @Test func `a run whose lease was cleared stops`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        let held = try #require(try await stage.store.read())
        #expect(try await stage.store.clear(held))
        try await stage.pass(35)
        #expect(await stage.interruption.wasRequested)
        #expect(
            await stage.sentences.all.first
                == "The lease s3://locks/prod.lock is lost: it was removed, as 'reconcile unlock' does.")
        await keeper.release()
    }

    @Test func `a run whose lease another one holds stops, and leaves it to that one`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        #expect(try await stage.store.clear(try #require(try await stage.store.read())))
        let other = await stage.keeper("b", interruption: Interruption())
        try await other.acquire()
        while await !stage.interruption.wasRequested { try await stage.account.clock.sleep(for: .seconds(1)) }
        #expect(await stage.sentences.all.first?.contains("is lost: it is held by b (apply") == true)
        await keeper.release()
        #expect(try await stage.holder == "b")
        await other.release()
        #expect(try await stage.holder == nil)
    }

    @Test func `what another run holds by now is not given back`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        #expect(try await stage.store.clear(try #require(try await stage.store.read())))
        let other = await stage.keeper("b")
        try await other.acquire()
        await keeper.release()
        #expect(try await stage.holder == "b")
        #expect(await stage.sentences.all == [])
        await other.release()
    }

    @Test func `a lease that was shown is cleared, and no newer one`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        let shown = try #require(try await stage.store.read())
        try await stage.pass(35)
        #expect(try await !stage.store.clear(shown))
        #expect(try await stage.holder == "a")
        await keeper.release()
    }

    @Test func `a run that cannot renew stops before another may take over`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        await stage.disturb("s3:PutObject", .unreachable, forGood: true)
        while await !stage.interruption.wasRequested { try await stage.pass(5) }
        let elapsed = await stage.account.clock.now() - SimulatedClock.epoch
        #expect((110...115).contains(elapsed))
        let said = await stage.sentences.all.first ?? ""
        #expect(said.contains("is lost: it could not be renewed for 110 s: s3:PutObject: no answer"))
        #expect(try await stage.store.read()?.isExpired == false)
        await keeper.release()
        #expect(await stage.account.object("prod.lock", bucket: "locks") != nil)
    }

    @Test func `a renewal that hangs does not keep the run from stopping`() async throws {
        let stage = try await LeaseStage()
        let account = stage.account
        let access = AWSAccess(globalRegion: AccountFixture.region, clock: account.clock) { region in
            HangingCaller(base: account.caller(region: region))
        }
        let keeper = await LeaseKeeper(
            LeaseStore(stage.lease, access, region: AccountFixture.region), clock: account.clock, who: "a",
            command: "apply", from: nil, interruption: stage.interruption
        ) { [sentences = stage.sentences] in await sentences.note($0) }
        try await keeper.acquire()
        while await !stage.interruption.wasRequested { try await stage.pass(5) }
        #expect(await account.clock.now() - SimulatedClock.epoch <= 115)
        await keeper.release()
    }

    @Test func `an apply whose lease is lost stops with what it has begun`() async throws {
        var timings = Timings()
        // Longer than the time to the first renewal, which tells that the lease is lost.
        timings.environmentCreate = 60
        let account = SimulatedAccount(settings: SimulationSettings(timings: timings))
        let lease = try Lease("s3://locks/prod.lock")
        await account.provideBucket(lease.bucket, region: AccountFixture.region)
        let fixture = AccountFixture(account)
        let environment = AccountFixture.environment("one")
        let plan = try await fixture.plan([environment])
        let interruption = Interruption()
        let store = LeaseStore(lease, fixture.access, region: AccountFixture.region)
        let keeper = await LeaseKeeper(
            store, clock: account.clock, who: "a", command: "apply", from: nil, interruption: interruption
        ) { _ in }
        try await keeper.acquire()
        #expect(try await store.clear(try #require(try await store.read())))
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: interruption)
        await keeper.release()
        #expect(outcome.wasInterrupted && !outcome.isComplete)
        #expect(try await fixture.apply([environment]).isComplete)
    }

    @Test func `an apply under a lease gives it back`() async throws {
        let account = SimulatedAccount()
        let lease = try Lease("s3://locks/prod.lock")
        await account.provideBucket(lease.bucket, region: AccountFixture.region)
        let fixture = AccountFixture(account)
        let interruption = Interruption()
        let keeper = await LeaseKeeper(
            LeaseStore(lease, fixture.access, region: AccountFixture.region), clock: account.clock, who: "a",
            command: "apply", from: nil, interruption: interruption
        ) { _ in }
        try await keeper.acquire()
        #expect(try await fixture.apply([AccountFixture.environment("one")], interruption: interruption).isComplete)
        await keeper.release()
        #expect(await account.object("prod.lock", bucket: "locks") == nil)
    }
}

/// Answers every call except a renewal, which gets no answer.
private struct HangingCaller: Caller {
    let base: any Caller

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        if (operation as? S3.PutObject)?.ifMatch != nil {
            let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
            for await _ in stream {}
            withExtendedLifetime(continuation) {}
            throw CancellationError()
        }
        return try await base.call(operation)
    }
}
