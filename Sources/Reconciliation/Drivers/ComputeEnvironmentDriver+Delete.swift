import AWSOperations
import Planning
import ResourceModel

extension ComputeEnvironmentDriver {
    func delete(_ planned: PlannedResource, _ observed: ObservedResource, with work: Work) async throws {
        if observed.status != "DELETING" {
            try await disable(observed.address, observed.name, with: work)
            let clusters = [observed.attributes["ecsClusterArn"]?.string].compactMap { $0 }
            if planned.drains { try await work.drain(clusters, of: observed) }
        }
        try await remove(observed.address, observed.name, with: work)
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
            }
            do {
                try await waitUntilGone(address, name, with: work)
                return
            } catch let error as WaitFailed where attempt == 1 {
                await work.report("deleting it failed (\(error.reason)), trying once more")
            }
        }
    }

    private func disableIfEnabled(_ address: Address, _ name: String, with work: Work) async throws {
        let answer = try await work.caller(address).call(
            Batch.DescribeComputeEnvironments(computeEnvironments: [name]))
        guard let live = answer.computeEnvironments?.first(where: { $0.status != "DELETED" }),
            live.state == "ENABLED", live.status != "DELETING"
        else { return }
        try await disable(address, name, with: work)
    }

    func waitUntilGone(_ address: Address, _ name: String, with work: Work) async throws {
        try await work.wait(for: address, named: name) { sighting in
            guard let record = sighting.record, record.status != "DELETED" else { return .done }
            // INVALID before DELETING was ever seen may be the state from before the call.
            let hasFailed = record.status == "INVALID" && sighting.statusesSeen.contains("DELETING")
            return hasFailed ? .failed(record.reason ?? "AWS gives no reason") : .waiting
        }
    }
}
