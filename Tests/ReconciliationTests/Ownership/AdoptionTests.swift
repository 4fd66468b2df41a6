import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Stories
import Testing

/// `adopt`: existing resources with our names but without our tags become owned, by tags alone.
struct AdoptionTests {
    private func stripped(_ definitions: [EnvironmentDefinition]) async throws -> Story {
        let story = Story()
        #expect(try await story.apply(definitions).failures == [])
        try await TagChanger(story.account).strip()
        return story
    }

    @Test(arguments: [1, 6])
    func `after adopting, a plan is empty`(count: Int) async throws {
        let file = (1...count).map { number in Story.environment("bench\(number)") { $0.provisioningModel = .ec2 } }
        let story = try await stripped(file)
        let refused = try await story.plan(file)
        #expect(Set(refused.refusals.map(\.kind)) == [.foreignResource])
        #expect(refused.refusals.allSatisfy { $0.detail.contains("reconcile adopt") })
        let plan = try await story.plan(.adopt(file))
        #expect(plan.resources.count { $0.action == .adopt } == 5 * count)
        #expect(plan.resources.allSatisfy { $0.differences.isEmpty })
        let before = await story.account.log.count
        #expect(try await story.run(.adopt(file)).failures == [])
        let writes = Set(await story.calls(since: before, mutating: true))
        #expect(writes.allSatisfy { $0.contains(":Tag") || $0 == "ec2:CreateTags" }, "\(writes)")
        await story.account.clock.advance(by: 5)
        #expect(try await story.plan(file).summary.hasChanges == false)
        #expect(try await story.plan(file).refusals == [])
    }

    @Test
    func `what differs is shown, left alone, and the next apply's work`() async throws {
        let story = try await stripped([Scenarios.onDemand])
        let wide = Story.environment("bench") {
            $0.provisioningModel = .ec2
            $0.maxCPUs = 2000
        }
        let plan = try await story.plan(.adopt([wide]))
        let environment = try #require(plan.resources.first { $0.address.kind == .computeEnvironment })
        #expect(environment.differences.map(\.path) == ["computeResources.maxvCpus"])
        #expect(environment.changes.allSatisfy { $0.update == .tags })
        #expect(try await story.run(.adopt([wide])).failures == [])
        let held = try #require(await story.account.computeEnvironments(region: Story.region).first)
        #expect(held.computeResources?.maxvCpus == 1000)
        #expect(held.tags?[OwnershipTags.form] == nil)
        let next = try await story.plan([wide])
        #expect(next.resources.filter { $0.action != .none }.map(\.update) == [.scaling])
    }

    @Test
    func `refuses a resource with another owner's tag, and names the owner`() async throws {
        let story = try await stripped([Scenarios.onDemand])
        let names = try await Names(story.account)
        for copied in ["compute-environment/another", "compute-environment/\(names.environment)"] {
            try await TagChanger(story.account).tag(
                names.environmentARN, [OwnershipTags.owner: "acme/other", OwnershipTags.resource: copied])
            let plan = try await story.plan(.adopt([Scenarios.onDemand]))
            #expect(plan.refusals.map(\.kind) == [.foreignResource])
            #expect(plan.refusals.first?.summary.contains("acme/other") == true)
        }
    }

    @Test
    func `creates nothing, and leaves log groups of other owners`() async throws {
        let story = try await stripped([Scenarios.onDemand])
        let names = try await Names(story.account)
        await story.account.deleteLaunchTemplate(names.template, region: Story.region)
        let file = Story.environment("bench") {
            $0.provisioningModel = .ec2
            $0.logGroup = "/nextflow/bench"
        }
        _ = try await story.account.caller(region: Story.region).call(
            Logs.CreateLogGroup(logGroupName: "/nextflow/bench"))
        let plan = try await story.plan(.adopt([file]))
        #expect(plan.environments[0].warnings == ["launch-template: does not exist; 'reconcile apply' creates it"])
        #expect(plan.resources.first { $0.address.kind == .logGroup }?.action == PlannedResource.Action.none)
        #expect(try await story.run(.adopt([file])).failures == [])
        #expect(await story.leftovers().contains { $0.contains("launch-template") } == false)
    }

    @Test
    func `what is INVALID can be taken over too`() async throws {
        let story = try await stripped([Scenarios.onDemand])
        let names = try await Names(story.account)
        try await story.account.invalidateComputeEnvironment(names.environment, region: Story.region, reason: "no role")
        #expect(try await story.run(.adopt([Scenarios.onDemand])).failures == [])
    }
}
