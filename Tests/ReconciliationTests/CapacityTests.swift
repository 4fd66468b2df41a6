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

/// A lower `max-cpus` while more vCPUs are in use: AWS accepts it only later.
struct CapacityTests {
    /// Returns the SPOT environment with other figures.
    private static func file(
        _ maximum: Int, minimum: Int = 0, types: [String]? = nil, model: ForgeConfiguration.ProvisioningModel = .spot,
        _ settings: (inout EnvironmentDefinition) -> Void = { _ in }
    ) -> EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.maxCPUs = maximum
            $0.minCPUs = minimum
            $0.provisioningModel = model
            if let types { $0.instanceTypes = types }
        } settings: {
            settings(&$0)
        }
    }

    private static func account(_ file: EnvironmentDefinition) async throws -> (SimulatedAccount, Names) {
        let account = try await Scenario(name: "", before: [file], command: .destroy([])).prepared()
        await account.clock.advance(by: 5)
        return (account, try await Names(account))
    }

    private static func resources(_ account: SimulatedAccount, _ name: String) async -> Batch.ComputeResource? {
        await account.computeEnvironments(region: AccountFixture.region).first { $0.computeEnvironmentName == name }?
            .computeResources
    }

    @Test(arguments: [ForgeConfiguration.ProvisioningModel.spot, .ec2])
    func `plan gives the figures, and apply waits until fewer are in use`(
        model: ForgeConfiguration.ProvisioningModel
    ) async throws {
        let (account, names) = try await Self.account(Self.file(3000, model: model))
        try await account.addJobs(
            3, queue: names.queue, environment: names.environment, region: AccountFixture.region, duration: 600,
            vcpus: 800)
        let lower = Self.file(1500, model: model)
        let plan = try await AccountFixture(account).plan([lower])
        let planned = try #require(plan.resources.first { $0.action == .update })
        #expect(planned.capacity == .init(inUse: 2400, limit: 1500) && planned.update == .scaling)
        #expect(
            plan.environments[0].warnings.contains(
                .overCapacity(name: names.environment, inUse: 2400, limit: 1500, minimum: nil)))
        #expect(plan.refusals == [])
        #expect(try await AccountFixture(account).apply([lower]).failures == [])
        #expect(await Self.resources(account, names.environment)?.maxvCpus == 1500)
        #expect(await account.events.count { $0.kind == .jobKilled } == 0)
        #expect(try await AccountFixture(account).plan([lower]).summary.hasChanges == false)
    }

    @Test
    func `refuses with the figures when the maximum does not fit in time`() async throws {
        let (account, names) = try await Self.account(Self.file(3000))
        try await account.addJobs(
            3, queue: names.queue, environment: names.environment, region: AccountFixture.region, vcpus: 800)
        let lower = Self.file(1500) { $0.settings.waitTimeoutSeconds = 300 }
        let before = await account.log.count
        let outcome = try await AccountFixture(account).apply([lower])
        #expect(outcome.isRefused)
        #expect(outcome.failures.contains { $0.contains("2400 vCPUs are in use after 300 s") && $0.contains("1500") })
        #expect(await AccountFixture(account).calls(since: before, mutating: true) == [])
        #expect(await Self.resources(account, names.environment)?.maxvCpus == 3000)
    }

    @Test
    func `a maximum waits together with other instance types`() async throws {
        let (account, names) = try await Self.account(Self.file(3000))
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
            $0.computeResources?.desiredvCpus = 2400
        }
        let lower = Self.file(1500, types: ["c6id"]) { $0.settings.waitTimeoutSeconds = 300 }
        #expect(try await AccountFixture(account).plan([lower]).resources.contains { $0.capacity?.inUse == 2400 })
        #expect(try await AccountFixture(account).apply([lower]).isRefused)
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
            $0.computeResources?.desiredvCpus = 1500
        }
        #expect(try await AccountFixture(account).apply([lower]).failures == [])
        let resources = await Self.resources(account, names.environment)
        #expect(resources?.maxvCpus == 1500 && resources?.instanceTypes == ["c6id"])
    }

    @Test
    func `a minimum that keeps them running is lowered first`() async throws {
        let (account, names) = try await Self.account(Self.file(200, minimum: 100))
        #expect(await Self.resources(account, names.environment)?.desiredvCpus == 100)
        let lower = Self.file(50)
        let plan = try await AccountFixture(account).plan([lower])
        #expect(
            plan.environments[0].warnings.contains(
                .overCapacity(name: names.environment, inUse: 100, limit: 50, minimum: 100)))
        #expect(try await AccountFixture(account).apply([lower]).failures == [])
        let resources = await Self.resources(account, names.environment)
        #expect(resources?.maxvCpus == 50 && resources?.minvCpus == 0)
    }

    @Test
    func `a minimum above the present maximum goes in one call with the new one`() async throws {
        let (account, names) = try await Self.account(Self.file(50))
        let before = await account.log.count
        #expect(try await AccountFixture(account).apply([Self.file(200, minimum: 100)]).failures == [])
        let calls = await AccountFixture(account).calls(since: before, mutating: true)
        #expect(calls.count { $0 == "batch:UpdateComputeEnvironment" } == 1)
        #expect(await Self.resources(account, names.environment)?.minvCpus == 100)
    }

    @Test
    func `one instance above an unchanged maximum blocks no change`() async throws {
        let (account, names) = try await Self.account(Self.file(100))
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
            $0.computeResources?.desiredvCpus = 116
        }
        let plan = try await AccountFixture(account).plan([Self.file(100)])
        #expect(plan.summary.hasChanges == false && plan.environments[0].warnings == [])
        let wider = try await AccountFixture(account).plan([Self.file(200)])
        #expect(wider.resources.allSatisfy { $0.capacity == nil })
        #expect(try await AccountFixture(account).apply([Self.file(200)]).failures == [])
    }

    @Test
    func `the vCPUs in use are no part of the plan's id`() async throws {
        let (account, names) = try await Self.account(Self.file(3000))
        let first = try await AccountFixture(account).plan([Self.file(1500)])
        try await account.changeComputeEnvironment(names.environment, region: AccountFixture.region) {
            $0.computeResources?.desiredvCpus = 2400
        }
        #expect(try await AccountFixture(account).plan([Self.file(1500)]).id == first.id)
    }

    @Test
    func `plan says that AWS is still at work, and apply waits for it`() async throws {
        let (account, names) = try await Self.account(Self.file(100))
        _ = try await account.caller(region: AccountFixture.region).call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: names.environment,
                computeResources: Batch.ComputeResourceUpdate(instanceTypes: ["c6id"])))
        await account.clock.advance(by: 10)
        var edited = Self.file(200, types: ["c6id"])
        edited.waitsForAvailable = false
        let plan = try await AccountFixture(account).plan([edited])
        #expect(
            plan.environments[0].warnings.contains(
                .underWay(name: names.environment, status: "UPDATING", isAwaited: true)))
        #expect(try await AccountFixture(account).apply([edited]).failures == [])
        await account.clock.advance(by: 1000)
        #expect(await Self.resources(account, names.environment)?.maxvCpus == 200)
    }
}
