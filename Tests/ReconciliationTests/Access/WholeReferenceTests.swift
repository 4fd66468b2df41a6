import AWSOperations
import Reconciliation
import SimulatedAWS
import TestScenarios
import Testing

/// Writes with references from a damaged answer.
struct WholeReferenceTests {
    @Test
    func `sends no write with an empty reference`() async throws {
        let fixture = AccountFixture()
        let caller = fixture.access.caller(AccountFixture.region)
        await #expect(throws: ReconciliationError.self) {
            try await caller.call(IAM.DetachRolePolicy(roleName: "r", policyArn: ""))
        }
        await #expect(throws: ReconciliationError.self) {
            try await caller.call(Batch.UpdateComputeEnvironment(computeEnvironment: "e", serviceRole: ""))
        }
        await #expect(throws: ReconciliationError.self) { try await caller.call(IAM.DeleteRole(roleName: "")) }
        #expect(await fixture.account.log.isEmpty)
        // A value that is not a reference may be empty.
        _ = try await caller.call(Logs.CreateLogGroup(logGroupName: "/a", tags: ["team-role": ""]))
    }
}
