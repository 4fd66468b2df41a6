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

/// The permissions of the roles that reconcile makes, in an account that refuses as IAM does.
struct RoleTests {
    private static let document =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}"#

    /// Returns an account with managed policies of an administrator, and their ARNs.
    private func account(with policies: String...) async throws -> (AccountFixture, [String]) {
        let fixture = AccountFixture()
        var arns: [String] = []
        for name in policies {
            let answer = try await fixture.account.caller(region: AccountFixture.region).call(
                IAM.CreatePolicy(policyName: name, policyDocument: Self.document))
            arns.append(answer.policy?.arn ?? "")
        }
        return (fixture, arns)
    }

    private func apply(_ definition: EnvironmentDefinition, in fixture: AccountFixture) async throws {
        #expect(try await fixture.apply([definition]).failures == [])
        // IAM shows a write a little later.
        await fixture.account.clock.advance(by: 60)
        #expect(try await fixture.plan([definition]).resources.filter { $0.action != .none }.map(\.reason) == [])
    }

    private func roles(_ fixture: AccountFixture) async -> [String] {
        await fixture.leftovers().filter { $0.hasPrefix("role/TowerForge") }.map { String($0.dropFirst(5)) }
    }

    private func instanceRole(_ fixture: AccountFixture) async throws -> String {
        try #require(await roles(fixture).first { $0.hasSuffix("-InstanceRole") })
    }

    private func add(inline name: String, to role: String, _ fixture: AccountFixture) async throws {
        _ = try await fixture.account.caller(region: AccountFixture.region).call(
            IAM.PutRolePolicy(roleName: role, policyName: name, policyDocument: Self.document))
        await fixture.account.clock.advance(by: 60)
    }

    private static func environment(_ settings: @escaping (inout ReconcileSettings) -> Void) -> EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.fargate = true
        } settings: {
            settings(&$0.settings)
        }
    }

    @Test
    func `rights on many buckets move to managed policies and back`() async throws {
        let fixture = AccountFixture()
        func environment(_ count: Int) -> EnvironmentDefinition {
            AccountFixture.environment("bench") {
                $0.fargate = true
                $0.allowedBuckets = (0..<count).map { AllowedBucket("acme-cohort-with-quite-a-long-name-\($0)") }
            }
        }
        func policies() async -> [String] {
            await fixture.account.inventory().filter { $0.hasPrefix("managed-policy/") }.sorted()
        }
        for count in [80, 120, 100, 5, 80] {
            try await apply(environment(count), in: fixture)
            let made = await policies()
            #expect(made.isEmpty == (count == 5), "\(count): \(made)")
        }
        #expect(try await fixture.run(.destroy([environment(80)])).failures == [])
        #expect(await fixture.leftovers() == [])
        #expect(await policies() == [])
    }

    @Test
    func `an environment without any bucket is applied`() async throws {
        let environment = AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
            ($0.fusionV2, $0.wave) = (false, false)
            $0.allowedBuckets = []
            ($0.efsID, $0.efsMount) = ("fs-01234567", "/mnt/efs")
        } settings: {
            $0.workDirectory = "/mnt/efs/work"
        }
        try await apply(environment, in: AccountFixture())
    }

    @Test
    func `the whole bucket in place of a folder is a change, and back`() async throws {
        let folder = AccountFixture.environment("bench") {
            $0.allowedBuckets = [AllowedBucket("clinical", folder: "cohort-7")]
        }
        let whole = AccountFixture.environment("bench") { $0.allowedBuckets = ["clinical"] }
        let fixture = AccountFixture()
        try await apply(folder, in: fixture)
        for file in [whole, folder] {
            #expect(try await fixture.plan([file]).resources.flatMap(\.changes).map(\.path) == ["policies"])
            try await apply(file, in: fixture)
        }
    }

    @Test
    func `attaches the file's policies to every role, and detaches old ones`() async throws {
        let (fixture, arns) = try await account(with: "one", "two")
        try await apply(Self.environment { $0.policies = arns }, in: fixture)
        #expect(await roles(fixture).count == 3)
        for role in await roles(fixture) {
            #expect(Set(await fixture.account.policies(ofRole: role).keys).isSuperset(of: arns))
        }
        let fewer = Self.environment { $0.policies = [arns[1]] }
        #expect(
            try await fixture.plan([fewer]).resources.flatMap(\.changes).map(\.path) == [
                "attachedPolicyArns", "attachedPolicyArns", "attachedPolicyArns",
            ])
        try await apply(fewer, in: fixture)
        for role in await roles(fixture) {
            let policies = await fixture.account.policies(ofRole: role)
            #expect(policies[arns[0]] == nil && policies[arns[1]] != nil)
        }
        #expect(try await fixture.destroy([fewer]).failures == [])
        #expect(await fixture.account.inventory().filter { $0.hasPrefix("managed-policy/") }.count == 2)
    }

    @Test
    func `every role has the boundary, and an edit changes or removes it`() async throws {
        let (fixture, arns) = try await account(with: "one", "two")
        try await apply(Self.environment { $0.permissionsBoundary = arns[0] }, in: fixture)
        #expect(await fixture.calls(mutating: true).filter { $0.contains("PermissionsBoundary") } == [])
        for expected in [arns[1], nil] {
            try await apply(Self.environment { $0.permissionsBoundary = expected }, in: fixture)
            for role in await roles(fixture) { #expect(await fixture.account.boundary(ofRole: role) == expected) }
        }
    }

    @Test
    func `a boundary that an administrator set stays, unless the file has one`() async throws {
        let (fixture, arns) = try await account(with: "one", "two")
        try await apply(Scenarios.onDemand, in: fixture)
        let role = try await instanceRole(fixture)
        _ = try await fixture.account.caller(region: AccountFixture.region).call(
            IAM.PutRolePermissionsBoundary(roleName: role, permissionsBoundary: arns[0]))
        await fixture.account.clock.advance(by: 60)
        let plan = try await fixture.plan([Scenarios.onDemand])
        #expect(!plan.summary.hasChanges)
        let unmanaged = plan.resources.compactMap(\.observed).first { $0.name == role && $0.unmanaged != .map([:]) }
        #expect(unmanaged?.unmanaged["permissionsBoundary"] == .string(arns[0]))
        var own = Scenarios.onDemand
        own.settings.permissionsBoundary = arns[1]
        try await apply(own, in: fixture)
        #expect(await fixture.account.boundary(ofRole: role) == arns[1])
    }

    @Test
    func `what an administrator added to a role stays until the role goes`() async throws {
        let (fixture, arns) = try await account(with: "one")
        let file = Scenarios.spot
        try await apply(file, in: fixture)
        let role = try await instanceRole(fixture)
        try await add(inline: "by-hand", to: role, fixture)
        _ = try await fixture.account.caller(region: AccountFixture.region).call(
            IAM.AttachRolePolicy(roleName: role, policyArn: arns[0]))
        await fixture.account.clock.advance(by: 60)

        let plan = try await fixture.plan([file])
        #expect(!plan.summary.hasChanges && Drift(plan, Kinds.catalog).isEmpty)
        let unmanaged = plan.resources.first { $0.name == role }?.observed?.unmanaged
        #expect(unmanaged?["policies"]?.map?.keys.sorted() == ["by-hand"])
        #expect(unmanaged?["attachedPolicyArns"] == .strings(arns))

        var more = AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.allowedBuckets = ["elsewhere"]
        }
        more.settings.policies = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]
        for edited in [more, file] {
            try await apply(edited, in: fixture)
            let policies = await fixture.account.policies(ofRole: role)
            #expect(policies["by-hand"] != nil && policies[arns[0]] != nil)
        }
        #expect(try await fixture.destroy([file]).failures == [])
        #expect(await roles(fixture) == [])
        #expect(await fixture.account.inventory().contains("managed-policy/one"))
    }

    @Test
    func `deletes a policy that is added while the role is deleted`() async throws {
        let fixture = AccountFixture()
        try await apply(Scenarios.onDemand, in: fixture)
        let role = try await instanceRole(fixture)
        let plan = try await fixture.destructionPlan([Scenarios.onDemand])
        try await add(inline: "late", to: role, fixture)
        let outcome = await Applier(fixture.access) { _ in }.apply(plan, interruption: Interruption())
        #expect(outcome.failures == [])
        #expect(await roles(fixture) == [])
    }

    @Test
    func `a manual edit of our policy is drift until apply undoes it`() async throws {
        let fixture = AccountFixture()
        try await apply(Scenarios.onDemand, in: fixture)
        let role = try await instanceRole(fixture)
        for name in ["nextflow", "storage"] {
            try await add(inline: name, to: role, fixture)
            let plan = try await fixture.plan([Scenarios.onDemand])
            #expect(Drift(plan, Kinds.catalog).resources.flatMap(\.planned.changes).map(\.path) == ["policies"])
            try await apply(Scenarios.onDemand, in: fixture)
        }
        #expect(await fixture.account.policies(ofRole: role).values.filter { $0 == Self.document } == [])
    }

    /// Roles of earlier versions have no record of their policies. These had four names, beside AWS's policies.
    @Test
    func `the policies of an earlier version are told from those of others`() async throws {
        let fixture = AccountFixture()
        let before = AccountFixture.environment("bench") { $0.computeJobRole = "arn:aws:iam::123456789012:role/jobs" }
        try await apply(before, in: fixture)
        let role = try await instanceRole(fixture)
        try await add(inline: "by-hand", to: role, fixture)
        for role in await roles(fixture) {
            let view = await fixture.account.view()
            let tags = try #require(view.tags(ofRole: role)).filter { $0.key != OwnershipTags.policies }
            try await fixture.account.changeRole(role, tags: tags)
        }
        #expect(try await fixture.plan([before]).summary.hasChanges == false)
        try await apply(AccountFixture.environment("bench"), in: fixture)
        let policies = await fixture.account.policies(ofRole: role)
        #expect(policies["pass-role"] == nil && policies["by-hand"] != nil && policies["storage"] != nil)
        let view = await fixture.account.view()
        #expect(view.tags(ofRole: role)?[OwnershipTags.policies] != nil)
    }

    @Test
    func `only roles that use buckets and secrets may use the keys`() async throws {
        let keys = ["a", "b"].map { "arn:aws:kms:eu-west-1:123456789012:key/\($0)" }
        let fixture = AccountFixture()
        try await apply(Self.environment { $0.kmsKeys = keys }, in: fixture)
        for role in await roles(fixture) {
            let policy = try #require(await fixture.account.policies(ofRole: role)["kms"])
            #expect(keys.allSatisfy { policy.contains("\"\($0)\"") } && !policy.contains("\"*\""))
            #expect(policy.contains("kms:GenerateDataKey*") == !role.hasSuffix("-ExecRole"))
        }
        try await apply(Self.environment { _ in }, in: fixture)
        for role in await roles(fixture) { #expect(await fixture.account.policies(ofRole: role)["kms"] == nil) }
    }
}
