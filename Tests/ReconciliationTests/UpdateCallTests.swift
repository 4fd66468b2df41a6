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

/// The fields that updates of compute environments contain, and those that they leave to Batch.
struct UpdateCallTests {
    private static func account() async throws -> (SimulatedAccount, Names) {
        let account = try await Scenario(name: "", before: [Scenarios.spot], command: .destroy([])).prepared()
        await account.clock.advance(by: 5)
        return (account, try await Names(account))
    }

    private static func environment(_ account: SimulatedAccount) async throws -> Batch.ComputeEnvironmentDetail {
        let name = try await Names(account).environment
        return try #require(
            await account.computeEnvironments(region: AccountFixture.region).first { $0.computeEnvironmentName == name }
        )
    }

    @Test
    func `keeps template overrides for the types that stay`() async throws {
        let (account, names) = try await Self.account()
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) { detail in
            let id = detail.computeResources?.launchTemplate?.launchTemplateId
            detail.computeResources?.launchTemplate?.overrides = [["c6id.large", "r6id"], ["r6id.large"]].map {
                Batch.LaunchTemplateSpecificationOverride(launchTemplateId: id, version: "1", targetInstanceTypes: $0)
            }
        }
        let fixture = AccountFixture(account)
        #expect(try await fixture.plan([Scenarios.spot]).summary.hasChanges == false)
        #expect(try await fixture.apply([Scenarios.biggerDisk]).failures == [])
        var template = try #require(try await Self.environment(account).computeResources?.launchTemplate)
        #expect(template.version == "2")
        #expect(template.overrides?.map(\.targetInstanceTypes) == [["c6id.large", "r6id"], ["r6id.large"]])
        // Both at once: an instance type is removed from the environment together with its override.
        let file = AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
            $0.bootDiskSize = 300
        }
        #expect(try await fixture.apply([file]).failures == [])
        template = try #require(try await Self.environment(account).computeResources?.launchTemplate)
        #expect(template.version == "3")
        #expect(template.overrides?.map(\.targetInstanceTypes) == [["c6id.large"]])
    }

    @Test
    func `one regular service role replaces another in a separate call`() async throws {
        let (account, names) = try await Self.account()
        let caller = account.caller(region: AccountFixture.region)
        var roles: [String] = []
        for name in ["service-a", "service-b"] {
            let trust =
                #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"#
                + #"{"Service":"batch.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
            let role = try await caller.call(IAM.CreateRole(roleName: name, assumeRolePolicyDocument: trust))
            _ = try await caller.call(
                IAM.AttachRolePolicy(
                    roleName: name, policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"))
            roles.append(role.role?.arn ?? "")
        }
        await account.clock.advance(by: 60)
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) { [roles] in
            $0.serviceRole = roles[0]
        }
        let fixture = AccountFixture(account)
        var intent = PlanRequest(.apply, fixture.requests([Scenarios.wide]))
        for index in intent.environments[0].resources.indices {
            var resource = intent.environments[0].resources[index]
            guard resource.address.local == "compute-environment.work", var properties = resource.properties.map else {
                continue
            }
            properties["serviceRole"] = .string(roles[1])
            resource.properties = .map(properties)
            intent.environments[0].resources[index] = resource
        }
        let observer = StateReader(fixture.access)
        let found = try await observer.observe(intent.resources, accountID: account.accountID, principal: "")
        let plan = Planner(found, Kinds.catalog).plan(intent)
        #expect(plan.refusals == [])
        let before = await account.log.count
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.failures == [])
        let calls = await fixture.calls(since: before, mutating: true)
        #expect(calls.count { $0 == "batch:UpdateComputeEnvironment" } == 2)
        let detail = try await Self.environment(account)
        #expect(detail.serviceRole == roles[1] && detail.computeResources?.maxvCpus == 2000)
    }

    @Test
    func `without wait AVAILABLE an update is left to Batch, and the end says so`() async throws {
        let (account, names) = try await Self.account()
        var file = Scenarios.otherTypes
        file.waitsForAvailable = false
        let outcome = try await AccountFixture(account).apply([file])
        #expect(outcome.isComplete)
        #expect(outcome.underWay.map(\.resource.name) == [names.environment])
        #expect(outcome.underWay.map(\.status) == ["UPDATING"])
        await account.clock.advance(by: 400)
        let waiting = try await AccountFixture(account).apply([Scenarios.spot])
        #expect(waiting.isComplete && waiting.underWay.isEmpty)
    }
}
