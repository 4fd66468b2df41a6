import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// `adopt`: existing resources with our names but without our tags become owned, by tags alone.
struct AdoptionTests {
    private func stripped(_ definitions: [EnvironmentDefinition]) async throws -> AccountFixture {
        let fixture = AccountFixture()
        #expect(try await fixture.apply(definitions).failures == [])
        try await TagChanger(fixture.account).strip()
        return fixture
    }

    @Test(arguments: [1, 6])
    func `after adopting, a plan is empty`(count: Int) async throws {
        let file = (1...count).map { number in
            AccountFixture.environment("bench\(number)") { $0.provisioningModel = .ec2 }
        }
        let fixture = try await stripped(file)
        let refused = try await fixture.plan(file)
        #expect(Set(refused.refusals.map(\.kind)) == [.foreignResource])
        #expect(
            refused.refusals.allSatisfy { refusal in
                if case .foreignResource(_, .untagged(isFree: true)) = refusal.fact { true } else { false }
            })
        let plan = try await fixture.plan(.adopt(file))
        #expect(plan.resources.count { $0.action == .adopt } == 6 * count)
        #expect(plan.resources.allSatisfy { $0.differences.isEmpty })
        let before = await fixture.account.log.count
        #expect(try await fixture.run(.adopt(file)).failures == [])
        let writes = Set(await fixture.calls(since: before, mutating: true))
        #expect(writes.allSatisfy { $0.contains(":Tag") || $0 == "ec2:CreateTags" }, "\(writes)")
        await fixture.account.clock.advance(by: 5)
        #expect(try await fixture.plan(file).summary.hasChanges == false)
        #expect(try await fixture.plan(file).refusals == [])
    }

    @Test
    func `what differs is shown, left alone, and the next apply's work`() async throws {
        let fixture = try await stripped([Scenarios.onDemand])
        let wide = AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
            $0.maxCPUs = 2000
        }
        let plan = try await fixture.plan(.adopt([wide]))
        let environment = try #require(plan.resources.first { $0.address.kind == .computeEnvironment })
        #expect(environment.differences.map(\.path) == ["computeResources.maxvCpus"])
        #expect(environment.changes.allSatisfy { $0.update == .tags })
        #expect(try await fixture.run(.adopt([wide])).failures == [])
        let held = try #require(await fixture.account.computeEnvironments(region: AccountFixture.region).first)
        #expect(held.computeResources?.maxvCpus == 1000)
        #expect(held.tags?[OwnershipTags.form] == nil)
        let next = try await fixture.plan([wide])
        #expect(next.resources.filter { $0.action != .none }.map(\.update) == [.scaling])
    }

    @Test
    func `refuses a resource with another owner's tag, and names the owner`() async throws {
        let fixture = try await stripped([Scenarios.onDemand])
        let names = try await Names(fixture.account)
        for copied in ["compute-environment/another", "compute-environment/\(names.environment)"] {
            try await TagChanger(fixture.account).tag(
                names.environmentARN, [OwnershipTags.owner: "acme/other", OwnershipTags.resource: copied])
            let plan = try await fixture.plan(.adopt([Scenarios.onDemand]))
            #expect(plan.refusals.map(\.kind) == [.foreignResource])
            #expect(
                plan.refusals.first?.fact
                    == .foreignResource(name: names.environment, .claimed(owner: "acme/other")))
        }
    }

    @Test
    func `creates nothing, and leaves log groups of other owners`() async throws {
        let fixture = try await stripped([Scenarios.onDemand])
        let names = try await Names(fixture.account)
        await fixture.account.deleteLaunchTemplate(names.template, region: AccountFixture.region)
        let file = AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
            $0.logGroup = "/nextflow/bench"
        }
        _ = try await fixture.account.caller(region: AccountFixture.region).call(
            Logs.CreateLogGroup(logGroupName: "/nextflow/bench"))
        let plan = try await fixture.plan(.adopt([file]))
        #expect(plan.environments[0].warnings == [.notCreated(parts: ["launch-template"])])
        #expect(plan.resources.first { $0.address.kind == .logGroup }?.action == PlannedResource.Action.none)
        #expect(try await fixture.run(.adopt([file])).failures == [])
        #expect(await fixture.leftovers().contains { $0.contains("launch-template") } == false)
    }

    @Test
    func `what is INVALID can be taken over too`() async throws {
        let fixture = try await stripped([Scenarios.onDemand])
        let names = try await Names(fixture.account)
        try await fixture.account.invalidateComputeEnvironment(
            names.environment, region: AccountFixture.region, reason: "no role")
        #expect(try await fixture.run(.adopt([Scenarios.onDemand])).failures == [])
    }
}
