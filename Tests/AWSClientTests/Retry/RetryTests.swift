import AWSOperations
import Locking
import TestSupport
import Testing

@testable import AWSClient

struct RetryTests {
    private typealias Read = Batch.DescribeJobQueues
    private static let read = Batch.DescribeJobQueues()
    private static let write = Batch.CreateJobQueue(jobQueueName: "q", priority: 1)

    @Test func `repeats passing faults with growing waits, throttles with longer ones`() async throws {
        let clock = FakeClock()
        let base = ScriptedCaller([
            fault(500), fault(503), throttle("ThrottlingException"), NoResponse.lost, fault(504), fault(502),
            throttle("TooManyRequestsException"),
        ])
        let caller = RetryingCaller(base, clock: clock) { 0.5 }
        _ = try await caller.call(Self.read)
        // 0.5 · min(base · 2^i, 20), base 0.05 for faults and 1 for throttles.
        #expect(await clock.sleeps.map(rounded) == [0.025, 0.05, 2, 0.2, 0.4, 0.8, 10])
        #expect(await base.attempts == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test func `the eighth failure is thrown`() async throws {
        let clock = FakeClock()
        let base = ScriptedCaller(Array(repeating: fault(503), count: 9))
        let caller = RetryingCaller(base, clock: clock) { 0 }
        await #expect(throws: fault(503)) { try await caller.call(Self.read) }
        #expect(await base.attempts.count == 8)
    }

    @Test func `a mutating call that may have arrived is not sent again`() async throws {
        let lost = ScriptedCaller([NoResponse.lost])
        await #expect(throws: NoResponse.lost) {
            try await RetryingCaller(lost, clock: FakeClock()) { 0 }.call(Self.write)
        }
        #expect(await lost.attempts == [1])
        let refused = ScriptedCaller([NoResponse.refused, fault(500), throttle("Throttling")])
        _ = try await RetryingCaller(refused, clock: FakeClock()) { 0 }.call(Self.write)
        #expect(await refused.attempts == [1, 2, 3, 4])
    }

    @Test(arguments: [
        ("ClientException", 400), ("AccessDenied", 403), ("LimitExceeded", 409), ("NoSuchEntity", 404),
        ("AnswerTooLarge", 200), ("HTTP302", 302),
    ])
    func `a refusal is thrown at once`(code: String, status: Int) async throws {
        let error = ServiceError(operation: "x:Y", code: code, message: "m", status: status)
        let base = ScriptedCaller([error])
        await #expect(throws: error) {
            try await RetryingCaller(base, clock: FakeClock()) { 0 }.call(Self.read)
        }
        #expect(await base.attempts == [1])
    }

    @Test(arguments: [
        (retry: 0, verdict: FailureClass.throttled, random: 1.0, after: nil, expected: 1.0),
        (retry: 4, verdict: .throttled, random: 1, after: nil, expected: 16),
        (retry: 5, verdict: .throttled, random: 1, after: nil, expected: 20),
        (retry: 60, verdict: .transient, random: 1, after: nil, expected: 20),
        (retry: 0, verdict: .transient, random: 0, after: 1.5, expected: 1.5),
        (retry: 0, verdict: .throttled, random: 1, after: 0.1, expected: 1),
        (retry: 0, verdict: .throttled, random: 1, after: 60, expected: 6),
    ])
    func `waits are bounded, and a service may ask for five seconds more`(
        retry: Int, verdict: FailureClass, random: Double, after: Double?, expected: Double
    ) {
        let delay = verdict.wait(retry: retry, random: random, longest: 20, requested: after)
        #expect(rounded(delay) == expected)
    }

    @Test func `the quota ends repeating, and successes fill it again`() async throws {
        let quota = RetryQuota(capacity: 30)
        let base = ScriptedCaller([fault(500), fault(500), fault(500)])
        let caller = RetryingCaller(base, quota: quota, clock: FakeClock()) { 0 }
        await #expect(throws: fault(500)) { try await caller.call(Self.read) }
        #expect(await base.attempts == [1, 2, 3])
        _ = try await caller.call(Self.read)
        #expect(await quota.take(3))
        #expect(await !quota.take(1))
        await quota.giveBack(1000)
        #expect(await quota.take(30))
        #expect(await !quota.take(1))
    }

    @Test(arguments: [(seconds: 30.0, attempts: 4), (seconds: 119, attempts: 2), (seconds: 121, attempts: 1)])
    func `no attempt begins two minutes after the first`(seconds: Double, attempts: Int) async throws {
        let clock = FakeClock()
        let base = SlowCaller(seconds, clock)
        await #expect(throws: NoResponse.lost) {
            try await RetryingCaller(base, maximumAttempts: .max, clock: clock) { 1 }.call(Self.read)
        }
        #expect(await base.attempts == attempts)
    }

    @Test(arguments: [
        throttle("Throttling"), throttle("Throttling", retryAfter: 86_400_000),
        throttle("Throttling", retryAfter: .max),
    ])
    func `gives up on throttling after two minutes`(error: ServiceError) async throws {
        let clock = FakeClock()
        let base = ScriptedCaller(Array(repeating: error, count: 1000))
        let caller = RetryingCaller(
            base, maximumAttempts: 1000, quota: RetryQuota(capacity: .max), clock: clock
        ) { 1 }
        await #expect(throws: error) { try await caller.call(Self.read) }
        #expect(await clock.sleeps.reduce(0, +) < 120)
    }

    @Test func `a fault that only proxies have is repeated where sending twice does no harm`() async throws {
        let read = ScriptedCaller([fault(520)])
        _ = try await RetryingCaller(read, clock: FakeClock()) { 0 }.call(Self.read)
        #expect(await read.attempts == [1, 2])
        let write = ScriptedCaller([fault(520)])
        await #expect(throws: fault(520)) {
            try await RetryingCaller(write, clock: FakeClock()) { 0 }.call(Self.write)
        }
        #expect(await write.attempts == [1])
    }

    @Test(arguments: [
        (throttle("ThrottlingException"), 21), (fault(503), 21), (throttle("LimitExceededException"), 8),
        (ServiceError(operation: "x:Y", code: ServiceError.unreadableAnswer, message: "m", status: 200), 8),
    ])
    func `a step has more patience with what passes, and no more with what may not`(
        error: ServiceError, attempts: Int
    ) async throws {
        let base = ScriptedCaller(Array(repeating: error, count: 20))
        let clock = FakeClock()
        let caller = RetryingCaller(base, quota: RetryQuota(capacity: 0), clock: clock) { 0.1 }
        let waits = LockedValue<[Double]>([])
        let patience = CallPatience.step(seconds: 180) { seconds, _ in waits.withLock { $0.append(seconds) } }
        _ = try? await CallPatience.$current.withValue(patience) { try await caller.call(Self.read) }
        #expect(await base.attempts.count == attempts)
        #expect(await clock.sleeps == [])
        #expect(waits.withLock(\.count) == attempts - 1 && waits.withLock { $0.allSatisfy { $0 <= 0.5 } })
    }

    @Test func `cancellation is never repeated`() async throws {
        let base = ScriptedCaller([CancellationError()])
        await #expect(throws: CancellationError.self) {
            try await RetryingCaller(base, clock: FakeClock()) { 0 }.call(Self.read)
        }
        #expect(await base.attempts == [1])
    }
}

/// Fails with one error after another, then succeeds.
private actor ScriptedCaller: Caller {
    private var errors: [any Error]
    private(set) var attempts: [Int] = []

    init(_ errors: [any Error]) { self.errors = errors }

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        attempts.append(CallAttempt.number)
        if !errors.isEmpty { throw errors.removeFirst() }
        return try XMLDecoder().decode(O.Output.self, from: XMLElement(name: "x"))
    }
}

/// Takes its time and fails.
private actor SlowCaller: Caller {
    private let seconds: Double
    private let clock: FakeClock
    private(set) var attempts = 0

    init(_ seconds: Double, _ clock: FakeClock) {
        self.seconds = seconds
        self.clock = clock
    }

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        attempts += 1
        await clock.advance(by: seconds)
        throw NoResponse.lost
    }
}

private func fault(_ status: Int) -> ServiceError {
    ServiceError(operation: "x:Y", code: "ServerException", message: "m", status: status)
}

private func throttle(_ code: String, retryAfter milliseconds: Int? = nil) -> ServiceError {
    ServiceError(
        operation: "x:Y", code: code, message: "m", status: 400, retryAfterMilliseconds: milliseconds)
}

private func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }

extension NoResponse {
    fileprivate static let lost = NoResponse(operation: "x:Y", endpoint: "e", reason: "reset", mayHaveArrived: true)
    fileprivate static let refused = NoResponse(
        operation: "x:Y", endpoint: "e", reason: "refused", mayHaveArrived: false)
}
