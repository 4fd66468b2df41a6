import AWSOperations
import ResourceModel

/// What a driver has at hand while it carries a step out.
struct Work: Sendable {
    let access: AWSAccess
    let watcher: Watcher
    /// How long any one wait may take, in seconds.
    let waitTimeout: Int
    /// Whether updates, too, are waited for until they are through.
    let waitsForAvailable: Bool
    /// Tells whoever watches what is being waited for.
    let report: @Sendable (String) async -> Void

    func caller(_ address: Address) -> any Caller {
        address.region.isEmpty ? access.global : access.caller(address.region)
    }

    /// Waits until Batch shows what `verdict` asks for.
    @discardableResult
    func wait(
        for address: Address, named name: String, _ verdict: @escaping @Sendable (Sighting) -> Verdict
    ) async throws -> BatchRecord? {
        let kind: BatchRecord.Kind = address.kind == .jobQueue ? .jobQueue : .computeEnvironment
        let target = Watcher.Target(region: address.region, kind: kind, name: name)
        return try await watcher.wait(for: target, timeout: waitTimeout, report: report, verdict)
    }

    /// Repeats a call that Batch refuses only because something is still in transition.
    func throughTransitions<Answer: Sendable>(
        _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await retrying(while: { ($0 as? ServiceError)?.isTransition == true }, call)
    }

    /// Repeats a call while it fails in a way that passes, for up to two minutes or the wait's time.
    func retrying<Answer: Sendable>(
        while passes: @Sendable (any Error) -> Bool, _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let start = await access.timekeeper.now()
        var pause = 1.0
        while true {
            do {
                return try await call()
            } catch let error where passes(error) {
                let elapsed = await access.timekeeper.now() - start
                guard elapsed < Double(min(waitTimeout, Self.transitionLimit)) else { throw error }
                await report("waiting: \((error as? ServiceError)?.message ?? "\(error)")")
                try await access.timekeeper.sleep(for: .milliseconds(Int(pause * 1000)))
                pause = min(pause * 1.5, 5)
            }
        }
    }

    /// Lets what IAM has just made spread to the services that use it.
    ///
    /// IAM promises no time and has nothing to ask; what it costs to be too early is an INVALID environment that takes
    /// two minutes to make again. Other steps go on meanwhile.
    func letIAMSpread() async throws {
        await report("made, giving IAM \(Self.iamSpreadSeconds) s to spread it")
        try await access.timekeeper.sleep(for: .seconds(Self.iamSpreadSeconds))
    }

    private static let iamSpreadSeconds = 10

    /// Seconds for which a refusal may last that AWS calls passing; relations of queues have been seen to take two
    /// minutes to go.
    private static let transitionLimit = 180
}
