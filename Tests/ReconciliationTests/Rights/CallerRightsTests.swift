import AWSOperations
import Kinds
import ManifestLoading
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

@testable import Reconciliation

/// The rights that a caller of a simulated account lacks.
struct CallerRightsTests {
    private static let user = "arn:aws:iam::123456789012:user/sandbox"
    private static let everything = document(#"{"Effect":"Allow","Action":"*","Resource":"*"}"#)

    private static func document(_ statements: String...) -> String {
        #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
    }

    /// The rights that apply of an environment needs.
    private static func needs(_ fixture: AccountFixture) -> AccessPolicy {
        var request = fixture.policyRequest(.apply, [Scenarios.spot])
        request.isForNeedsAlone = true
        return request.policy
    }

    private static func lacking(
        _ policy: String? = nil, as principal: String = Self.user, in fixture: AccountFixture = AccountFixture(),
        through wrap: @escaping @Sendable (any Caller) -> any Caller = { $0 }
    ) async throws -> CallerRights.Result {
        if let policy { await fixture.account.setCallerPolicy(policy) }
        let access = fixture.access.wrapped { wrap(ReadOnlyCaller($0)) }
        return try await CallerRights(
            access, regions: [AccountFixture.region], globalRegion: "us-east-1"
        ).lacking(needs(fixture), principal: principal)
    }

    private static func findings(_ result: CallerRights.Result) throws -> CallerRights.Findings {
        guard case .known(let findings) = result else { throw NotKnown(result: result) }
        return findings
    }

    private struct NotKnown: Error {
        let result: CallerRights.Result
    }

    @Test func `a caller who may do everything lacks nothing`() async throws {
        let found = try Self.findings(try await Self.lacking(Self.everything))
        #expect(found == CallerRights.Findings(actions: found.actions))
        #expect(found.actions > 40)
    }

    @Test func `a caller with the printed policy lacks nothing`() async throws {
        let fixture = AccountFixture()
        let policy = fixture.policyRequest(.apply, [Scenarios.spot]).policy
        let found = try Self.findings(try await Self.lacking(policy.value.json, in: fixture))
        #expect(found == CallerRights.Findings(actions: found.actions))
    }

    @Test func `calls to IAM are simulated in the region of its endpoint`() async throws {
        func policy(denyingIAMIn region: String) -> String {
            Self.document(
                #"{"Effect":"Allow","Action":"*","Resource":"*"}"#,
                #"{"Effect":"Deny","Action":"iam:*","Resource":"*","Condition":{"StringEquals":"#
                    + #"{"aws:RequestedRegion":"\#(region)"}}}"#)
        }
        let elsewhere = try Self.findings(try await Self.lacking(policy(denyingIAMIn: AccountFixture.region)))
        #expect(elsewhere.denied == [])
        let there = try Self.findings(try await Self.lacking(policy(denyingIAMIn: "us-east-1")))
        #expect(!there.denied.isEmpty && there.denied.allSatisfy { $0.action.hasPrefix("iam:") })
    }

    @Test func `every action that the caller lacks is named`() async throws {
        let policy = Self.needs(AccountFixture())
        let found = try Self.findings(
            try await Self.lacking(Self.document(#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#)))
        #expect(Set(found.denied.map(\.action)) == Set(policy.statements.flatMap(\.actions)))
        #expect(
            Set(found.denied.map(\.resource))
                == Set(policy.statements.flatMap { $0.resources.isEmpty ? ["*"] : $0.resources }))
    }

    @Test func `one denied action is named with its resource`() async throws {
        let denial = #"{"Effect":"Deny","Action":"batch:DeleteJobQueue","Resource":"*"}"#
        let allow = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#
        let found = try Self.findings(try await Self.lacking(Self.document(allow, denial)))
        let right = try #require(found.denied.first)
        #expect(found.denied.count == 1 && right.action == "batch:DeleteJobQueue" && right.cause == .denied)
        #expect(right.resource.hasPrefix("arn:aws:batch:eu-west-1:123456789012:job-queue/TowerForge-"))
        #expect(right.facts == [:])
    }

    @Test func `a role may be passed to one service and not to another`() async throws {
        let pass =
            #"{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}}"#
        let others =
            #"{"Effect":"Allow","Action":["batch:*","ec2:*","ecs:*","iam:A*","iam:C*","iam:D*","iam:G*","iam:L*","iam:Pu*","iam:R*","iam:T*","iam:U*","logs:*","elasticfilesystem:*","fsx:*"],"Resource":"*"}"#
        let found = try Self.findings(try await Self.lacking(Self.document(pass, others)))
        #expect(Set(found.denied.map(\.action)) == ["iam:PassRole"])
        #expect(!found.denied.contains { $0.facts["iam:PassedToService"] == "ec2.amazonaws.com" })
        #expect(found.denied.contains { $0.facts["iam:PassedToService"] == "ecs-tasks.amazonaws.com" })
    }

    @Test func `what depends on an unknown fact is undecided`() async throws {
        let here =
            #"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}"#
        let found = try Self.findings(try await Self.lacking(Self.document(here)))
        #expect(found.denied == [] && found.undecided.count == found.actions && found.missingKeys == ["aws:SourceVpc"])
    }

    @Test func `an assumed role is simulated under its whole ARN`() async throws {
        let fixture = AccountFixture()
        let caller = fixture.account.caller(region: AccountFixture.region)
        _ = try await caller.call(
            IAM.CreateRole(
                roleName: "deploy",
                assumeRolePolicyDocument:
                    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#
                    + #""Principal":{"Service":"ec2.amazonaws.com"}}]}"#,
                path: "/ci/"))
        _ = try await caller.call(
            IAM.PutRolePolicy(roleName: "deploy", policyName: "all", policyDocument: Self.everything))
        await fixture.account.clock.advance(by: 60)
        let principal = "arn:aws:sts::123456789012:assumed-role/deploy/run-1"
        let found = try Self.findings(try await Self.lacking(as: principal, in: fixture))
        #expect(found.denied == [] && found.actions > 40)
    }

    @Test(
        arguments: [
            ("arn:aws:iam::123456789012:root", "root user"),
            ("arn:aws:sts::123456789012:federated-user/ann", "federated user"),
            ("arn:aws:sts::123456789012:user/moto", "users and roles alone"), ("", "not known"),
        ])
    func `a caller that IAM does not simulate is not asked about`(principal: String, words: String) async throws {
        guard case .impossible(let reason) = try await Self.lacking(as: principal, through: { _ in SilentCaller() })
        else {
            Issue.record("it was asked about")
            return
        }
        #expect(reason.contains(words))
    }

    @Test(arguments: ["iam:SimulatePrincipalPolicy", "iam:GetRole"])
    func `a denied call is the reason`(call: String) async throws {
        let result = try await Self.lacking(
            as: "arn:aws:sts::123456789012:assumed-role/deploy/run-1",
            through: { DenyingCaller(base: $0, denied: call) })
        guard case .failed(let reason) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(reason.contains(call))
    }
}

/// A caller that must not be used.
private struct SilentCaller: Caller {
    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        Issue.record("\(O.qualifiedName) is called")
        throw CancellationError()
    }
}

/// A caller to which one call is denied.
private struct DenyingCaller: Caller {
    let base: any Caller
    let denied: String

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard O.qualifiedName == denied else {
            // Of the role nothing is known but its ARN.
            if let role = IAM.GetRole.Output(role: IAM.Role(arn: "arn:aws:iam::123456789012:role/deploy")) as? O.Output
            {
                return role
            }
            return try await base.call(operation)
        }
        throw ServiceError(
            operation: denied, code: "AccessDenied", message: "not authorized to perform: \(denied)", status: 403)
    }
}
