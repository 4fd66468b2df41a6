import AWSOperations
import Planning
import ResourceModel

extension ComputeEnvironmentDriver {
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with work: Work) async throws {
        let restoration = ServiceRoleRestoration(observed)
        if observed.status == "DELETING" {
            do {
                return try await waitUntilGone(observed.address, observed.name, wasDeleting: true, with: work)
            } catch let error as WaitFailed {
                await work.report("deleting it failed (\(error.reason)), trying once more")
            }
        }
        let reason = observed.status == "INVALID" ? observed.statusReason : nil
        var template = try await restore(restoration, of: observed, because: reason, with: work)
        try await disable(observed.address, observed.name, with: work)
        if planned.drains { try await work.drainEnvironment(observed) }
        do {
            try await remove(observed.address, observed.name, with: work)
        } catch let error as WaitFailed where error.isFinal && error.reason.contains("sts:AssumeRole") {
            // It went while Batch was at work.
            let again = try await restore(restoration, of: observed, because: error.reason, with: work)
            template = again ?? template
            try await remove(observed.address, observed.name, with: work)
        }
        if let template, !planned.leavesRestoredRole { try await restoration?.undo(recordedOn: template, with: work) }
    }

    /// Batch works under the service role while it deletes: without it the environment only falls to INVALID.
    private func restore(
        _ restoration: ServiceRoleRestoration?, of environment: ObservedResource, because reason: String?,
        with work: Work
    ) async throws -> String? {
        do {
            return try await restoration?.restore(because: reason, with: work)
        } catch let error where !(error is CancellationError) {
            // Somebody else may have deleted the environment meanwhile, and the launch template and the role after it.
            let answer = try await work.caller(environment.address).call(
                Batch.DescribeComputeEnvironments(computeEnvironments: [environment.name]))
            guard answer.computeEnvironments?.contains(where: { $0.status != "DELETED" }) == true else { return nil }
            throw error
        }
    }

    /// Stops Batch from starting anything new there.
    private func disable(_ address: Address, _ name: String, with work: Work) async throws {
        do {
            try await work.throughTransitions(of: address, named: name, isDone: { $0.state == "DISABLED" }) {
                _ = try await work.caller(address).call(
                    Batch.UpdateComputeEnvironment(computeEnvironment: name, state: "DISABLED"))
            }
        } catch let error as ServiceError where error.saysAbsent {
            return
        }
        try await work.wait(for: address, named: name) { sighting in
            guard let record = sighting.record, record.status != "DELETED" else { return .done }
            return record.state == "DISABLED" && record.isSettled ? .done : .waiting
        }
    }

    /// Deletes a disabled environment and waits until it is gone; one that falls back to INVALID is deleted again once.
    func remove(_ address: Address, _ name: String, with work: Work) async throws {
        try await disableIfEnabled(address, name, with: work)
        for attempt in 1... {
            do {
                try await work.throughTransitions(of: address, named: name) {
                    _ = try await work.caller(address).call(Batch.DeleteComputeEnvironment(computeEnvironment: name))
                }
            } catch let error as ServiceError where error.saysAbsent {
                return
            } catch let error as ServiceError where error.isRelationship {
                throw try await namingQueues(error, address, name, with: work)
            }
            do {
                return try await waitUntilGone(address, name, wasDeleting: false, with: work)
            } catch let error as WaitFailed where attempt == 1 && error.isFinal {
                await work.report("deleting it failed (\(error.reason)), trying once more")
            }
        }
    }

    /// Which queues keep an environment from being deleted, as Batch shows them.
    private func namingQueues(
        _ error: ServiceError, _ address: Address, _ name: String, with work: Work
    ) async throws -> ReconciliationError {
        let queues = try await everyPage { token in
            let answer = try await work.caller(address).call(Batch.DescribeJobQueues(maxResults: 100, nextToken: token))
            return (answer.jobQueues ?? [], answer.nextToken)
        }
        let names = queues.filter { queue in
            let order = queue.computeEnvironmentOrder?.map(\.computeEnvironment) ?? []
            return queue.status != "DELETED" && order.contains { $0 == name || $0.hasSuffix("/\(name)") }
        }.compactMap { $0.jobQueueName.map { "'\($0)'" } }.sorted().joined(separator: ", ")
        return ReconciliationError(
            names.isEmpty ? "\(error)" : "\(name) cannot be deleted: it is in the order of the queues \(names)",
            detail: names.isEmpty
                ? "Batch still sees a queue that named it; run again" : "take it out of their order, then run again",
            address: address)
    }

    private func disableIfEnabled(_ address: Address, _ name: String, with work: Work) async throws {
        let answer = try await work.caller(address).call(
            Batch.DescribeComputeEnvironments(computeEnvironments: [name]))
        guard let live = answer.computeEnvironments?.first(where: { $0.status != "DELETED" }),
            live.state == "ENABLED", live.status != "DELETING"
        else { return }
        try await disable(address, name, with: work)
    }

    /// Waits until an environment is gone; fails where Batch gives its deletion up.
    ///
    /// - Parameter wasDeleting: whether DELETING has been seen before the wait, so that INVALID cannot be from before it.
    func waitUntilGone(
        _ address: Address, _ name: String, wasDeleting: Bool, with work: Work
    ) async throws {
        try await work.wait(for: address, named: name) { sighting in
            guard let record = sighting.record, record.status != "DELETED" else { return .done }
            let isNew =
                wasDeleting || sighting.statusesSeen.contains("DELETING") || sighting.elapsed > Self.staleReadLimit
            return record.status == "INVALID" && isNew ? .failed(record.reason ?? "AWS gives no reason") : .waiting
        }
    }
}
