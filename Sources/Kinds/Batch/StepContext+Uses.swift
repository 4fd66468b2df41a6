import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Waits until no compute environment uses a resource that is to be deleted. Batch needs the resources of an
    /// environment until it is gone: without one, the environment becomes INVALID and cannot be deleted.
    ///
    /// The environments of this plan are read by name as well: one list may be from before a write, or leave out an
    /// environment that is being created.
    func waitUntilUnused(
        _ resource: ObservedResource, isUsed: @Sendable (Batch.ComputeEnvironmentDetail) -> Bool
    ) async throws {
        let start = await now()
        while true {
            let users = try await computeEnvironments(resource.address.region).filter(isUsed)
            guard let user = users.first(where: { $0.lifecycle != .deleting }) ?? users.first else { return }
            let name = user.computeEnvironmentName ?? ""
            let isLeaving = user.lifecycle == .deleting
            let elapsed = await now() - start
            guard elapsed < (isLeaving ? Double(waitTimeout) : min(Double(waitTimeout), Self.lagLimit)) else {
                throw ReconciliationError(
                    "\(resource.address.kind.rawValue) '\(resource.name)' was not deleted: compute environment "
                        + "'\(name)' still uses it",
                    detail: isLeaving
                        ? "AWS is still deleting '\(name)'; run again when it is gone"
                        : "delete '\(name)' or have it use something else, then run again", address: resource.address)
            }
            await report("\(name) still uses it")
            try await pause(seconds: 5)
        }
    }

    /// Returns the compute environments of a region: those of the list, and those of this plan, read by name.
    private func computeEnvironments(_ region: String) async throws -> [Batch.ComputeEnvironmentDetail] {
        let caller = caller(Address(sharedIn: region, .computeEnvironment))
        async let listed = everyPage(of: Batch.DescribeComputeEnvironments.self) { token in
            let answer = try await caller.call(Batch.DescribeComputeEnvironments(maxResults: 100, nextToken: token))
            return (answer.computeEnvironments ?? [], answer.nextToken)
        }
        let names = plannedNames(of: .computeEnvironment, in: region)
        let named = try await concurrently(names.inChunks(of: KindDefinition.namesPerCall)) { names in
            try await caller.call(Batch.DescribeComputeEnvironments(computeEnvironments: names)).computeEnvironments
                ?? []
        }
        return try await (listed + named.flatMap(\.self)).filter { $0.lifecycle != .deleted }
    }

    /// Seconds for which a list may show an environment that was deleted.
    private static let lagLimit = 60.0
}
