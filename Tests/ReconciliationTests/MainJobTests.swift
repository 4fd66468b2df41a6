import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Stories
import Testing

/// The main job: apply, apply again, edit, apply, destroy.
struct MainJobTests {
    static let models: [ForgeConfiguration.ProvisioningModel] = [.spot, .ec2]

    @Test(arguments: models)
    func `apply makes everything available and a second plan is empty`(
        model: ForgeConfiguration.ProvisioningModel
    ) async throws {
        let story = Story()
        let file = [Story.environment("bench") { $0.provisioningModel = model }]
        let outcome = try await story.apply(file)
        #expect(outcome.results.filter { $0.result != .done }.map { "\($0.step.planned.address): \($0.result)" } == [])
        #expect(outcome.isComplete)
        let before = await story.account.log.count
        let second = try await story.plan(file)
        #expect(second.resources.filter { $0.action != .none }.map { "\($0.address) \($0.changes)" } == [])
        #expect(await story.calls(since: before, mutating: true) == [])
    }

    @Test
    func `a changed max-cpus is one scaling update of the environment`() async throws {
        let story = Story()
        _ = try await story.apply([Story.environment("bench")])
        let edited = [Story.environment("bench") { $0.maxCPUs = 1200 }]
        let plan = try await story.plan(edited)
        let changed = plan.resources.filter { $0.action != .none }
        #expect(changed.map(\.address.local) == ["compute-environment.work"])
        #expect(changed.first?.update == .scaling)
        let before = await story.account.log.count
        #expect(try await story.apply(edited).isComplete)
        #expect(
            await story.calls(since: before, mutating: true) == [
                "batch:UpdateComputeEnvironment", "batch:TagResource",
            ])
        #expect(try await story.plan(edited).summary.hasChanges == false)
    }

    @Test(arguments: models)
    func `destroy leaves nothing`(model: ForgeConfiguration.ProvisioningModel) async throws {
        let story = Story()
        let file = [
            Story.environment("bench") {
                $0.provisioningModel = model
                $0.logGroup = "/nextflow/bench"
            }
        ]
        #expect(try await story.apply(file).isComplete)
        let outcome = try await story.destroy(file)
        #expect(outcome.results.filter { $0.result != .done }.map { "\($0.step.planned.address): \($0.result)" } == [])
        let left = await story.account.inventory()
        #expect(left.filter { $0.contains("TowerForge") || $0.contains("nextflow") } == [])
    }

    @Test
    func `plans name obsolete resources, and destroy deletes them`() async throws {
        let story = Story()
        #expect(try await story.apply([Story.environment("bench")]).isComplete)
        let edited = [Story.environment("bench") { $0.provisioningModel = .ec2 }]
        let plan = try await story.plan(edited)
        #expect(plan.environments[0].warnings.contains { $0.contains("compute-environment.head") })
        #expect(try await story.apply(edited).isComplete)
        #expect(try await story.destroy(edited).isComplete)
        #expect(await story.account.inventory().filter { $0.contains("TowerForge") } == [])
    }

    @Test
    func `environments share a log group, and only its owner deletes it`() async throws {
        let story = Story()
        func environment(_ name: String) -> EnvironmentDefinition {
            Story.environment(name) {
                $0.provisioningModel = .ec2
                $0.logGroup = "/nextflow/shared"
            }
        }
        let file = [environment("first"), environment("second")]
        #expect(try await story.apply(file).isComplete)
        let second = try await story.plan(file)
        #expect(second.refusals.isEmpty && !second.summary.hasChanges)
        let groups = { await story.account.inventory().filter { $0.contains("/nextflow/shared") }.count }
        let owner = second.resources.first { $0.address.kind == .logGroup && $0.reason.isEmpty }?.address.environment
        let other = file.filter { $0.name != owner?.name }
        #expect(try await story.destroy(other).isComplete)
        #expect(await groups() == 1)
        #expect(try await story.destroy(file).isComplete)
        #expect(await groups() == 0)
    }

    @Test
    func `an environment is destroyed in a region whose default VPC is gone`() async throws {
        let story = Story()
        #expect(try await story.apply([Story.environment("bench")]).isComplete)
        await story.account.removeDefaultVPC(region: Story.region)
        #expect(try await story.destroy([Story.environment("bench")]).isComplete)
        #expect(await story.account.computeEnvironments(region: Story.region).isEmpty)
    }

    @Test
    func `reading takes as many round trips for fifty environments as for two`() async throws {
        let story = Story()
        let file = (1...25).map { Story.environment("bench\($0)") { $0.provisioningModel = .ec2 } }
        let outcome = try await story.apply(file)
        #expect(outcome.results.filter { $0.result != .done }.map { "\($0.step.planned.address): \($0.result)" } == [])
        let before = await story.account.log.count
        #expect(try await story.plan(file).summary.hasChanges == false)
        let calls = await story.calls(since: before)
        #expect(calls.count <= 16, "\(calls)")
    }
}
