package import AWSOperations
import Locking
package import Planning
package import ResourceModel

/// The access of a driver to AWS and to the run during a step.
package struct StepContext: Sendable {
    let access: AWSAccess
    let kinds: KindRegistry
    let poller: Poller
    /// The environment of the plan that the step belongs to.
    package let environment: PlannedEnvironment
    /// The resources that this run, or one moments ago, has created.
    package let made: RecentlyMade
    /// The names of every resource that the plan knows of, by kind and region.
    let names: PlannedNames
    /// True once a write of the step has arrived, or may have.
    let hasWritten = LockedValue(false)
    /// Reports the state that a step waits for.
    package let report: @Sendable (String) async -> Void

    /// The longest time of any one wait, in seconds.
    package var waitTimeout: Int { environment.waitTimeoutSeconds }

    /// True if the run waits for updates, too, until they are complete.
    package var waitsForAvailable: Bool { environment.waitsForAvailable }

    /// The caller for a resource's region.
    package func caller(_ address: Address) -> any Caller {
        StepCaller(base: address.region.isEmpty ? access.global : access.caller(address.region), context: self)
    }

    /// The caller for services without regions.
    package var global: any Caller { StepCaller(base: access.global, context: self) }

    /// The time on the clock of waits.
    package func now() async -> Double { await access.clock.now() }

    /// The names in AWS of the resources of a kind that the plan knows of: those that exist, and those that it creates.
    package func plannedNames(of kind: ResourceKind, in region: String) -> [String] { names[kind, region] }

    /// Waits until AWS shows what `decision` asks for.
    @discardableResult
    package func wait(
        for address: Address, named name: String, _ decision: @escaping @Sendable (PollResult) -> WaitDecision
    ) async throws -> PolledRecord? {
        try await wait(for: address.kind, named: name, in: address.region, decision)
    }

    /// Waits until AWS shows what `decision` asks for of a resource.
    @discardableResult
    package func wait(
        for kind: ResourceKind, named name: String, in region: String,
        _ decision: @escaping @Sendable (PollResult) -> WaitDecision
    ) async throws -> PolledRecord? {
        let target = Poller.Target(region: region, kind: kind, name: name)
        return try await poller.wait(for: target, timeout: waitTimeout, report: report, decision)
    }

    /// Waits until AWS has deleted a resource.
    package func waitUntilGone(_ address: Address, _ name: String) async throws {
        try await wait(for: address, named: name) { result in
            guard let record = result.record, record.status != .deleted else { return .done }
            return .waiting
        }
    }

    /// Waits while AWS deletes a namesake of a resource to be created. Afterwards none exists, or another run was the
    /// first to take the name. If the namesake of a resource with generations stays, the resource takes the next
    /// generation's name.
    package func awaitingNamesake(of resource: Resource) async throws -> Resource {
        let hasGenerations = kinds.lifecycle(resource.address.kind).hasGenerations
        guard hasGenerations, let next = Generation.name(after: resource.name) else {
            try await waitWhileDeleting(resource.address, resource.name)
            return resource
        }
        let record = try await wait(for: resource.address, named: resource.name) { result in
            let isStuck = result.elapsed > Self.deletionLimit
            return result.record?.status == .deleting && !isStuck ? .waiting : .done
        }
        guard record?.status == .deleting else { return resource }
        var resource = resource
        await report("\(resource.name) has been DELETING for \(Int(Self.deletionLimit)) s, making \(next) beside it")
        resource.name = next
        resource.claimName()
        return resource
    }

    /// Waits while AWS deletes a namesake of a resource to be created.
    package func waitWhileDeleting(_ address: Address, _ name: String) async throws {
        try await wait(for: address, named: name) { result in
            result.record?.status == .deleting ? .waiting : .done
        }
    }

    /// Seconds in which AWS deletes a resource, unless the deletion is stuck.
    private static let deletionLimit = 300.0

    /// Sends a write that AWS refuses while its resource is in transition: an update of instances takes half an hour.
    /// If the write names a resource that was made moments ago and that AWS does
    /// not see yet, it is sent again for some minutes.
    ///
    /// - Parameter isDone: true if a settled record has the values of the write. Then the transition was this very
    ///   write, made by a run that died or by an attempt whose answer was lost. Sending it again would only begin
    ///   another one.
    package func throughTransitions(
        of address: Address, named name: String, isDone: @escaping @Sendable (PolledRecord) -> Bool = { _ in false },
        _ write: @Sendable () async throws -> Void
    ) async throws {
        let start = await access.clock.now()
        while true {
            do {
                return try await retrying(
                    while: { ($0 as? ServiceError)?.isRelationship == true || made.explains($0) }, write)
            } catch let error as ServiceError where error.isTransition {
                let elapsed = await access.clock.now() - start
                guard elapsed < Double(waitTimeout) else { throw error }
                let record = try await wait(for: address, named: name) { result in
                    guard let record = result.record, !record.status.isGoing else { return .done }
                    return record.isSettled ? .done : .waiting
                }
                guard let record, !record.status.isGoing else {
                    throw ResourceBeingDeleted(address: address, name: name)
                }
                if isDone(record) { return }
            }
        }
    }

    /// Repeats a call while AWS refuses it for a reason that passes, for up to three minutes or the time of the wait.
    package func retrying<Answer: Sendable>(
        while passes: @Sendable (any Error) -> Bool, _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let start = await access.clock.now()
        var (seconds, attempts) = (1.0, 1)
        while true {
            do {
                return try await call()
            } catch let error where passes(error) {
                let elapsed = await access.clock.now() - start
                guard elapsed < refusalLimit || attempts < Self.fewAttempts else { throw error }
                attempts += 1
                await reportWait(error)
                try await pause(seconds: seconds)
                seconds = min(seconds * 1.5, 5)
            }
        }
    }

    /// So many attempts are made however long they take: time passes without one while a machine sleeps or is busy.
    private static let fewAttempts = 4

    /// Seconds for which the reason of a refusal or a failure may last.
    private var refusalLimit: Double { Double(min(waitTimeout, Self.transitionLimit)) }

    private func reportWait(_ error: any Error) async {
        await report("waiting: \((error as? ServiceError)?.message ?? "\(error)")")
    }

    /// The patience of calls that may be sent twice.
    fileprivate var patience: CallPatience {
        .step(seconds: refusalLimit) { seconds, error in
            await reportWait(error)
            try await pause(seconds: seconds)
        }
    }

    /// Lets time pass, unless the run is to stop.
    package func pause(seconds: Double) async throws {
        try await poller.pause(for: .milliseconds(Int(seconds * 1000)))
    }

    /// Makes a resource by name exactly once, even if the answer is lost or the resource exists already.
    ///
    /// - Parameters:
    ///   - readBack: returns the resource with the name, if it is owned; nil if there is none. It throws if the
    ///     resource is not owned.
    ///   - unclear: true if it is not known after an error whether the resource exists.
    package func createIdempotently<Answer: Sendable>(
        _ make: @Sendable () async throws -> Answer, readBack: @Sendable () async throws -> Answer?,
        unclear: @Sendable (any Error) -> Bool = { mayHaveHappened($0) }
    ) async throws -> Answer {
        var attempt = 1
        while true {
            do {
                return try await make()
            } catch let error where unclear(error) {
                if let existing = try await readBack() { return existing }
                guard attempt < Self.makingAttempts else { throw error }
                await report("no clear answer (\(error)), trying again")
                try await pause(seconds: Double(attempt))
                attempt += 1
            }
        }
    }

    private static let makingAttempts = 6

    /// Seconds for which a refusal may last that AWS calls temporary. AWS has been seen to take two minutes to end the
    /// relations of queues.
    private static let transitionLimit = 180
}

/// Notes that a step has written, and gives those of its calls that may be sent twice the patience of a step.
private struct StepCaller: Caller {
    let base: any Caller
    let context: StepContext

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        do {
            let output = try await send(operation)
            if O.isMutating { context.hasWritten.withLock { $0 = true } }
            return output
        } catch let error where O.isMutating && mayHaveHappened(error) {
            context.hasWritten.withLock { $0 = true }
            throw error
        }
    }

    private func send<O: Operation>(_ operation: O) async throws -> O.Output {
        guard O.isRepeatable else { return try await base.call(operation) }
        return try await CallPatience.$current.withValue(context.patience) { try await base.call(operation) }
    }
}
