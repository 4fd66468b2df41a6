import AWSOperations
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Stories
import Testing

struct DisturbanceTests {
    @Test(arguments: Disturbance.repairable)
    func `what was changed behind its back is named by the plan and put right`(disturbance: Disturbance) async throws {
        let scenario = Scenario(name: "", before: [Scenarios.spot], command: .apply([Scenarios.spot]))
        let account = try await scenario.prepared()
        try await disturbance.happen(Names(account), account)
        await account.clock.advance(by: 3)
        let journal = RefusalJournal()
        let story = Story(account) { JournalingCaller(base: $0, journal: journal) }
        let plan = try await story.plan([Scenarios.spot])
        let changed = plan.resources.filter { $0.action != .none }.map(\.address.local)
        #expect(changed.contains(disturbance.resource), "\(changed)")
        #expect(plan.refusals == [])
        #expect(try await story.apply([Scenarios.spot]).failures == [])
        #expect(await journal.unexpected(alsoPassing: ["already exists"]) == [])
        await account.clock.advance(by: 5)
        let shortcomings = try await scenario.shortcomings(story)
        #expect(shortcomings == [])
    }

    private static let thefts = [
        Disturbance(name: "tags of a compute environment", resource: "compute-environment.work") { names, account in
            _ = try await account.caller(region: Story.region).call(
                Batch.UntagResource(resourceArn: names.environmentARN, tagKeys: [OwnershipTags.owner]))
        },
        Disturbance(name: "tags of a queue", resource: "job-queue.work") { names, account in
            _ = try await account.caller(region: Story.region).call(
                Batch.UntagResource(resourceArn: names.queueARN, tagKeys: [OwnershipTags.resource]))
        },
        Disturbance(name: "tags of a role", resource: "role.instance") { names, account in
            try await account.changeRole(names.role, tags: [:])
        },
        Disturbance(name: "another owner's profile", resource: "instance-profile.instance") { names, account in
            _ = try await account.caller(region: Story.region).call(
                IAM.TagInstanceProfile(
                    instanceProfileName: names.profile,
                    tags: [IAM.Tag(key: OwnershipTags.owner, value: "acme/other")]))
        },
        Disturbance(name: "another owner's template", resource: "launch-template") { names, account in
            let caller = account.caller(region: Story.region)
            let filter = EC2.Filter(name: "launch-template-name", values: [names.template])
            let found = try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter]))
            let id = try #require(found.launchTemplates?.first?.launchTemplateId)
            _ = try await caller.call(
                EC2.CreateTags(resources: [id], tags: [EC2.Tag(key: OwnershipTags.owner, value: "acme/other")]))
        },
    ]

    @Test(arguments: thefts)
    func `a resource with another owner's tags is refused and stays`(theft: Disturbance) async throws {
        let account = try await Scenario(name: "", before: [Scenarios.wide], command: .destroy([])).prepared()
        try await theft.happen(Names(account), account)
        await account.clock.advance(by: 5)
        let story = Story(account)
        let plan = try await story.plan([Scenarios.spot])
        #expect(plan.refusals.map(\.kind) == [.foreignResource])
        #expect(plan.resources.first { $0.address.local == theft.resource }?.action == PlannedResource.Action.none)
        let destruction = try await story.destructionPlan([Scenarios.spot])
        #expect(!destruction.resources.map(\.address.local).contains(theft.resource))
    }
}
