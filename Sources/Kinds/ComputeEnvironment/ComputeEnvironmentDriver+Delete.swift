import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension ComputeEnvironmentDriver {
    func reads(for step: StepGraph.Step) -> [StepRead] {
        guard step.verb == .delete, let observed = step.planned.observed, observed.status != .deleting else {
            return []
        }
        let role = ServiceRoleRestoration(observed)?.roleToLookUp
        let cluster = step.planned.drains ? observed.attributes["ecsClusterArn"]?.string : nil
        let reads: [StepRead?] = [
            role.map { .role($0) }, cluster.map { .cluster($0, in: observed.address.region) },
        ]
        return reads.compactMap { $0 }
    }

    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with context: StepContext) async throws {
        let restoration = ServiceRoleRestoration(observed)
        let doomed = EnvironmentIdentity(observed)
        if observed.status == .deleting {
            do {
                return try await waitUntilGone(doomed, wasDeleting: true, with: context)
            } catch let error as WaitFailed {
                await context.report("deleting it failed (\(error.reason)), trying once more")
            }
        }
        let reason = observed.status == .invalid ? observed.statusReason : nil
        var template = try await restore(restoration, of: observed, because: reason, with: context)
        try await disable(doomed, with: context)
        if planned.drains { try await context.drainEnvironment(observed) }
        do {
            try await remove(doomed, with: context)
        } catch let error as WaitFailed where error.isFinal && error.reason.lowercased().contains("sts:assumerole") {
            // The service role was deleted while Batch was deleting the environment.
            let again = try await restore(restoration, of: observed, because: error.reason, with: context)
            template = again ?? template
            try await remove(doomed, with: context)
        } catch let error as ServiceError where error.isRelationship {
            throw try await explaining(error, observed, with: context)
        }
        if let template, !planned.leavesRestoredRole {
            try await restoration?.undo(recordedOn: template, with: context)
        }
    }

    /// Restores the service role, which Batch needs while it deletes: without it the environment only becomes INVALID.
    private func restore(
        _ restoration: ServiceRoleRestoration?, of environment: ObservedResource, because reason: String?,
        with context: StepContext
    ) async throws -> String? {
        do {
            return try await restoration?.restore(because: reason, with: context)
        } catch let error where !(error is CancellationError) {
            // Another run may have deleted the environment meanwhile, and the launch template and the role after it.
            let answer = try await context.caller(environment.address).call(
                Batch.DescribeComputeEnvironments(computeEnvironments: [environment.name]))
            guard answer.computeEnvironments?.contains(where: { $0.lifecycle != .deleted }) == true else { return nil }
            throw error
        }
    }

    /// Disables an environment, so that Batch starts nothing new there.
    func disable(_ doomed: EnvironmentIdentity, with context: StepContext) async throws {
        let (address, name) = (doomed.address, doomed.name)
        guard
            try await whileItExists(
                doomed, with: context, { try await setState(.disabled, of: doomed, with: context) })
        else { return }
        let record = try await context.wait(for: address, named: name) { result in
            guard let record = result.record, record.status != .deleted, doomed.isSame(as: record.environment)
            else { return .done }
            // Another run may have enabled it at once.
            let isOver = record.state == .disabled || result.elapsed > Self.staleReadLimit
            return isOver && record.isSettled ? .done : .waiting
        }
        guard let record, record.status != .deleted, !doomed.isSame(as: record.environment) else { return }
        // Another run has just created it again. A read may not show yet whether that one was disabled.
        try await setState(.enabled, of: doomed, with: context)
    }

    func setState(_ state: SwitchState, of environment: EnvironmentIdentity, with context: StepContext) async throws {
        let (address, name) = (environment.address, environment.name)
        try await context.throughTransitions(of: address, named: name, isDone: { $0.state == state }) {
            _ = try await context.caller(address).call(
                Batch.UpdateComputeEnvironment(computeEnvironment: name, state: state.word))
        }
    }

    /// Deletes a disabled environment and waits until it is gone. If it becomes INVALID again, it is deleted once more.
    func remove(_ doomed: EnvironmentIdentity, with context: StepContext) async throws {
        let (address, name) = (doomed.address, doomed.name)
        guard let live = try await current(doomed, with: context) else { return }
        if live.activation == .enabled, live.lifecycle != .deleting {
            try await disable(doomed, with: context)
            guard try await current(doomed, with: context) != nil else { return }
        }
        for attempt in 1... {
            // If another run has begun the deletion, its end is waited for all the same: it may fall back to INVALID.
            try await whileItExists(doomed, with: context) {
                try await context.throughTransitions(of: address, named: name) {
                    _ = try await context.caller(address).call(Batch.DeleteComputeEnvironment(computeEnvironment: name))
                }
            }
            do {
                return try await waitUntilGone(doomed, wasDeleting: false, with: context)
            } catch let error as WaitFailed where attempt == 1 && error.isFinal {
                await context.report("deleting it failed (\(error.reason)), trying once more")
            }
        }
    }

    /// Sends a write for an environment that may be gone.
    ///
    /// - Returns: false if it is gone, or is being deleted already: the answer names it as missing, or says that some environment is missing and
    ///   Describe shows none of the name. If another resource is missing, that is a refusal like any other.
    @discardableResult
    func whileItExists(
        _ environment: EnvironmentIdentity, with context: StepContext, _ write: @Sendable () async throws -> Void
    ) async throws -> Bool {
        do {
            try await write()
            return true
        } catch is ResourceBeingDeleted {
            return false
        } catch let error as ServiceError {
            let subject = Subject.computeEnvironment(environment.name)
            if subject.isMissing(error) { return false }
            guard subject.mayBeMissing(error), try await current(environment, with: context) == nil else {
                throw error
            }
            return false
        }
    }

    /// Returns the current state of an environment that is to be deleted; nil
    /// if it is gone, or another one has its name.
    func current(_ doomed: EnvironmentIdentity, with context: StepContext) async throws -> Batch
        .ComputeEnvironmentDetail?
    {
        let answer = try await context.caller(doomed.address).call(
            Batch.DescribeComputeEnvironments(computeEnvironments: [doomed.name]))
        return answer.computeEnvironments?.first { $0.lifecycle != .deleted && doomed.isSame(as: $0) }
    }

    /// Returns the reason why Batch does not delete an environment, with the queues that name it.
    private func explaining(
        _ error: ServiceError, _ observed: ObservedResource, with context: StepContext
    ) async throws -> ReconciliationError {
        let names = try await queues(naming: observed.name, in: observed.address, with: context)
            .map { "'\($0)'" }.joined(separator: ", ")
        return ReconciliationError(
            names.isEmpty
                ? "\(error)" : "\(observed.name) cannot be deleted: it is in the order of the queues \(names)",
            detail: names.isEmpty
                ? "Batch still sees a queue that named it; run again" : "take it out of their order, then run again",
            address: observed.address)
    }

    /// Returns the queues that have a compute environment in their order, as Batch shows them.
    func queues(naming name: String, in address: Address, with context: StepContext) async throws -> [String] {
        let caller = context.caller(address)
        let queues = try await everyPage(of: Batch.DescribeJobQueues.self) { token in
            let answer = try await caller.call(Batch.DescribeJobQueues(maxResults: 100, nextToken: token))
            return (answer.jobQueues ?? [], answer.nextToken)
        }
        return queues.filter { queue in
            let order = queue.computeEnvironmentOrder?.map(\.computeEnvironment) ?? []
            return queue.lifecycle != .deleted && order.contains { $0 == name || $0.hasSuffix("/\(name)") }
        }.compactMap(\.jobQueueName).sorted()
    }

    /// Waits until an environment is gone; fails where Batch gives its deletion up.
    ///
    /// - Parameter wasDeleting: whether DELETING has been seen before the wait, so that INVALID cannot be from before it.
    func waitUntilGone(_ doomed: EnvironmentIdentity, wasDeleting: Bool, with context: StepContext) async throws {
        try await context.wait(for: doomed.address, named: doomed.name) { result in
            guard let record = result.record, record.status != .deleted, doomed.isSame(as: record.environment)
            else { return .done }
            let isNew =
                wasDeleting || result.statusesSeen.contains(.deleting) || result.elapsed > Self.staleReadLimit
            return record.status == .invalid && isNew ? .failed(record.reason ?? "AWS gives no reason") : .waiting
        }
    }
}

/// Identifies one of several environments that had a name one after the other, so that a later one is never deleted.
struct EnvironmentIdentity: Sendable {
    let address: Address
    let name: String
    /// Batch's identifier; nil if it gave none.
    private let uuid: String?

    init(_ address: Address, _ name: String, uuid: String?) {
        self.address = address
        self.name = name
        self.uuid = uuid
    }

    init(_ observed: ObservedResource) {
        self.init(observed.address, observed.name, uuid: observed.attributes["uuid"]?.string)
    }

    /// Returns true if a record of the name is of this one. A missing identifier does not rule that out.
    func isSame(as record: Batch.ComputeEnvironmentDetail?) -> Bool {
        guard let uuid, let other = record?.uuid else { return true }
        return uuid == other
    }
}
