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

/// Job definitions of head jobs.
struct JobDefinitionTests {
    private static let region = AccountFixture.region
    private static let describe = "batch:DescribeJobDefinitions"

    private static func revisions(_ fixture: AccountFixture) async -> [Int] {
        await fixture.account.view().jobDefinitions(region: region).map(\.revision)
    }

    @Test func `a change makes a revision and the old one goes`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.preparing("echo one")]).failures == [])
        #expect(await Self.revisions(fixture) == [1])
        let edited = [Scenarios.preparing("echo two")]
        let changed = try await fixture.plan(edited).resources.filter { $0.action != .none }
        #expect(changed.map(\.address.local) == ["job-definition.head"] && changed.first?.update == .inPlace)
        #expect(changed.first?.changes.map(\.path) == ["containerProperties.command"])
        #expect(try await fixture.apply(edited).failures == [])
        #expect(await Self.revisions(fixture) == [2])
        #expect(try await fixture.plan(edited).summary.hasChanges == false)
    }

    @Test func `a revision stays as long as a job uses it`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.preparing("echo one")]).failures == [])
        try await Scenarios.submitHeadJob(fixture.account)
        #expect(try await fixture.apply([Scenarios.preparing("echo two")]).failures == [])
        #expect(await Self.revisions(fixture) == [1, 2])
        // The plan is about the newest one only.
        #expect(try await fixture.plan([Scenarios.preparing("echo two")]).summary.hasChanges == false)
        await fixture.account.clock.advance(by: 600)
        #expect(try await fixture.apply([Scenarios.preparing("echo three")]).failures == [])
        #expect(await Self.revisions(fixture) == [3])
    }

    @Test func `a label makes a revision, because tasks get it too`() async throws {
        let fixture = AccountFixture()
        var file = Scenarios.preparing("echo one")
        #expect(try await fixture.apply([file]).failures == [])
        file.labels.append(.init("team", "rna"))
        let planned = try await fixture.plan([file]).resources.first { $0.address.kind == .jobDefinition }
        // The Nextflow configuration in the command has the labels.
        #expect(planned?.changes.contains { $0.path == "containerProperties.command" } == true)
        #expect(try await fixture.apply([file]).failures == [])
        #expect(await Self.revisions(fixture) == [2])
        let tags = await fixture.account.view().jobDefinitions(region: Self.region).first?.tags
        #expect(tags?["team"] == "rna")
        #expect(try await fixture.plan([file]).summary.hasChanges == false)
    }

    @Test func `a setting in tags changes the tags of the revision that exists`() async throws {
        let fixture = AccountFixture()
        var file = Scenarios.preparing("echo one")
        #expect(try await fixture.apply([file]).failures == [])
        file.settings.drain = false
        #expect(try await fixture.apply([file]).failures == [])
        #expect(await Self.revisions(fixture) == [1])
        let tags = await fixture.account.view().jobDefinitions(region: Self.region).first?.tags
        #expect(tags?["reconcile:drain"] == "false")
    }

    @Test func `destroy deregisters every revision`() async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Scenarios.preparing("echo one")]).failures == [])
        try await Scenarios.submitHeadJob(fixture.account)
        #expect(try await fixture.apply([Scenarios.preparing("echo two")]).failures == [])
        #expect(await Self.revisions(fixture) == [1, 2])
        #expect(try await fixture.destroy([Scenarios.onDemand]).failures == [])
        #expect(await Self.revisions(fixture) == [])
    }

    @Test func `a lost answer makes no second revision`() async throws {
        let fixture = AccountFixture()
        await fixture.account.setFaultHook { _, operation in
            operation == "batch:RegisterJobDefinition" ? .lostAnswer : nil
        }
        let outcome = try await fixture.apply([Scenarios.onDemand])
        #expect(outcome.failures == [])
        #expect(await Self.revisions(fixture) == [1])
    }

    @Test func `a newer revision of another run stays`() async throws {
        let account = SimulatedAccount()
        let fixture = AccountFixture(account) { RivalCaller(inner: $0) }
        #expect(try await fixture.apply([Scenarios.onDemand]).failures == [])
        // The other run has read both, and takes the older one away.
        #expect(await Self.revisions(fixture) == [2])
        #expect(try await fixture.plan([Scenarios.onDemand]).summary.hasChanges == false)
    }

    @Test func `one call reads the definitions of fifty environments`() async throws {
        let fixture = AccountFixture()
        let file = (0..<50).map { AccountFixture.environment("e\($0)") { $0.provisioningModel = .ec2 } }
        let before = await fixture.account.log.count
        _ = try await fixture.plan(file)
        #expect(await fixture.calls(since: before).count { $0 == Self.describe } == 1)
    }

    @Test func `a long list of others is not read to its end`() async throws {
        let fixture = AccountFixture()
        let others = OtherOwner(fixture.account)
        for number in 0..<350 { try await others.definition("nf-\(number)", tags: [:]) }
        let file = (0..<10).map { AccountFixture.environment("e\($0)") { $0.provisioningModel = .ec2 } }
        let before = await fixture.account.log.count
        _ = try await fixture.plan(file)
        // Two pages, and one call for each name.
        #expect(await fixture.calls(since: before).count { $0 == Self.describe } == 12)
    }

    @Test func `a definition of others with the name is not touched`() async throws {
        let fixture = AccountFixture()
        let name = try #require(
            fixture.requests([Scenarios.onDemand])[0].resources.first { $0.address.kind == .jobDefinition }?.name)
        try await OtherOwner(fixture.account).definition(name, tags: ["team": "others"])
        await fixture.account.clock.advance(by: 60)
        #expect(try await fixture.plan([Scenarios.onDemand]).refusals.count == 1)
    }
}

/// Another run that registers the same right after this one, and then takes the older revision away.
private struct RivalCaller: Caller {
    let inner: any Caller

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let answer = try await inner.call(operation)
        if operation is Batch.RegisterJobDefinition, let first = answer as? Batch.RegisterJobDefinition.Output {
            _ = try await inner.call(operation)
            _ = try await inner.call(Batch.DeregisterJobDefinition(jobDefinition: first.jobDefinitionArn ?? ""))
        }
        return answer
    }
}
