import AWSOperations
import Reconciliation
import SimulatedAWS
import Stories
import Testing

/// Writes with references from a damaged answer.
struct WholeReferenceTests {
    @Test
    func `sends no write with an empty reference`() async throws {
        let story = Story()
        let caller = story.access.caller(Story.region)
        await #expect(throws: ReconciliationError.self) {
            try await caller.call(IAM.DetachRolePolicy(roleName: "r", policyArn: ""))
        }
        await #expect(throws: ReconciliationError.self) {
            try await caller.call(Batch.UpdateComputeEnvironment(computeEnvironment: "e", serviceRole: ""))
        }
        await #expect(throws: ReconciliationError.self) { try await caller.call(IAM.DeleteRole(roleName: "")) }
        #expect(await story.account.log.isEmpty)
        // A value that is not a reference may be empty.
        _ = try await caller.call(Logs.CreateLogGroup(logGroupName: "/a", tags: ["team-role": ""]))
    }
}
