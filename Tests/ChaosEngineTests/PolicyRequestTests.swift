import AWSOperations
import ChaosEngine
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// The policies that `iam-policy` prints: enough for each scenario, and nothing more.
struct PolicyRequestTests {
    /// Scenarios that also touch a role that no file names: a service role that was deleted before its environment.
    private static let beyondFiles = ["replace without its service role", "destroy without its service role"]

    /// All scenarios that come to their end by themselves, and what no other one does.
    private static var scenarios: [Scenario] {
        var labelled = Scenarios.shared
        labelled.labels.append(.init("team", "genomics"))
        let alone = Scenarios.all.filter { $0.obstacle == nil && $0.refusal == nil && $0.rival == nil }
        return alone + [
            Scenario(name: "a label removed beside shares", before: [labelled], command: .apply([Scenarios.shared])),
            Scenario(
                name: manuallyChanged, before: [Scenarios.spot], command: .apply([Scenarios.spot])
            ) { account in
                _ = try await account.caller(region: AccountFixture.region).call(
                    IAM.UpdateAssumeRolePolicy(
                        roleName: Names(account).role,
                        policyDocument:
                            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#
                            + #""Principal":{"Service":"lambda.amazonaws.com"}}]}"#))
                try await account.clock.sleep(for: .seconds(5))
            },
        ]
    }

    /// A scenario with something that `drift` finds.
    private static let manuallyChanged = "a trust policy of others"

    /// Reads as `drift` does, with the authors of changes.
    private static func lookAtDrift(_ scenario: Scenario, _ fixture: AccountFixture) async throws {
        let drift = Drift(try await scenario.plan(fixture), Kinds.catalog)
        let history = ChangeHistory(fixture.access, Kinds.all) { _ in "us-east-1" }
        #expect(try await history.adding(to: drift).notes == [])
        #expect(scenario.name != manuallyChanged || !drift.isEmpty)
    }

    /// One run of a scenario's command with the rights of a policy.
    private static func run(
        _ scenario: Scenario, _ purpose: PolicyRequest.Purpose,
        _ command: (AccountFixture) async throws -> Bool
    ) async throws -> (policy: AccessPolicy, journal: RightsJournal, isComplete: Bool) {
        let account = try await scenario.prepared(DenialRun.settings(scenario))
        // What an edit takes away has the names of the file before it.
        let request = AccountFixture(account).policyRequest(
            purpose, scenario.before + scenario.command.file, prunes: scenario.command.prunes)
        let policy = request.policy
        let identity = try IdentityPolicy(policy.value.json)
        let journal = RightsJournal()
        let fixture = AccountFixture(account) { base in
            guard let base = base as? SimulatedCaller else { return base }
            return PolicyCaller(base: base, account: account, policy: identity, journal: journal)
        }
        return (policy, journal, try await command(fixture))
    }

    @Test(arguments: scenarios)
    func `the policy for apply is enough for a scenario`(scenario: Scenario) async throws {
        let (_, journal, isComplete) = try await Self.run(scenario, .apply) { try await scenario.run($0).isComplete }
        let denied = await journal.denied
        if Self.beyondFiles.contains(scenario.name) {
            #expect(!denied.isEmpty && denied.allSatisfy { $0.resource.hasSuffix(Scenarios.lostRole) })
        } else {
            #expect(denied == [])
            #expect(isComplete)
        }
    }

    @Test(arguments: scenarios.filter { $0.command.goal != .destroy })
    func `the policy for plan is enough for the plan of a scenario`(scenario: Scenario) async throws {
        let (policy, journal, _) = try await Self.run(scenario, .plan) {
            try await Self.lookAtDrift(scenario, $0)
            return true
        }
        #expect(await journal.denied == [])
        let reads = ["Describe", "List", "Get", "Head", "Lookup"]
        let names = policy.statements.flatMap(\.actions).map { $0.split(separator: ":").last ?? "" }
        #expect(names.filter { name in !reads.contains { name.hasPrefix($0) } } == [])
    }

    @Test
    func `apply reaches its end with the rights that it needs alone`() async throws {
        let scenario = Scenario(name: "needs", before: [], command: .apply([Scenarios.spot]))
        let account = try await scenario.prepared(DenialRun.settings(scenario))
        var request = AccountFixture(account).policyRequest(.apply, [Scenarios.spot])
        let whole = Set(request.policy.statements.flatMap(\.actions))
        request.isForNeedsAlone = true
        let needs = Set(request.policy.statements.flatMap(\.actions))
        #expect(needs.isStrictSubset(of: whole))
        #expect(needs.isDisjoint(with: ["pricing:GetProducts", "tag:GetResources", "s3:ListBucket"]))
        let identity = try IdentityPolicy(request.policy.value.json)
        let journal = RightsJournal()
        let fixture = AccountFixture(account) { base in
            guard let base = base as? SimulatedCaller else { return base }
            return PolicyCaller(base: base, account: account, policy: identity, journal: journal)
        }
        #expect(try await scenario.run(fixture).isComplete)
        #expect(Set(await journal.denied.map(\.action)).isSubset(of: whole.subtracting(needs)))
    }

    @Test
    func `prices are needed if a file limits the cost, and only then`() {
        var limited = Scenarios.spot
        limited.settings.maxHourlyCost = DecimalNumber("12.5")
        for (definition, isNeeded) in [(Scenarios.spot, false), (limited, true)] {
            var request = AccountFixture().policyRequest(.apply, [definition])
            request.isForNeedsAlone = true
            let needs = Set(request.policy.statements.flatMap(\.actions))
            #expect(needs.contains("pricing:GetProducts") == isNeeded)
            #expect(!needs.contains("ec2:DescribeSpotPriceHistory"))
        }
    }

    @Test
    func `without any action of a policy some scenario lacks a right`() async throws {
        var superfluous: Set<String> = []
        var needed: Set<String> = []
        func judge(_ scenario: Scenario, _ policy: AccessPolicy, _ journal: RightsJournal) async throws {
            let asked = await journal.asked.map(\.request)
            for (number, statement) in policy.statements.enumerated() {
                for action in statement.actions {
                    var reduced = policy
                    reduced.statements[number].actions.removeAll { $0 == action }
                    let identity = try IdentityPolicy(reduced.value.json)
                    let own = asked.filter { $0.action == action }
                    let name = "\(statement.sid) \(action)"
                    if own.contains(where: { !identity.allows($0) }) {
                        needed.insert(name)
                    } else {
                        superfluous.insert(name)
                    }
                }
            }
        }
        for scenario in Self.scenarios {
            let (policy, journal, _) = try await Self.run(scenario, .apply) { try await scenario.run($0).isComplete }
            try await judge(scenario, policy, journal)
        }
        let left = superfluous.subtracting(needed).filter { name in !Self.unseen.contains { name.hasSuffix(" " + $0) } }
        #expect(left.sorted() == [])
    }

    /// Actions that EFS takes in the caller's name; the simulated account has no network interfaces.
    private static let unseen = [
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
        "ec2:ModifyNetworkInterfaceAttribute",
    ]
}
