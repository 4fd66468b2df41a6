package import AWSOperations
package import SimulatedAWS

/// The worlds that a program leaves when it dies before or after one of its calls.
///
/// Calls that are under way at that moment and have not taken effect never do.
package actor CrashRecorder {
    /// A world at a moment.
    package struct CrashPoint: Sendable {
        package let name: CaseName
        /// The call before or after which the program died.
        package let operation: String
        package let account: SimulatedAccount
    }

    private let account: SimulatedAccount
    private let isWanted: @Sendable (CaseName) -> Bool
    package private(set) var crashPoints: [CrashPoint] = []
    /// The number of calls that were made.
    package private(set) var calls = 0

    /// - Parameter isWanted: which moments are kept.
    package init(_ account: SimulatedAccount, isWanted: @escaping @Sendable (CaseName) -> Bool) {
        self.account = account
        self.isWanted = isWanted
    }

    func arrive(_ operation: String) async -> Int {
        calls += 1
        let call = calls
        await keep(.before(call), operation)
        return call
    }

    func keep(_ name: CaseName, _ operation: String) async {
        guard isWanted(name) else { return }
        crashPoints.append(CrashPoint(name: name, operation: operation, account: await account.fork()))
    }
}

/// Lets the recorder have a copy of the account before and after each call.
package struct RecordedCaller: Caller {
    package let base: any Caller
    package let recorder: CrashRecorder

    package init(base: any Caller, recorder: CrashRecorder) {
        self.base = base
        self.recorder = recorder
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let call = await recorder.arrive(O.qualifiedName)
        let result: Result<O.Output, any Error>
        do { result = .success(try await base.call(operation)) } catch { result = .failure(error) }
        await recorder.keep(.after(call), O.qualifiedName)
        return try result.get()
    }
}

/// The moment at which a second run begins.
package actor ConcurrentWriter {
    private let point: Int
    private let isBeside: Bool
    private let rival: @Sendable () async -> Enactment.Result
    private var calls = 0
    private var running: Task<Enactment.Result, Never>?
    private var result: Enactment.Result?

    package init(at point: Int, isBeside: Bool, _ rival: @escaping @Sendable () async -> Enactment.Result) {
        self.point = point
        self.isBeside = isBeside
        self.rival = rival
    }

    func arrive() async {
        calls += 1
        guard calls == point else { return }
        if isBeside {
            running = Task { [rival] in await rival() }
        } else {
            result = await rival()
        }
    }

    /// The result of the second run; nil if it never started.
    package func finish() async -> Enactment.Result? {
        if let running { return await running.value }
        return result
    }
}

/// The calls of a program that meets a second run.
package struct RivalledCaller: Caller {
    package let base: any Caller
    package let rivalry: ConcurrentWriter

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        await rivalry.arrive()
        return try await base.call(operation)
    }
}
