import AWSOperations
import Planning
import ResourceModel

/// What a driver has at hand while it carries a step out.
struct Work: Sendable {
    let access: AWSAccess
    let watcher: Watcher
    /// How long any one wait may take, in seconds.
    let waitTimeout: Int
    /// Whether updates, too, are waited for until they are through.
    let waitsForAvailable: Bool
    /// What this run, or one moments ago, has made.
    let made: RecentlyMade
    /// The compute environments that the plan knows, by region and name.
    let environmentNames: [(region: String, name: String)]
    /// The permissions boundary that a role of the environment has to have; nil if there is none.
    var permissionsBoundary: String?
    /// Tells whoever watches what is being waited for.
    let report: @Sendable (String) async -> Void

    /// Where a resource's calls go.
    func caller(_ address: Address) -> any Caller {
        PatientCaller(base: address.region.isEmpty ? access.global : access.caller(address.region), work: self)
    }

    /// Where the calls of services without regions go.
    var global: any Caller { PatientCaller(base: access.global, work: self) }

    /// Waits until Batch shows what `verdict` asks for.
    @discardableResult
    func wait(
        for address: Address, named name: String, _ verdict: @escaping @Sendable (Sighting) -> Verdict
    ) async throws -> BatchRecord? {
        guard address.kind == .jobQueue else {
            return try await wait(forEnvironment: name, in: address.region, verdict)
        }
        let target = Watcher.Target(region: address.region, kind: .jobQueue, name: name)
        return try await watcher.wait(for: target, timeout: waitTimeout, report: report, verdict)
    }

    /// Waits until Batch shows what `verdict` asks for of a compute environment.
    @discardableResult
    func wait(
        forEnvironment name: String, in region: String, _ verdict: @escaping @Sendable (Sighting) -> Verdict
    ) async throws -> BatchRecord? {
        let target = Watcher.Target(region: region, kind: .computeEnvironment, name: name)
        return try await watcher.wait(for: target, timeout: waitTimeout, report: report, verdict)
    }

    /// Waits until Batch has deleted something.
    func waitUntilGone(_ address: Address, _ name: String) async throws {
        try await wait(for: address, named: name) { sighting in
            guard let record = sighting.record, record.status != .deleted else { return .done }
            return .waiting
        }
    }

    /// Waits while Batch deletes a namesake of what is to be made. Its end is that there is none, or that another run was the
    /// first to take the name. A compute environment whose namesake does not go takes the name of the next generation.
    func awaitingNamesake(of resource: Resource) async throws -> Resource {
        guard resource.address.kind == .computeEnvironment, let next = Generation.name(after: resource.name) else {
            try await waitWhileDeleting(resource.address, resource.name)
            return resource
        }
        let record = try await wait(for: resource.address, named: resource.name) { sighting in
            let isStuck = sighting.elapsed > Self.deletionLimit
            return sighting.record?.status == .deleting && !isStuck ? .waiting : .done
        }
        guard record?.status == .deleting else { return resource }
        var resource = resource
        await report("\(resource.name) has been DELETING for \(Int(Self.deletionLimit)) s, making \(next) beside it")
        resource.name = next
        resource.claimName()
        return resource
    }

    /// Waits while Batch deletes a namesake of what is to be made.
    func waitWhileDeleting(_ address: Address, _ name: String) async throws {
        try await wait(for: address, named: name) { sighting in
            sighting.record?.status == .deleting ? .waiting : .done
        }
    }

    /// Seconds in which Batch deletes a compute environment, unless it is stuck with it.
    private static let deletionLimit = 300.0

    /// Makes a write that Batch refuses while its resource is in transition: an update of instances takes half an hour. A
    /// write that names what was made moments ago, and that Batch does not see yet, is made again for some minutes.
    ///
    /// - Parameter isDone: whether a record that settled has what the write is to bring. Then the transition was this
    ///   very write, made by a run that died or by an attempt whose answer was lost, and making it again would only
    ///   begin another.
    func throughTransitions(
        of address: Address, named name: String, isDone: @escaping @Sendable (BatchRecord) -> Bool = { _ in false },
        _ write: @Sendable () async throws -> Void
    ) async throws {
        let start = await access.timekeeper.now()
        while true {
            do {
                return try await retrying(
                    while: { ($0 as? ServiceError)?.isRelationship == true || made.explains($0) }, write)
            } catch let error as ServiceError where error.isTransition {
                let elapsed = await access.timekeeper.now() - start
                guard elapsed < Double(waitTimeout) else { throw error }
                let record = try await wait(for: address, named: name) { sighting in
                    guard let record = sighting.record, record.status != .deleted else { return .done }
                    return record.isSettled ? .done : .waiting
                }
                if let record, record.isSettled, isDone(record) { return }
            }
        }
    }

    /// Repeats a call while it fails in a way that passes, for up to three minutes or the wait's time.
    func retrying<Answer: Sendable>(
        while passes: @Sendable (any Error) -> Bool, _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let start = await access.timekeeper.now()
        var seconds = 1.0
        while true {
            do {
                return try await call()
            } catch let error where passes(error) {
                let elapsed = await access.timekeeper.now() - start
                guard elapsed < Double(min(waitTimeout, Self.transitionLimit)) else { throw error }
                await report("waiting: \((error as? ServiceError)?.message ?? "\(error)")")
                try await pause(seconds: seconds)
                seconds = min(seconds * 1.5, 5)
            }
        }
    }

    /// Lets time pass, unless the run is to stop.
    func pause(seconds: Double) async throws {
        try await watcher.pause(for: .milliseconds(Int(seconds * 1000)))
    }

    /// Makes something by name, once, however often the answer is lost or the thing turns out to stand already.
    ///
    /// - Parameters:
    ///   - readBack: what stands under the name, if it is ours; nil where nothing does. A thing that is not ours is an
    ///     error.
    ///   - unclear: whether an error leaves open what stands.
    func settling<Answer: Sendable>(
        _ make: @Sendable () async throws -> Answer, readBack: @Sendable () async throws -> Answer?,
        unclear: @Sendable (any Error) -> Bool = { mayHaveHappened($0) }
    ) async throws -> Answer {
        for attempt in 1... {
            do {
                return try await make()
            } catch let error where unclear(error) {
                if let standing = try await readBack() { return standing }
                guard attempt < Self.makingAttempts else { throw error }
                await report("no clear answer (\(error)), trying again")
                try await pause(seconds: Double(attempt))
            }
        }
        throw CancellationError()  // Not reached: the loop has no end of its own.
    }

    private static let makingAttempts = 6

    /// Lets what IAM has just made spread to the services that use it.
    ///
    /// IAM promises no time and has nothing to ask; what it costs to be too early is an INVALID environment that takes
    /// two minutes to make again. Other steps go on meanwhile.
    func letIAMSpread() async throws {
        await report("made, giving IAM \(Int(Self.iamSpreadSeconds)) s to spread it")
        try await pause(seconds: Self.iamSpreadSeconds)
    }

    private static let iamSpreadSeconds = 10.0

    /// Seconds for which a refusal may last that AWS calls passing; relations of queues have been seen to take two
    /// minutes to go.
    private static let transitionLimit = 180
}

/// Asks again while AWS fails in a way that passes, where asking twice is as good as asking once. A step that is begun is
/// worth more patience than the session's quota of retries, which a bad quarter of an hour uses up.
private struct PatientCaller: Caller {
    let base: any Caller
    let work: Work

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard O.isRepeatable else { return try await base.call(operation) }
        return try await work.retrying(while: failsInPassing) { try await base.call(operation) }
    }
}
