import AWSOperations
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// An account with a bucket, a lease in it, and runs that want it.
struct LeaseStage: Sendable {
    let account: SimulatedAccount
    let lease: Lease
    let store: LeaseStore
    let interruption = Interruption()
    let sentences = Sentences()

    /// - Parameter bucketRegion: the region of the bucket; nil for no bucket.
    init(bucketRegion: String? = AccountFixture.region, timings: Timings = .consistent) async throws {
        account = SimulatedAccount(settings: SimulationSettings(timings: timings))
        lease = try Lease("s3://locks/prod.lock")
        if let bucketRegion { await account.provideBucket(lease.bucket, region: bucketRegion) }
        store = LeaseStore(lease, Self.access(account), region: bucketRegion ?? AccountFixture.region)
    }

    static func access(_ account: SimulatedAccount) -> AWSAccess {
        AWSAccess(globalRegion: AccountFixture.region, clock: account.clock) { account.caller(region: $0) }
    }

    /// Returns a run's keeper. It begins to look in the fixture's region.
    ///
    /// - Parameter door: the caller with which the keeper reaches S3.
    func keeper(
        _ who: String, interruption: Interruption? = nil, through door: (any Caller)? = nil
    ) async -> LeaseKeeper {
        let access = AWSAccess(globalRegion: AccountFixture.region, clock: account.clock) { [account] in
            door ?? account.caller(region: $0)
        }
        return await LeaseKeeper(
            LeaseStore(lease, access, region: AccountFixture.region), clock: account.clock, who: who,
            command: "apply", from: "https://ci.example/\(who)", interruption: interruption ?? self.interruption
        ) { [sentences] in await sentences.note($0) }
    }

    /// The holder of the lease.
    var holder: String? {
        get async throws { try await store.read()?.record.who }
    }

    /// Does something when others have moved time so far, before it moves on.
    func after(_ seconds: Int, _ act: @escaping @Sendable () async -> Void) -> Task<Void, any Error> {
        Task(executorPreference: account.clock.executor) { [clock = account.clock] in
            try await clock.rest(for: .seconds(seconds))
            await act()
        }
    }

    /// Lets time pass in steps. Between two steps all waiting tasks have settled.
    func pass(_ seconds: Int) async throws {
        try await withTaskExecutorPreference(account.clock.executor) {
            for _ in 0..<(seconds / 5) { try await account.clock.sleep(for: .seconds(5)) }
        }
    }

    /// Makes the next call of the operation fail, or every call of it from now on.
    func disturb(_ name: String, _ fault: Fault, forGood: Bool = false) async {
        let next = await account.log.count
        await account.setFaultHook { index, operation in
            operation == name && (index == next || forGood) ? fault : nil
        }
    }
}

/// The sentences that the user gets.
actor Sentences {
    private(set) var all: [String] = []
    func note(_ sentence: String) { all.append(sentence) }
}

/// Runs an action between a write of the lease and its answer.
actor DelayedAnswers: Caller {
    private let base: any Caller
    private var count: Int
    private let meanwhile: @Sendable () async -> Void

    /// - Parameter count: the number of answers that are late.
    init(base: any Caller, count: Int, _ meanwhile: @escaping @Sendable () async -> Void) {
        self.base = base
        self.count = count
        self.meanwhile = meanwhile
    }

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let answer = try await base.call(operation)
        if operation is S3.PutObject, count > 0 {
            count -= 1
            await meanwhile()
        }
        return answer
    }
}
