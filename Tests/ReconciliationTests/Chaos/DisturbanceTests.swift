import AWSOperations
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

struct DisturbanceTests {
    @Test(arguments: ExternalChange.repairable)
    func `the plan names what was changed outside, and apply undoes it`(disturbance: ExternalChange) async throws {
        let scenario = Scenario(name: "", before: [Scenarios.spot], command: .apply([Scenarios.spot]))
        let account = try await scenario.prepared()
        try await disturbance.happen(Names(account), account)
        await account.clock.advance(by: 3)
        let journal = RefusalJournal()
        let fixture = AccountFixture(account) { JournalingCaller(base: $0, journal: journal) }
        let plan = try await fixture.plan([Scenarios.spot])
        let changed = plan.resources.filter { $0.action != .none }.map(\.address.local)
        #expect(changed.contains(disturbance.resource), "\(changed)")
        #expect(plan.refusals == [])
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        #expect(await journal.unexpected(alsoPassing: ["already exists"]) == [])
        await account.clock.advance(by: 5)
        let shortcomings = try await scenario.shortcomings(fixture)
        #expect(shortcomings == [])
    }

    private static let thefts = [
        ExternalChange(name: "tags of a compute environment", resource: "compute-environment.work") { names, account in
            _ = try await account.caller(region: AccountFixture.region).call(
                Batch.UntagResource(resourceArn: names.environmentARN, tagKeys: [OwnershipTags.owner]))
        },
        ExternalChange(name: "tags of a queue", resource: "job-queue.work") { names, account in
            _ = try await account.caller(region: AccountFixture.region).call(
                Batch.UntagResource(resourceArn: names.queueARN, tagKeys: [OwnershipTags.resource]))
        },
        ExternalChange(name: "tags of a role", resource: "role.instance") { names, account in
            try await account.changeRole(names.role, tags: [:])
        },
        ExternalChange(name: "another owner's profile", resource: "instance-profile.instance") { names, account in
            _ = try await account.caller(region: AccountFixture.region).call(
                IAM.TagInstanceProfile(
                    instanceProfileName: names.profile,
                    tags: [IAM.Tag(key: OwnershipTags.owner, value: "acme/other")]))
        },
        ExternalChange(name: "another owner's template", resource: "launch-template") { names, account in
            let caller = account.caller(region: AccountFixture.region)
            let filter = EC2.Filter(name: "launch-template-name", values: [names.template])
            let found = try await caller.call(EC2.DescribeLaunchTemplates(filters: [filter]))
            let id = try #require(found.launchTemplates?.first?.launchTemplateId)
            _ = try await caller.call(
                EC2.CreateTags(resources: [id], tags: [EC2.Tag(key: OwnershipTags.owner, value: "acme/other")]))
        },
    ]

    @Test(arguments: thefts)
    func `a resource with another owner's tags is refused and stays`(theft: ExternalChange) async throws {
        let account = try await Scenario(name: "", before: [Scenarios.wide], command: .destroy([])).prepared()
        try await theft.happen(Names(account), account)
        await account.clock.advance(by: 5)
        let fixture = AccountFixture(account)
        let plan = try await fixture.plan([Scenarios.spot])
        #expect(plan.refusals.map(\.kind) == [.foreignResource])
        #expect(plan.resources.first { $0.address.local == theft.resource }?.action == PlannedResource.Action.none)
        let destruction = try await fixture.destructionPlan([Scenarios.spot])
        #expect(!destruction.resources.map(\.address.local).contains(theft.resource))
    }
}
