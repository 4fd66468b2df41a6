import AWSOperations
import ChaosEngine
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Stories
import Testing

/// Log groups that the file no longer names are found by their tags. Those of other owners are not taken for ours.
struct LogGroupTests {
    static let renamed = Story.environment("bench") { $0.logGroup = "/nextflow/renamed" }

    /// An account in which the file named one log group first and another one later.
    static func account() async throws -> SimulatedAccount {
        let account = SimulatedAccount()
        for file in [Scenarios.spot, renamed] {
            #expect(try await Story(account).apply([file]).failures == [])
            await account.clock.advance(by: 60)
        }
        return account
    }

    static func story(_ account: SimulatedAccount, without action: String) -> (Story, Denial) {
        let denial = Denial(of: action)
        let story = Story(account) { base in
            guard let base = base as? SimulatedCaller else { return base }
            return DeniedCaller(base: base, account: account, denial: denial)
        }
        return (story, denial)
    }

    @Test(arguments: ["", "tag:GetResources"])
    func `a log group of an earlier form goes with its environment`(denied: String) async throws {
        let account = try await Self.account()
        let (story, _) = Self.story(account, without: denied)
        #expect(try await story.destroy([Self.renamed]).failures == [])
        await account.clock.advance(by: 300)
        #expect(await story.leftovers() == [])
    }

    @Test(arguments: ["", "tag:GetResources"])
    func `the next run deletes a log group whose deletion was denied`(denied: String) async throws {
        let pruning = Scenario.Command.apply([Scenarios.onDemand], prunes: true)
        for command in [Scenario.Command.destroy([Self.renamed]), pruning] {
            let account = command.prunes ? try await Scenarios.pruning.prepared() : try await Self.account()
            let (story, denial) = Self.story(account, without: "logs:DeleteLogGroup")
            let failures = try await story.run(command).failures
            #expect(failures.contains { $0.contains("allow logs:DeleteLogGroup") } && !failures.isEmpty)
            #expect(await !denial.meetings.isEmpty)
            await account.clock.advance(by: 300)
            let left = await story.leftovers().filter { !command.prunes || $0.contains("old") }
            #expect(left.contains { $0.contains("log-group") } && !left.contains { $0.contains("role/") })
            let (again, _) = Self.story(account, without: denied)
            #expect(try await again.run(command).failures == [])
            #expect(await again.leftovers().filter { !command.prunes || $0.contains("old") } == [])
        }
    }

    @Test
    func `finds a log group by our name, and none with copied tags`() async throws {
        let story = Story()
        let account = story.account
        let template = try #require(
            story.requests([Self.renamed])[0].resources.first {
                $0.address.kind == .launchTemplate
            })
        for name in ["\(template.name)-jobs", "\(template.name)x", "/prod/payments"] {
            var tags = [
                OwnershipTags.owner: "acme/research/bench",
                OwnershipTags.resource: OwnershipTags.resourceValue(.logGroup, name),
            ]
            tags[OwnershipTags.form] = OwnershipTags.formValue(properties: .map([:]), tags: tags)
            _ = try await account.caller(region: Story.region).call(Logs.CreateLogGroup(logGroupName: name, tags: tags))
        }
        await account.clock.advance(by: 60)
        #expect(try await story.destroy([Self.renamed]).failures == [])
        let left = await account.inventory().filter { $0.contains("log-group") }
        #expect(left == ["eu-west-1/log-group//prod/payments", "eu-west-1/log-group/\(template.name)x"])
    }
}
