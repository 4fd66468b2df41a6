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

/// `--prune`: owned resources that no file names are deleted, and nothing else.
struct PruningTests {
    private func applied(_ definitions: [EnvironmentDefinition]) async throws -> AccountFixture {
        let fixture = AccountFixture()
        #expect(try await fixture.apply(definitions).failures == [])
        return fixture
    }

    @Test
    func `deletes an environment that left the file with its log group`() async throws {
        let fixture = try await applied([Scenarios.onDemand, Scenarios.old])
        let alone = try await applied([Scenarios.onDemand]).leftovers()
        #expect(try await fixture.plan([Scenarios.onDemand]).summary.hasChanges == false)
        let command = Scenario.Command.apply([Scenarios.onDemand], prunes: true)
        let plan = try await fixture.plan(command)
        #expect(plan.environments.map(\.isPruned) == [false, true])
        #expect(plan.summary.delete == 9 && plan.summary.create + plan.summary.update == 0)
        #expect(try await fixture.run(command).failures == [])
        await fixture.account.clock.advance(by: 60)
        #expect(await fixture.leftovers() == alone)
        #expect(try await fixture.plan(command).environments.map(\.key.name) == ["bench"])
    }

    @Test
    func `an environment with its head on Fargate goes with each of its roles`() async throws {
        let gone = AccountFixture.environment("old") { $0.fargate = true }
        let fixture = try await applied([Scenarios.onDemand, gone])
        let alone = try await applied([Scenarios.onDemand]).leftovers()
        #expect(await fixture.leftovers().filter { $0.hasPrefix("role/TowerForge-old") }.count == 3)
        #expect(try await fixture.run(.apply([Scenarios.onDemand], prunes: true)).failures == [])
        await fixture.account.clock.advance(by: 60)
        #expect(await fixture.leftovers() == alone)
    }

    @Test
    func `what an edit leaves goes when the environment is destroyed`() async throws {
        let fargate = AccountFixture.environment("old") { $0.fargate = true }
        let edited = AccountFixture.environment("old") { $0.provisioningModel = .ec2 }
        let fixture = try await applied([fargate])
        #expect(try await fixture.apply([edited]).failures == [])
        #expect(try await fixture.destroy([edited]).failures == [])
        await fixture.account.clock.advance(by: 300)
        #expect(await fixture.leftovers() == [])
    }

    @Test
    func `parts of an earlier form stay without --prune, and go with it`() async throws {
        let fixture = try await applied([Scenarios.spot])
        let kept = try await fixture.plan([Scenarios.onDemand])
        #expect(kept.summary.delete == 0)
        #expect(kept.environments[0].warnings.map(\.kind) == ["obsolete"])
        #expect(try await fixture.run(.apply([Scenarios.onDemand], prunes: true)).failures == [])
        let left = await fixture.leftovers().filter { $0.contains("head") || $0.contains("nextflow") }
        // Every form has a job definition for the head job.
        #expect(left.allSatisfy { $0.contains("/job-definition/") })
    }

    @Test(arguments: [true, false])
    func `a copied tag deletes nothing`(namesItself: Bool) async throws {
        let fixture = try await applied([Scenarios.onDemand, Scenarios.old])
        let strangers = UnownedResources(fixture.account)
        let ours = await fixture.account.jobQueues(region: AccountFixture.region).first {
            $0.jobQueueName?.contains("old") == true && $0.jobQueueName?.contains("work") == true
        }
        var tags = try #require(ours?.tags)
        if namesItself { tags[OwnershipTags.resource] = "compute-environment/alpha-env" }
        let made = try await strangers.makeEnvironments(named: ["alpha-env"], like: "bench", tags: tags)
        try await strangers.makeQueue("alpha-queue", of: made, tags: ours?.tags)
        #expect(try await fixture.run(.apply([Scenarios.onDemand], prunes: true)).failures == [])
        let left = await fixture.account.inventory()
        #expect(left.contains("eu-west-1/compute-environment/alpha-env"))
        #expect(left.contains("eu-west-1/job-queue/alpha-queue"))
        #expect(left.filter { $0.contains("old") } == [])
    }

    @Test
    func `a resource with an environment's name and without its tags stays`() async throws {
        let fixture = try await applied([Scenarios.onDemand, Scenarios.old])
        let role = try #require(await fixture.leftovers().first { $0.hasPrefix("role/TowerForge-old") })
        try await fixture.account.changeRole(
            String(role.dropFirst(5)), tags: [OwnershipTags.owner: "acme/research/old"])
        let outcome = try await fixture.run(.apply([Scenarios.onDemand], prunes: true))
        #expect(outcome.failures == [])
        #expect(await fixture.leftovers().filter { $0.contains("-old-") } == [role])
    }

    @Test
    func `protection is remembered when the file no longer names the environment`() async throws {
        let protected = AccountFixture.environment("old") {
            $0.provisioningModel = .ec2
        } settings: {
            $0.settings.protect = true
        }
        let fixture = try await applied([Scenarios.onDemand, protected])
        let command = Scenario.Command.apply([Scenarios.onDemand], prunes: true)
        let refused = try await fixture.plan(command)
        #expect(refused.refusals.map(\.kind) == [.protected])
        #expect(refused.refusals[0].fact == .protected(.destruction(isPruned: true)))
        // Lifted as the refusal advises: back into the file, applied, and out again.
        let lifted = AccountFixture.environment("old") { $0.provisioningModel = .ec2 }
        #expect(try await fixture.apply([Scenarios.onDemand, lifted]).failures == [])
        #expect(try await fixture.run(command).failures == [])
        #expect(await fixture.leftovers().filter { $0.contains("old") } == [])
    }

    @Test
    func `keeps a retained environment, and waits only when it is drained`()
        async throws
    {
        let retained = AccountFixture.environment("old") {
            $0.provisioningModel = .ec2
        } settings: {
            $0.settings.onDelete = .retain
        }
        let hasty = AccountFixture.environment("hasty") {
            $0.provisioningModel = .ec2
        } settings: {
            $0.settings.drain = false
        }
        let fixture = try await applied([Scenarios.onDemand, retained, hasty])
        let plan = try await fixture.plan(.apply([Scenarios.onDemand], prunes: true))
        let environments = Dictionary(plan.environments.map { ($0.key.name, $0) }) { first, _ in first }
        #expect(environments["old"]?.resources == [] && environments["old"]?.refusals == [])
        #expect(environments["old"]?.warnings == [.retained(isPruned: true)])
        let going = environments["hasty"]?.resources.filter { $0.address.kind == .computeEnvironment } ?? []
        #expect(going.map(\.drains) == [false])
    }

    @Test
    func `a log group that another environment of the files names stays`() async throws {
        let sharing = AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
            $0.logGroup = "/nextflow/old"
        }
        let fixture = try await applied([Scenarios.old, sharing])
        #expect(try await fixture.run(.apply([sharing], prunes: true)).failures == [])
        #expect(await fixture.leftovers().contains("eu-west-1/log-group//nextflow/old"))
    }

    @Test
    func `finds roles and log groups one by one when listing is denied`()
        async throws
    {
        let account = SimulatedAccount()
        #expect(try await AccountFixture(account).apply([Scenarios.onDemand, Scenarios.old]).failures == [])
        let fixture = AccountFixture(account) {
            DenyingCaller(base: $0, denied: ["GetAccountAuthorizationDetails", "GetResources"])
        }
        let discovery = try await StateReader(fixture.access).discover(
            in: [AccountFixture.region], namePrefix: "TowerForge")
        #expect(discovery.notes.count == 1)
        #expect(discovery.claims.count { $0.kind == .role } == 2)
        #expect(try await fixture.run(.apply([Scenarios.onDemand], prunes: true)).failures == [])
        await account.clock.advance(by: 60)
        #expect(await fixture.leftovers().filter { $0.contains("old") } == [])
    }

    @Test
    func `keeps an environment when another owner's queue names it`() async throws {
        let fixture = try await applied([Scenarios.onDemand])
        let environment = try await Names(fixture.account).environmentARN
        try await UnownedResources(fixture.account).makeQueue("other-queue", of: [environment])
        for command in [Scenario.Command.destroy([Scenarios.onDemand]), Scenarios.fullQueue.command] {
            if command.goal == .apply {
                try await fixture.account.changeComputeEnvironment(
                    try await Names(fixture.account).environment, region: AccountFixture.region
                ) { $0.computeResources?.allocationStrategy = "BEST_FIT" }
            }
            let refusals = try await fixture.plan(command).refusals
            #expect(refusals.map(\.kind) == [.foreignQueue])
            guard case .foreignUser(_, _, "other-queue", _)? = refusals.first?.fact else {
                Issue.record("\(refusals)")
                return
            }
        }
    }

    @Test
    func `a queue full of others gets our environment in one update`() async throws {
        let account = try await Scenarios.fullQueue.prepared()
        let fixture = AccountFixture(account)
        let before = await account.log.count
        #expect(try await Scenarios.fullQueue.run(fixture).failures == [])
        let updates = await fixture.calls(since: before, mutating: true).filter { $0.hasSuffix("UpdateJobQueue") }
        #expect(updates.count == 1)
    }

    @Test
    func `looking around and observing read Batch and the account's roles once`() async throws {
        let fixture = try await applied([Scenarios.onDemand, Scenarios.old])
        let before = await fixture.account.log.count
        _ = try await fixture.plan(.apply([Scenarios.onDemand], prunes: true))
        let calls = await fixture.calls(since: before)
        for name in [
            "DescribeComputeEnvironments", "DescribeJobQueues", "GetAccountAuthorizationDetails", "GetResources",
        ] {
            #expect(calls.count { $0.hasSuffix(":\(name)") } == 1, "\(name)")
        }
        #expect(calls.contains { $0.hasSuffix(":GetRole") } == false)
    }
}

/// Calls that IAM denies.
private struct DenyingCaller: Caller {
    let base: any Caller
    let denied: Set<String>

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard denied.contains(O.name) else { return try await base.call(operation) }
        throw ServiceError(
            operation: O.qualifiedName, code: "AccessDenied", message: "not authorized to perform \(O.qualifiedName)",
            status: 403, requestID: "denied")
    }
}
