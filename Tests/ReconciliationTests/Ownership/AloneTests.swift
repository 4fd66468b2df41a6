import AWSOperations
import ManifestLoading
import Planning
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// Each owned resource is found again by its own tags when the rest of its environment is gone.
struct AloneTests {
    /// A kind of resource that is left alone, by its name in the inventory.
    enum Kind: String, CaseIterable {
        case role = "role/"
        case profile = "instance-profile/"
        case template = "/launch-template/"
        case environments = "/compute-environment/"
        case queues = "/job-queue/"
        case schedulingPolicy = "/scheduling-policy/"
        case jobDefinition = "/job-definition/"
        case logGroup = "/log-group/"
        case elasticFileSystem = "/efs-file-system/"
        case lustreFileSystem = "/fsx-file-system/"

        func isOf(_ entry: String) -> Bool { self == .role ? entry.hasPrefix(rawValue) : entry.contains(rawValue) }
    }

    private static let file = AccountFixture.environment("old") {
        $0.provisioningModel = .ec2
        // This name is proof enough; another name is proved by the launch template.
        $0.logGroup = "TowerForge-old-logs"
        ($0.createsEFS, $0.efsMount) = (true, "/mnt/efs")
        ($0.fsxSize, $0.fsxMount) = (1200, "/fsx")
    } settings: {
        $0.settings.schedulingPolicy = .shares(["lab": DecimalNumber("2")].compactMapValues { $0 })
    }

    /// Deletes everything of the environment but one kind, as an administrator may who does not know of the rest.
    private static func leave(_ kind: Kind, in account: SimulatedAccount) async throws {
        let names = try await Names(account)
        let caller = account.caller(region: AccountFixture.region)
        if kind != .queues { await account.vanish(queue: names.queue, region: AccountFixture.region) }
        if kind != .environments { await account.vanish(environment: names.environment, region: AccountFixture.region) }
        if kind != .schedulingPolicy {
            let policies = await account.view().schedulingPolicies(region: AccountFixture.region)
            for arn in policies.compactMap(\.arn) {
                await account.vanish(schedulingPolicy: arn, region: AccountFixture.region)
            }
        }
        if kind != .jobDefinition {
            let definitions = await account.view().jobDefinitions(region: AccountFixture.region)
            for name in Set(definitions.map(\.jobDefinitionName)) {
                await account.vanish(jobDefinition: name, region: AccountFixture.region)
            }
        }
        if kind != .elasticFileSystem {
            await account.vanish(elasticFileSystem: names.template, region: AccountFixture.region)
        }
        if kind != .lustreFileSystem {
            await account.vanish(lustreFileSystem: names.template, region: AccountFixture.region)
        }
        if kind != .template { await account.deleteLaunchTemplate(names.template, region: AccountFixture.region) }
        if kind != .profile { await account.deleteInstanceProfile(names.profile) }
        if kind != .role { await account.deleteRole(names.role) }
        if kind != .logGroup {
            _ = try await caller.call(Logs.DeleteLogGroup(logGroupName: "TowerForge-old-logs"))
        }
        await account.clock.advance(by: 60)
        let left = await AccountFixture(account).leftovers()
        #expect(!left.isEmpty && left.allSatisfy { kind.isOf($0) }, "\(left)")
    }

    @Test(arguments: Kind.allCases, [false, true])
    func `destroy finds what is left, one by one and in a walk over all roles`(kind: Kind, isMany: Bool) async throws {
        let fixture = AccountFixture()
        #expect(try await fixture.apply([Self.file]).failures == [])
        try await Self.leave(kind, in: fixture.account)
        // From six roles on all roles of IAM are walked over.
        let others = isMany ? (1...7).map { AccountFixture.environment("other\($0)") } : []
        #expect(try await fixture.destroy([Self.file] + others).failures == [])
        await fixture.account.clock.advance(by: 300)
        #expect(await fixture.leftovers() == [])
    }

    @Test(arguments: Kind.allCases.filter { $0 != .logGroup }, [false, true])
    func `prune finds what is left, with and without a walk over all roles`(kind: Kind, isDenied: Bool) async throws {
        let account = SimulatedAccount()
        #expect(try await AccountFixture(account).apply([Self.file]).failures == [])
        try await Self.leave(kind, in: account)
        #expect(try await AccountFixture(account).apply([Scenarios.onDemand]).failures == [])
        if isDenied {
            await account.setFaultHook { _, operation in
                guard operation == "iam:GetAccountAuthorizationDetails" else { return nil }
                return .refused(code: "AccessDenied", message: "not authorized", status: 403)
            }
        }
        let fixture = AccountFixture(account)
        #expect(try await fixture.run(.apply([Scenarios.onDemand], prunes: true)).failures == [])
        await account.clock.advance(by: 300)
        #expect(await fixture.leftovers().filter { $0.contains("old") } == [])
    }
}
