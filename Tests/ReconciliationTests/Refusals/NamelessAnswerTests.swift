import AWSOperations
import Kinds
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Testing

/// Answers with a compute environment or a queue that has no name.
struct NamelessAnswerTests {
    private struct Nameless: Caller {
        let kind: ResourceKind

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            let isEnvironment = kind == .computeEnvironment
            let answer: any Sendable =
                operation is Batch.DescribeComputeEnvironments
                ? Batch.DescribeComputeEnvironments.Output(
                    computeEnvironments: isEnvironment ? [Batch.ComputeEnvironmentDetail(status: "VALID")] : [])
                : Batch.DescribeJobQueues.Output(
                    jobQueues: isEnvironment ? [] : [Batch.JobQueueDetail(status: "VALID")])
            guard let output = answer as? O.Output else {
                throw ServiceError(operation: O.qualifiedName, code: "Unknown", message: "", status: 400)
            }
            return output
        }
    }

    /// Without the refusal it would be taken for missing, and be created again.
    @Test(arguments: [ResourceKind.computeEnvironment, .jobQueue])
    func `plans nothing from an answer with something that has no name`(kind: ResourceKind) async throws {
        let key = EnvironmentKey(region: "us-east-1", workspace: "acme/demo", name: "nameless")
        let resource = Resource(Address(key, kind, "work"), name: "nameless-work", properties: .map([:]))
        let access = AWSAccess(globalRegion: key.region, clock: SimulatedClock()) { _ in Nameless(kind: kind) }
        let error = try await #require(throws: ReconciliationError.self) {
            try await StateReader(access).observe([resource], accountID: "123456789012", principal: "x")
        }
        #expect(error.summary.contains(kind.rawValue.replacing("-", with: " ") + " without a name"))
    }
}
