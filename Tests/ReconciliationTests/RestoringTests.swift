import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Environments that cannot be deleted because Batch's service role was deleted before them.
struct RestoringTests {
    private static func templateTags(_ account: SimulatedAccount) async throws -> [String] {
        let answer = try await account.caller(region: AccountFixture.region).call(EC2.DescribeLaunchTemplates())
        return (answer.launchTemplates ?? []).flatMap { $0.tags ?? [] }.compactMap(\.key)
    }

    @Test
    func `restores a lost service role until the environment is deleted`() async throws {
        let scenario = Scenarios.replacementWithoutServiceRole
        let account = try await scenario.prepared()
        let fixture = AccountFixture(account)
        let outcome = try await scenario.run(fixture)
        #expect(outcome.failures == [])
        #expect(await account.inventory().filter { $0.contains(Scenarios.lostRole) } == [])
        await account.clock.advance(by: 5)
        #expect(try await !Self.templateTags(account).contains(OwnershipTags.restoredRole))
        let shortcomings = try await scenario.shortcomings(fixture)
        #expect(shortcomings == [])
        let calls = await fixture.calls(mutating: true)
        let record = try #require(calls.lastIndex(of: "ec2:CreateTags"))
        let made = try #require(calls.lastIndex(of: "iam:CreateRole"))
        let deleted = try #require(calls.lastIndex(of: "batch:DeleteComputeEnvironment"))
        let taken = try #require(calls.lastIndex(of: "iam:DeleteRole"))
        #expect(record < made && made < deleted && deleted < taken)
    }

    @Test(arguments: [Scenarios.replacementWithoutServiceRole, Scenarios.destructionWithoutServiceRole])
    func `the next run deletes the role when a run dies`(
        scenario: Scenario
    ) async throws {
        let prepared = try await scenario.prepared()
        for point in 1... {
            let account = await prepared.fork()
            let mortality = Mortality(at: point, takesEffect: true)
            _ = try await scenario.run(AccountFixture(account) { MortalCaller(base: $0, mortality: mortality) })
            guard let write = await mortality.fatalWrite else { break }
            await account.clock.advance(by: 10)
            #expect(try await scenario.run(AccountFixture(account)).failures == [], "died at \(point), \(write)")
            await account.clock.advance(by: 5)
            #expect(await account.inventory().filter { $0.contains(Scenarios.lostRole) } == [], "\(write)")
            #expect(try await !Self.templateTags(account).contains(OwnershipTags.restoredRole), "\(write)")
        }
    }

    @Test(arguments: [false, true])
    func `it has the boundary of the other roles, where accounts demand one`(isPruned: Bool) async throws {
        var file = Scenarios.onDemand
        file.settings.permissionsBoundary = "arn:aws:iam::aws:policy/PowerUserAccess"
        let command: Scenario.Command = isPruned ? .apply([Scenarios.old], prunes: true) : .destroy([file])
        let scenario = Scenario(
            name: "", before: [file], command: command, disturbance: Scenarios.takeServiceRole)
        let account = try await scenario.prepared()
        if isPruned { #expect(try await AccountFixture(account).apply([Scenarios.old]).failures == []) }
        let calls = RoleCreations()
        #expect(
            try await scenario.run(AccountFixture(account) { RoleCreationCaller(base: $0, calls: calls) }).failures
                == [])
        let restored = await calls.all.filter { $0.roleName == Scenarios.lostRole }
        #expect(restored.map(\.permissionsBoundary) == [file.settings.permissionsBoundary])
    }

    @Test
    func `an existing role of that name is never changed`() async throws {
        let scenario = Scenarios.destructionWithoutServiceRole
        let account = try await scenario.prepared()
        let caller = account.caller(region: AccountFixture.region)
        _ = try await caller.call(
            IAM.CreateRole(
                roleName: Scenarios.lostRole,
                assumeRolePolicyDocument: #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"#
                    + #"{"Service":"batch.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#, path: "/service-role/"))
        _ = try await caller.call(
            IAM.AttachRolePolicy(
                roleName: Scenarios.lostRole,
                policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"))
        await account.clock.advance(by: 60)
        #expect(try await scenario.run(AccountFixture(account)).failures == [])
        #expect(await AccountFixture(account).leftovers() == ["role/\(Scenarios.lostRole)"])
    }

    @Test
    func `a lost service-linked role is made again and stays`() async throws {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        await account.deleteRole("AWSServiceRoleForBatch")
        #expect(try await AccountFixture(account).destroy([Scenarios.spot]).failures == [])
        #expect(await account.inventory().contains("role/AWSServiceRoleForBatch"))
        #expect(await AccountFixture(account).leftovers() == [])
    }

    @Test
    func `waits for a generation that AWS is deleting before its role goes`() async throws {
        let scenario = Scenario(name: "", before: [Scenarios.spot], command: .destroy([Scenarios.spot]))
        let account = try await scenario.prepared()
        let interruption = Interruption()
        let first = try await AccountFixture(account).run(scenario.command, interruption: interruption) { event in
            guard case .progress(let step, "DELETING", _) = event else { return }
            if step.planned.address.kind == .computeEnvironment { await interruption.request() }
        }
        #expect(first.wasInterrupted)
        let journal = RefusalJournal()
        let fixture = AccountFixture(account) { JournalingCaller(base: $0, journal: journal) }
        #expect(try await scenario.run(fixture).failures == [])
        // Batch still sees the queue of the other environment for a while, and may still be at work on its last update.
        let refusals = await journal.refusals.filter { refusal in
            !["JobQueue relationship", "is being modified"].contains { refusal.message.contains($0) }
        }
        #expect(refusals.map(\.description) == [])
        #expect(await fixture.leftovers() == [])
    }

    @Test
    func `an environment that another queue names stays, and the queue is named`() async throws {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        let names = try await Names(account)
        let caller = account.caller(region: AccountFixture.region)
        let order = [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: names.environment)]
        _ = try await caller.call(
            Batch.CreateJobQueue(jobQueueName: "theirs", priority: 1, computeEnvironmentOrder: order))
        let outcome = try await AccountFixture(account).destroy([Scenarios.spot])
        #expect(outcome.failures.contains { $0.contains("theirs") && $0.contains("take it out of their order") })
        #expect(await account.inventory().contains { $0.hasSuffix(names.environment) })
    }

    @Test
    func `a new queue waits until its predecessor is gone`() async throws {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        let caller = account.caller(region: AccountFixture.region)
        let queue = try await Names(account).queue
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: queue, state: "DISABLED"))
        await account.clock.advance(by: 10)
        _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: queue))
        await account.clock.advance(by: 5)
        let journal = RefusalJournal()
        let fixture = AccountFixture(account) { JournalingCaller(base: $0, journal: journal) }
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        let refusals = await journal.refusals.map(\.description)
        #expect(refusals == [])
    }

    @Test(arguments: [(deletion: 120.0, generation: "-g1"), (deletion: 4000, generation: "-g2")])
    func `takes the freed name, or the next one when a deletion is stuck`(
        deletion: Double, generation: String
    ) async throws {
        let being = try #require(ExternalChange.repairable.first { $0.name == "compute environment being deleted" })
        var settings = SimulationSettings()
        settings.timings.environmentDelete = deletion
        let account = SimulatedAccount(settings: settings)
        let fixture = AccountFixture(account)
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        try await being.happen(Names(account), account)
        await account.clock.advance(by: 5)
        #expect(try await fixture.apply([Scenarios.spot]).failures == [])
        let standing = await account.inventory().filter { $0.contains("compute-environment") && $0.contains("-work-") }
        #expect(standing.contains { $0.hasSuffix(generation) })
        await account.clock.advance(by: 5)
        #expect(try await fixture.plan([Scenarios.spot]).summary.hasChanges == false)
    }
}

/// The roles that were created.
private actor RoleCreations {
    private(set) var all: [IAM.CreateRole] = []

    func note(_ call: IAM.CreateRole) { all.append(call) }
}

private struct RoleCreationCaller: Caller {
    let base: any Caller
    let calls: RoleCreations

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        if let creation = operation as? IAM.CreateRole { await calls.note(creation) }
        return try await base.call(operation)
    }
}
