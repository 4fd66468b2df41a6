import AWSOperations
import Kinds
import Planning
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// A run that is stopped with Ctrl-C in any pause.
struct InterruptionTests {
    @Test(.timeLimit(.minutes(60)), arguments: Scenarios.life)
    func `a run ends when it is stopped in any pause, and a rerun goes on`(
        scenario: Scenario
    ) async throws {
        let prepared = try await scenario.prepared()
        // Long waits pause often. The first pauses are tried one by one, later ones at intervals.
        var pause = 1
        while true {
            let account = await prepared.fork()
            let interruption = Interruption()
            let events = EventLog()
            let clock = StallingClock(clock: account.clock, stallingAt: pause) {
                await interruption.request()
                await events.markRequest()
            }
            let access = AWSAccess(globalRegion: AccountFixture.region, clock: clock) { account.caller(region: $0) }
            let fixture = AccountFixture(account)
            let plan = try await scenario.plan(fixture)
            let outcome = await Applier(access) { await events.note($0) }.apply(plan, interruption: interruption)
            guard await clock.hasStalled else { break }
            let place: Comment = "\(scenario.name), pause \(pause)"
            #expect(outcome.wasInterrupted, place)
            #expect(!outcome.isComplete, place)
            #expect(await events.begunByTheEndOfAnother == [], place)
            #expect(await events.completed.isSubset(of: outcome.results.filter { $0.result == .done }.map(\.step.id)))
            await account.clock.advance(by: 5)
            #expect(try await scenario.run(fixture).failures == [], place)
            await account.clock.advance(by: 5)
            let shortcomings = try await scenario.shortcomings(fixture)
            #expect(shortcomings == [], place)
            pause += max(1, pause / 3)
        }
        #expect(pause > 3)
    }
}

/// The events of an apply.
actor EventLog {
    private var completedAtRequest: Set<Int>?
    /// The steps that began after the request to stop although they could not begin before it. A step that could begin
    /// already may report it late.
    private(set) var begunByTheEndOfAnother: [String] = []
    private(set) var completed: Set<Int> = []

    func markRequest() { completedAtRequest = completed }

    func note(_ event: ApplyEvent) {
        switch event {
        case .started(let step):
            guard let completedAtRequest, !completedAtRequest.isSuperset(of: step.dependsOn) else { return }
            begunByTheEndOfAnother.append(step.planned.name)
        case .completed(let step, _): completed.insert(step.id)
        default: break
        }
    }
}

/// A clock that stops in its n-th sleep, and in every later one, until the sleeper is cancelled.
actor StallingClock: RunClock {
    private let clock: SimulatedClock
    private let point: Int
    private let onStall: @Sendable () async -> Void
    private var sleeps = 0
    private(set) var hasStalled = false

    init(clock: SimulatedClock, stallingAt point: Int, onStall: @escaping @Sendable () async -> Void) {
        self.clock = clock
        self.point = point
        self.onStall = onStall
    }

    func now() async -> Double { await clock.now() }

    nonisolated var executor: (any TaskExecutor)? { clock.executor }

    func sleep(for duration: Duration) async throws {
        sleeps += 1
        guard sleeps >= point else { return try await clock.sleep(for: duration) }
        let isFirst = !hasStalled
        hasStalled = true
        if isFirst { Task { [onStall] in await onStall() } }
        // A stream without values ends when its reader is cancelled.
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        throw CancellationError()
    }
}
