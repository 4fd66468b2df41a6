import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Waits until no queue uses a policy that is to be deleted. AWS may show for a while that one does.
    func waitUntilNoQueueUses(_ policy: ObservedResource, _ arn: String) async throws {
        let caller = caller(policy.address)
        let users = {
            try await Batch.allJobQueues(caller).filter { $0.schedulingPolicyArn == arn && $0.lifecycle != .deleted }
        }
        let isUnused = try await wait(atMost: Self.lagLimit) { try await users().isEmpty }
        guard !isUnused, let user = try await users().first?.jobQueueName else { return }
        throw ReconciliationError(
            "scheduling-policy '\(policy.name)' was not deleted: job queue '\(user)' still uses it",
            detail: "give '\(user)' another policy or delete it, then run again", address: policy.address)
    }

    /// Looks again and again until something holds; false if it does not in some seconds.
    @discardableResult
    func wait(atMost seconds: Double, until holds: () async throws -> Bool) async throws -> Bool {
        let start = await now()
        while true {
            if try await holds() { return true }
            guard await now() - start < min(Double(waitTimeout), seconds) else { return false }
            try await pause(seconds: 2)
        }
    }

    /// Seconds for which a list may show a queue as it was before.
    private static let lagLimit = 60.0
}
