import AWSOperations
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Runs that want the same lease.
@Suite(.timeLimit(.minutes(60))) struct LeaseKeeperTests {
    @Test func `a lease is there while it is held, and gone afterwards`() async throws {
        let stage = try await LeaseStage()
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        let held = try #require(try await stage.store.read())
        #expect(held.record.who == "a" && held.record.command == "apply" && held.record.seconds == 120)
        #expect(held.record.from == "https://ci.example/a" && held.record.acquired == "2026-01-01T00:00:00Z")
        #expect(held.ends == "2026-01-01T00:02:00Z" && !held.isExpired)
        await keeper.release()
        #expect(await stage.account.object("prod.lock", bucket: "locks") == nil)
        #expect(await stage.account.clock.restingCount == 0)
        await keeper.release()
    }

    @Test func `a second run is refused, and told by whom`() async throws {
        let stage = try await LeaseStage()
        let first = await stage.keeper("a")
        try await first.acquire()
        let second = await stage.keeper("b")
        let taken = await #expect(throws: LeaseTaken.self) { try await second.acquire() }
        #expect(
            taken?.held.description == "a (apply, https://ci.example/a) since 2026-01-01T00:00:00Z, "
                + "until 2026-01-01T00:02:00Z unless renewed")
        await second.release()
        #expect(try await stage.holder == "a")
        await first.release()
    }

    @Test func `a second run waits for as long as it may`() async throws {
        let stage = try await LeaseStage()
        let first = await stage.keeper("a")
        try await first.acquire()
        let impatient = await stage.keeper("b")
        await #expect(throws: LeaseTaken.self) { try await impatient.acquire(waitingFor: 60) }
        #expect(await stage.account.clock.now() == SimulatedClock.epoch + 60)
        #expect(try await stage.holder == "a")

        let patient = await stage.keeper("c")
        let released = stage.after(40) { await first.release() }
        try await patient.acquire(waitingFor: 600)
        try await released.value
        #expect(try await stage.holder == "c")
        #expect(try await stage.store.read()?.record.acquired != "2026-01-01T00:00:00Z")
        #expect(await stage.sentences.all.count { $0.hasPrefix("Waiting for the lease s3://locks/prod.lock") } == 2)
        await patient.release()
    }

    @Test func `waiting ends when stopping is asked for`() async throws {
        let stage = try await LeaseStage()
        let first = await stage.keeper("a")
        try await first.acquire()
        let interruption = Interruption()
        let second = await stage.keeper("b", interruption: interruption)
        let stopped = stage.after(30) { await interruption.request() }
        await #expect(throws: CancellationError.self) { try await second.acquire(waitingFor: 1_000_000) }
        try await stopped.value
        await second.release()
        #expect(try await stage.holder == "a")
        await first.release()
    }

    @Test func `a lease without renewals ends by S3's clock`() async throws {
        let stage = try await LeaseStage()
        // A run that was killed: its object stays, without renewals.
        let dead = await stage.keeper("dead")
        try await dead.acquire()
        let bytes = try #require(await stage.account.object("prod.lock", bucket: "locks"))
        await dead.release()
        let put = S3.PutObject(bucket: "locks", key: "prod.lock", body: bytes)
        await stage.account.clock.advance(by: 86_400)
        _ = try await stage.account.caller(region: AccountFixture.region).call(put)

        await stage.account.clock.advance(by: 120)
        let keeper = await stage.keeper("a")
        await #expect(throws: LeaseTaken.self) { try await keeper.acquire() }
        await stage.account.clock.advance(by: 1)
        #expect(try await stage.store.read()?.isExpired == true)
        try await keeper.acquire()
        #expect(try await stage.holder == "a")
        #expect(await stage.sentences.all.contains { $0.hasPrefix("Took over the lease") })
        await keeper.release()
    }

    @Test(arguments: [false, true])
    func `of many runs at once one gets it`(isExpired: Bool) async throws {
        let stage = try await LeaseStage(timings: Timings())
        if isExpired {
            let dead = await stage.keeper("dead")
            try await dead.acquire()
            let bytes = try #require(await stage.account.object("prod.lock", bucket: "locks"))
            await dead.release()
            _ = try await stage.account.caller(region: AccountFixture.region).call(
                S3.PutObject(bucket: "locks", key: "prod.lock", body: bytes))
            await stage.account.clock.advance(by: 200)
        }
        let winners = try await withThrowingTaskGroup(of: LeaseKeeper?.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let keeper = await stage.keeper("run \(number)")
                    do { try await keeper.acquire() } catch is LeaseTaken { return nil }
                    return keeper
                }
            }
            return try await group.reduce(into: [LeaseKeeper]()) { winners, keeper in
                if let keeper { winners.append(keeper) }
            }
        }
        #expect(winners.count == 1)
        for winner in winners { await winner.release() }
        #expect(try await stage.holder == nil)
    }

    @Test(arguments: [
        Fault.lostAnswer, .lostRequest, .serverError(applied: true), .serverError(applied: false),
        .refused(code: "ConditionalRequestConflict", message: "again", status: 409),
    ])
    func `an answer that is lost is read back`(fault: Fault) async throws {
        let stage = try await LeaseStage()
        await stage.disturb("s3:PutObject", fault)
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        #expect(try await stage.holder == "a")
        await stage.disturb("s3:PutObject", fault)
        try await stage.pass(300)
        #expect(try await stage.store.read()?.isExpired == false)
        #expect(await !stage.interruption.wasRequested)
        await stage.disturb("s3:DeleteObject", fault)
        await keeper.release()
        #expect(try await stage.holder == nil)
    }

    @Test func `an object that has just gone looks like one that may not be read`() async throws {
        let stage = try await LeaseStage()
        await stage.account.setFaultHook { index, _ in
            switch index {
            case 0: .refused(code: "PreconditionFailed", message: "it exists", status: 412)
            case 1: .refused(code: "AccessDenied", message: "or is gone", status: 403)
            default: nil
            }
        }
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        #expect(try await stage.holder == "a")
        await keeper.release()
    }

    @Test func `credentials that may not write are refused at once`() async throws {
        let stage = try await LeaseStage()
        await stage.disturb("s3:PutObject", .refused(code: "AccessDenied", message: "no", status: 403), forGood: true)
        let keeper = await stage.keeper("a")
        let error = await #expect(throws: ServiceError.self) { try await keeper.acquire() }
        #expect(error?.operation == "s3:PutObject")
        await keeper.release()
        #expect(await stage.account.log.map(\.operation) == ["s3:PutObject"])
        #expect(await stage.sentences.all == [])
    }

    @Test(arguments: [0, 85, 130, 500])
    func `a lease is renewed before it is reported when the answer was slow`(seconds: Int) async throws {
        let stage = try await LeaseStage()
        let door = DelayedAnswers(base: stage.account.caller(region: AccountFixture.region), count: 1) {
            await stage.account.clock.advance(by: Double(seconds))
        }
        let keeper = await stage.keeper("a", through: door)
        try await keeper.acquire()
        let held = try #require(try await stage.store.read())
        #expect(held.record.who == "a" && !held.isExpired && held.record.renewals == (seconds == 0 ? 0 : 1))
        // From here on it is renewed like any other.
        try await stage.pass(300)
        #expect(await !stage.interruption.wasRequested)
        await keeper.release()
        #expect(try await stage.holder == nil)
    }

    @Test func `reports no lease when another run took over in a slow answer`() async throws {
        let stage = try await LeaseStage()
        let other = await stage.keeper("b", interruption: Interruption())
        let door = DelayedAnswers(base: stage.account.caller(region: AccountFixture.region), count: 1) {
            await stage.account.clock.advance(by: 200)
            do { try await other.acquire() } catch { Issue.record("\(error)") }
        }
        let keeper = await stage.keeper("a", through: door)
        let taken = await #expect(throws: LeaseTaken.self) { try await keeper.acquire() }
        #expect(taken?.held.record.who == "b")
        await keeper.release()
        #expect(try await stage.holder == "b")
        await other.release()
    }

    @Test func `a lease is not reported when every answer is too slow`() async throws {
        let stage = try await LeaseStage()
        let door = DelayedAnswers(base: stage.account.caller(region: AccountFixture.region), count: .max) {
            await stage.account.clock.advance(by: 115)
        }
        let keeper = await stage.keeper("a", through: door)
        let error = await #expect(throws: ReconciliationError.self) { try await keeper.acquire() }
        #expect(error?.summary.contains("could not be kept") == true)
        await keeper.release()
        #expect(try await stage.holder == nil)
    }
}
