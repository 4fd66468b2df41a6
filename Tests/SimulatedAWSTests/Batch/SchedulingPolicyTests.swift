import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// Scheduling policies of a simulated account, where the conformance suite does not look.
struct SchedulingPolicyTests {
    private static let shares = Batch.FairsharePolicy(
        shareDistribution: [Batch.ShareAttributes(shareIdentifier: "lab", weightFactor: 2)])

    @Test func `a policy is in its region only, and in the inventory`() async throws {
        let fixture = try await Fixture()
        let arn = try #require(
            try await fixture.caller.call(Batch.CreateSchedulingPolicy(name: "own", fairsharePolicy: Self.shares)).arn)
        let elsewhere = fixture.account.caller(region: "us-east-1")
        #expect(try await elsewhere.call(Batch.ListSchedulingPolicies()).schedulingPolicies == [])
        #expect(await fixture.account.inventory().contains("eu-west-1/scheduling-policy/own"))
        try await fixture.settled()
        let queue = Batch.CreateJobQueue(
            jobQueueName: "queue", priority: 1, schedulingPolicyArn: arn + "x",
            computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: "work")])
        let unknown = try await fixture.refusal { _ = try await fixture.caller.call(queue) }
        #expect(unknown?.message.contains("Scheduling policy \(arn)x does not exist") == true)
    }

    @Test func `a lagging read does not show a new policy, and shows a deleted one`() async throws {
        let fixture = try await Fixture(timings: Timings()) { $0.staleProbability = 1 }
        let arn = try #require(
            try await fixture.caller.call(Batch.CreateSchedulingPolicy(name: "own", fairsharePolicy: Self.shares)).arn)
        let describe = Batch.DescribeSchedulingPolicies(arns: [arn])
        #expect(try await fixture.caller.call(describe).schedulingPolicies == [])
        await fixture.pass(60)
        #expect(try await fixture.caller.call(describe).schedulingPolicies?.count == 1)
        _ = try await fixture.caller.call(Batch.DeleteSchedulingPolicy(arn: arn))
        #expect(try await fixture.caller.call(describe).schedulingPolicies?.count == 1)
        await fixture.pass(60)
        #expect(try await fixture.caller.call(describe).schedulingPolicies == [])
    }

    @Test func `policies are saved with the account`() async throws {
        let account = SimulatedAccount()
        let call = Batch.CreateSchedulingPolicy(name: "own", fairsharePolicy: Self.shares, tags: ["a": "1"])
        _ = try await account.caller(region: "eu-west-1").call(call)
        let restored = try SimulatedAccount(restoring: try await account.snapshot())
        #expect(await restored.view().schedulingPolicies(region: "eu-west-1").map(\.tags) == [["a": "1"]])
    }

    @Test(arguments: ["a-b", "*", "a**", String(repeating: "a", count: 256)])
    func `a wrong share identifier is refused`(name: String) async throws {
        let fixture = try await Fixture()
        let policy = Batch.FairsharePolicy(shareDistribution: [Batch.ShareAttributes(shareIdentifier: name)])
        let refusal = try await fixture.refusal {
            _ = try await fixture.caller.call(Batch.CreateSchedulingPolicy(name: "own", fairsharePolicy: policy))
        }
        #expect(refusal?.message.contains("shareIdentifier") == true)
    }
}
