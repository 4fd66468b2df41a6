import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// The main job: apply, apply again, edit, apply, destroy.
struct MainJobTests {
    static let models: [ForgeConfiguration.ProvisioningModel] = [.spot, .ec2]

    @Test(arguments: models)
    func `apply makes everything available and a second plan is empty`(
        model: ForgeConfiguration.ProvisioningModel
    ) async throws {
        let fixture = AccountFixture()
        let file = [AccountFixture.environment("bench") { $0.provisioningModel = model }]
        let outcome = try await fixture.apply(file)
        #expect(outcome.results.filter { $0.result != .done }.map { "\($0.step.planned.address): \($0.result)" } == [])
        #expect(outcome.isComplete)
        let before = await fixture.account.log.count
        let second = try await fixture.plan(file)
        #expect(second.resources.filter { $0.action != .none }.map { "\($0.address) \($0.changes)" } == [])
        #expect(await fixture.calls(since: before, mutating: true) == [])
    }

    @Test
    func `a changed max-cpus is one scaling update of the environment`() async throws {
        let fixture = AccountFixture()
        _ = try await fixture.apply([AccountFixture.environment("bench")])
        let edited = [AccountFixture.environment("bench") { $0.maxCPUs = 1200 }]
        let plan = try await fixture.plan(edited)
        let changed = plan.resources.filter { $0.action != .none }
        #expect(changed.map(\.address.local) == ["compute-environment.work"])
        #expect(changed.first?.update == .scaling)
        let before = await fixture.account.log.count
        #expect(try await fixture.apply(edited).isComplete)
        #expect(
            await fixture.calls(since: before, mutating: true) == [
                "batch:UpdateComputeEnvironment", "batch:TagResource",
            ])
        #expect(try await fixture.plan(edited).summary.hasChanges == false)
    }

    @Test(arguments: models)
    func `destroy leaves nothing`(model: ForgeConfiguration.ProvisioningModel) async throws {
        let fixture = AccountFixture()
        let file = [
            AccountFixture.environment("bench") {
                $0.provisioningModel = model
                $0.logGroup = "/nextflow/bench"
            }
        ]
        #expect(try await fixture.apply(file).isComplete)
        let outcome = try await fixture.destroy(file)
        #expect(outcome.results.filter { $0.result != .done }.map { "\($0.step.planned.address): \($0.result)" } == [])
        let left = await fixture.account.inventory()
        #expect(left.filter { $0.contains("TowerForge") || $0.contains("nextflow") } == [])
    }

    @Test
    func `plans name obsolete resources, and destroy deletes them`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([AccountFixture.environment("bench")]).isComplete)
        let edited = [AccountFixture.environment("bench") { $0.provisioningModel = .ec2 }]
        let plan = try await fixture.plan(edited)
        #expect(
            plan.environments[0].warnings.contains { warning in
                if case .obsolete(let names, .untilPruned) = warning {
                    names.contains { $0.contains("compute-environment.head") }
                } else {
                    false
                }
            })
        #expect(try await fixture.apply(edited).isComplete)
        #expect(try await fixture.destroy(edited).isComplete)
        #expect(await fixture.account.inventory().filter { $0.contains("TowerForge") } == [])
    }

    @Test
    func `environments share a log group, and only its owner deletes it`() async throws {
        let fixture = AccountFixture()
        func environment(_ name: String) -> EnvironmentDefinition {
            AccountFixture.environment(name) {
                $0.provisioningModel = .ec2
                $0.logGroup = "/nextflow/shared"
            }
        }
        let file = [environment("first"), environment("second")]
        #expect(try await fixture.apply(file).isComplete)
        let second = try await fixture.plan(file)
        #expect(second.refusals.isEmpty && !second.summary.hasChanges)
        let groups = { await fixture.account.inventory().filter { $0.contains("/nextflow/shared") }.count }
        let owner = second.resources.first { $0.address.kind == .logGroup && $0.reason == .matches }?.address
            .environment
        let other = file.filter { $0.name != owner?.name }
        #expect(try await fixture.destroy(other).isComplete)
        #expect(await groups() == 1)
        #expect(try await fixture.destroy(file).isComplete)
        #expect(await groups() == 0)
    }

    @Test
    func `an environment is destroyed in a region whose default VPC is gone`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([AccountFixture.environment("bench")]).isComplete)
        await fixture.account.removeDefaultVPC(region: AccountFixture.region)
        #expect(try await fixture.destroy([AccountFixture.environment("bench")]).isComplete)
        #expect(await fixture.account.computeEnvironments(region: AccountFixture.region).isEmpty)
    }

    @Test
    func `reading takes as many round trips for fifty environments as for two`() async throws {
        let fixture = AccountFixture()
        let file = (1...25).map { AccountFixture.environment("bench\($0)") { $0.provisioningModel = .ec2 } }
        let outcome = try await fixture.apply(file)
        #expect(outcome.results.filter { $0.result != .done }.map { "\($0.step.planned.address): \($0.result)" } == [])
        let before = await fixture.account.log.count
        #expect(try await fixture.plan(file).summary.hasChanges == false)
        let calls = await fixture.calls(since: before)
        #expect(calls.count <= 21, "\(calls)")
    }
}
