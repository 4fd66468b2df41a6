import AWSOperations
import ChaosEngine
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Log groups that the file no longer names are found by their tags. Those of other owners are not taken for ours.
struct LogGroupTests {
    static let renamed = AccountFixture.environment("bench") { $0.logGroup = "/nextflow/renamed" }

    /// An account in which the file named one log group first and another one later.
    static func account() async throws -> SimulatedAccount {
        let account = SimulatedAccount()
        for file in [Scenarios.spot, renamed] {
            #expect(try await AccountFixture(account).apply([file]).failures == [])
            await account.clock.advance(by: 60)
        }
        return account
    }

    static func fixture(_ account: SimulatedAccount, without action: String) -> (AccountFixture, Denial) {
        let denial = Denial(of: action)
        let fixture = AccountFixture(account) { base in
            guard let base = base as? SimulatedCaller else { return base }
            return DeniedCaller(base: base, account: account, denial: denial)
        }
        return (fixture, denial)
    }

    @Test(arguments: ["", "tag:GetResources"])
    func `a log group of an earlier form goes with its environment`(denied: String) async throws {
        let account = try await Self.account()
        let (fixture, _) = Self.fixture(account, without: denied)
        #expect(try await fixture.destroy([Self.renamed]).failures == [])
        await account.clock.advance(by: 300)
        #expect(await fixture.leftovers() == [])
    }

    @Test(arguments: ["", "tag:GetResources"])
    func `the next run deletes a log group whose deletion was denied`(denied: String) async throws {
        let pruning = Scenario.Command.apply([Scenarios.onDemand], prunes: true)
        for command in [Scenario.Command.destroy([Self.renamed]), pruning] {
            let account = command.prunes ? try await Scenarios.pruning.prepared() : try await Self.account()
            let (fixture, denial) = Self.fixture(account, without: "logs:DeleteLogGroup")
            let failures = try await fixture.run(command).failures
            #expect(failures.contains { $0.contains("allow logs:DeleteLogGroup") } && !failures.isEmpty)
            #expect(await !denial.deniedCalls.isEmpty)
            await account.clock.advance(by: 300)
            let left = await fixture.leftovers().filter { !command.prunes || $0.contains("old") }
            #expect(left.contains { $0.contains("log-group") } && !left.contains { $0.contains("role/") })
            let (again, _) = Self.fixture(account, without: denied)
            #expect(try await again.run(command).failures == [])
            #expect(await again.leftovers().filter { !command.prunes || $0.contains("old") } == [])
        }
    }

    @Test
    func `finds a log group by our name, and none with copied tags`() async throws {
        let fixture = AccountFixture()
        let account = fixture.account
        let template = try #require(
            fixture.requests([Self.renamed])[0].resources.first {
                $0.address.kind == .launchTemplate
            })
        for name in ["\(template.name)-jobs", "\(template.name)x", "/prod/payments"] {
            var tags = [
                OwnershipTags.owner: "acme/research/bench",
                OwnershipTags.resource: OwnershipTags.resourceValue(.logGroup, name),
            ]
            tags[OwnershipTags.form] = OwnershipTags.formValue(properties: .map([:]), tags: tags)
            _ = try await account.caller(region: AccountFixture.region).call(
                Logs.CreateLogGroup(logGroupName: name, tags: tags))
        }
        await account.clock.advance(by: 60)
        #expect(try await fixture.destroy([Self.renamed]).failures == [])
        let left = await account.inventory().filter { $0.contains("log-group") }
        #expect(left == ["eu-west-1/log-group//prod/payments", "eu-west-1/log-group/\(template.name)x"])
    }
}
