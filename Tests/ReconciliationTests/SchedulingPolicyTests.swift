import AWSOperations
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Scheduling policies that are made with the shares of a file.
struct SchedulingPolicyTests {
    private static let region = AccountFixture.region
    private static let describe = "batch:DescribeSchedulingPolicies"
    private static let list = "batch:ListSchedulingPolicies"

    private static func policies(_ fixture: AccountFixture) async -> [Batch.SchedulingPolicyDetail] {
        await fixture.account.view().schedulingPolicies(region: region)
    }

    @Test func `shares become one policy, and the queue has it from the beginning`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.shared]).failures == [])
        let policies = await Self.policies(fixture)
        let policy = try #require(policies.first)
        #expect(policies.count == 1)
        let weights = policy.fairsharePolicy?.shareDistribution?.map {
            [$0.shareIdentifier, "\($0.weightFactor ?? 0)"]
        }
        #expect(weights == [["labA", "1.0"], ["labB", "0.5"]])
        let queues = await fixture.account.jobQueues(region: Self.region)
        #expect(queues.map(\.schedulingPolicyArn) == [policy.arn])
        let before = await fixture.account.log.count
        #expect(try await fixture.plan([Scenarios.shared]).summary.hasChanges == false)
        let calls = await fixture.calls(since: before)
        #expect(calls.count { $0 == Self.describe } == 1 && !calls.contains(Self.list))
    }

    @Test func `other shares are one update in place and disturb nothing`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.shared]).failures == [])
        let edited = [Scenarios.shares(["labA": "1", "labB": "0.25", "labC": "3"])]
        let changed = try await fixture.plan(edited).resources.filter { $0.action != .none }
        // The comments of the Nextflow configuration name the shares.
        #expect(changed.map(\.address.local) == ["scheduling-policy", "job-definition.head"])
        #expect(changed.allSatisfy { $0.update == .inPlace })
        let before = await fixture.account.log.count
        #expect(try await fixture.apply(edited).failures == [])
        #expect(
            await fixture.calls(since: before, mutating: true).sorted() == [
                "batch:DeregisterJobDefinition", "batch:RegisterJobDefinition", "batch:TagResource",
                "batch:UpdateSchedulingPolicy",
            ])
        #expect(try await fixture.plan(edited).summary.hasChanges == false)
    }

    @Test(arguments: [Scenario.Command.apply([Scenarios.onDemand]), .adopt([Scenarios.onDemand])])
    func `a file without the field makes no call about policies`(command: Scenario.Command) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        let before = await fixture.account.log.count
        _ = try await fixture.plan(command)
        #expect(await fixture.calls(since: before).filter { $0.contains("SchedulingPolic") } == [])
    }

    @Test func `one call reads the policies of all environments`() async throws {
        let fixture = AccountFixture()
        let file = ["a", "b", "c"].map { name in
            AccountFixture.environment(name) {
                $0.provisioningModel = .ec2
            } settings: {
                $0.settings.schedulingPolicy = .shares(["lab": DecimalNumber("2")].compactMapValues { $0 })
            }
        }
        #expect(try await fixture.apply(file).failures == [])
        #expect(await Self.policies(fixture).count == 3)
        let before = await fixture.account.log.count
        #expect(try await fixture.plan(file).summary.hasChanges == false)
        #expect(await fixture.calls(since: before).count { $0 == Self.describe } == 1)
    }

    @Test(arguments: [(Scenarios.onDemand, Scenarios.shared), (Scenarios.shared, Scenarios.onDemand)])
    func `a queue neither gets nor loses a policy`(
        before: EnvironmentDefinition, after: EnvironmentDefinition
    ) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([before]).failures == [])
        let plan = try await fixture.plan([after])
        #expect(plan.refusals.map(\.kind) == [.replacementRefused])
        #expect(plan.refusals.first?.paths == ["schedulingPolicyArn"])
        guard case .replacementRefused(_, isPossible: false)? = plan.refusals.first?.fact else {
            Issue.record("\(plan.refusals)")
            return
        }
    }

    @Test func `a policy that a queue of others uses is not deleted`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.shared]).failures == [])
        let arn = try #require(await Self.policies(fixture).first?.arn)
        let others = OtherOwner(fixture.account)
        try await others.environment("theirs", tags: [:])
        _ = try await others.caller.call(
            Batch.CreateJobQueue(
                jobQueueName: "theirs", priority: 1, schedulingPolicyArn: arn,
                computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: "theirs")]))
        try await fixture.account.clock.sleep(for: .seconds(60))
        let plan = try await fixture.destructionPlan([Scenarios.shared])
        #expect(plan.refusals.map(\.kind) == [.foreignQueue])
        guard case .foreignUser(_, .jobQueue, "theirs", _)? = plan.refusals.first?.fact else {
            Issue.record("\(plan.refusals)")
            return
        }
    }

    @Test func `a policy of another owner with the name is refused`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.shared]).failures == [])
        let policy = try #require(await Self.policies(fixture).first)
        try await TagChanger(fixture.account).strip()
        let plan = try await fixture.plan([Scenarios.shared])
        #expect(
            plan.refusals.contains { refusal in
                if case .foreignResource(policy.name, _) = refusal.fact { true } else { false }
            })
    }

    @Test func `destroy notes policies that it may not list, and deletes the rest`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        await fixture.account.setFaultHook { _, operation in
            guard operation == Self.list else { return nil }
            return .refused(
                code: "AccessDeniedException", message: "not authorized to perform: \(operation)", status: 403)
        }
        let remains = try await StateReader(fixture.access).remains(of: fixture.requests([Scenarios.onDemand])) { _ in
            ""
        }
        #expect(remains.notes.count == 1 && remains.notes[0].contains("scheduling policies in eu-west-1"))
        #expect(try await fixture.destroy([Scenarios.onDemand]).failures == [])
        #expect(await fixture.leftovers() == [])
    }

    @Test(arguments: [(0.1, "0.1"), (1, "1"), (0.10000000149011612, "0.1"), (999.9999, "999.9999"), (0.0001, "0.0001")])
    func `a weight in another notation of the same value is no change`(
        shown: Double, written: String
    ) async throws {
        let fixture = AccountFixture()
        let file = [Scenarios.shares(["lab": written])]
        #expect(try await fixture.apply(file).failures == [])
        let arn = try #require(await Self.policies(fixture).first?.arn)
        let policy = Batch.FairsharePolicy(
            shareDistribution: [Batch.ShareAttributes(shareIdentifier: "lab", weightFactor: shown)])
        _ = try await fixture.account.caller(region: Self.region)
            .call(Batch.UpdateSchedulingPolicy(arn: arn, fairsharePolicy: policy))
        try await fixture.account.clock.sleep(for: .seconds(60))
        #expect(try await fixture.plan(file).summary.hasChanges == false)
    }
}
