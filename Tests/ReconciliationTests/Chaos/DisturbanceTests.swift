import AWSOperations
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Stories
import Testing

/// What others do to an environment's resources behind its back.
struct Disturbance: Sendable, CustomTestStringConvertible {
    let name: String
    /// The resource that the plan has to name, as its address prints it.
    let resource: String
    let happen: @Sendable (Names, SimulatedAccount) async throws -> Void

    var testDescription: String { name }
}

struct DisturbanceTests {
    private static let repairable = [
        Disturbance(name: "queue disabled", resource: "job-queue.work") { names, account in
            _ = try await account.caller(region: Story.region)
                .call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
        },
        Disturbance(name: "compute environment disabled", resource: "compute-environment.work") { names, account in
            _ = try await account.caller(region: Story.region)
                .call(Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "DISABLED"))
        },
        Disturbance(name: "compute environment scaled", resource: "compute-environment.work") { names, account in
            try await account.changeComputeEnvironment(names.environment, region: Story.region) {
                $0.computeResources?.maxvCpus = 1
            }
        },
        Disturbance(name: "role deleted", resource: "role.instance") { names, account in
            await account.deleteRole(names.role)
        },
        Disturbance(name: "role's policies taken away", resource: "role.instance") { names, account in
            try await account.changeRole(names.role, inlinePolicies: [:])
        },
        Disturbance(name: "instance profile emptied", resource: "instance-profile.instance") { names, account in
            _ = try await account.caller(region: Story.region).call(
                IAM.RemoveRoleFromInstanceProfile(instanceProfileName: names.profile, roleName: names.role))
        },
        Disturbance(name: "instance profile deleted", resource: "instance-profile.instance") { names, account in
            await account.deleteInstanceProfile(names.profile)
        },
        Disturbance(name: "launch template deleted", resource: "launch-template") { names, account in
            await account.deleteLaunchTemplate(names.template, region: Story.region)
        },
        Disturbance(name: "new template version by hand", resource: "launch-template") { names, account in
            _ = try await account.caller(region: Story.region).call(
                EC2.CreateLaunchTemplateVersion(
                    launchTemplateData: EC2.RequestLaunchTemplateData(imageId: "ami-1"),
                    launchTemplateName: names.template))
        },
        Disturbance(name: "queue deleted", resource: "job-queue.work") { names, account in
            try await deleteQueue(names, account)
            try await account.clock.sleep(for: .seconds(120))
        },
        Disturbance(name: "queue being deleted", resource: "job-queue.work") { names, account in
            try await deleteQueue(names, account)
        },
        Disturbance(name: "compute environment deleted", resource: "compute-environment.work") { names, account in
            try await deleteEnvironment(names, account)
            try await account.clock.sleep(for: .seconds(200))
        },
        Disturbance(name: "compute environment being deleted", resource: "compute-environment.work") { names, account in
            try await deleteEnvironment(names, account)
        },
        Disturbance(name: "compute environment INVALID", resource: "compute-environment.work") { names, account in
            try await account.invalidateComputeEnvironment(
                names.environment, region: Story.region, reason: "CLIENT_ERROR - Instance profile x does not exist")
        },
        Disturbance(name: "label removed", resource: "compute-environment.work") { names, account in
            _ = try await account.caller(region: Story.region)
                .call(Batch.UntagResource(resourceArn: names.environmentARN, tagKeys: ["storage"]))
        },
    ]

    private static func deleteQueue(_ names: Names, _ account: SimulatedAccount) async throws {
        let caller = account.caller(region: Story.region)
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
        try await account.clock.sleep(for: .seconds(10))
        _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: names.queue))
    }

    private static func deleteEnvironment(_ names: Names, _ account: SimulatedAccount) async throws {
        let caller = account.caller(region: Story.region)
        try await deleteQueue(names, account)
        try await account.clock.sleep(for: .seconds(90))
        _ = try await caller.call(
            Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "DISABLED"))
        try await account.clock.sleep(for: .seconds(10))
        _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: names.environment))
        try await account.clock.sleep(for: .seconds(3))
    }

    @Test(arguments: repairable)
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
    func `what bears other tags is refused and stays`(theft: Disturbance) async throws {
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
