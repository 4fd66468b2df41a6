import SimulatedAWS
import Testing

/// Policies of identities, evaluated as the IAM User Guide says (policy evaluation logic, JSON elements of policies).
struct IdentityPolicyTests {
    private static func policy(_ statements: String) throws -> IdentityPolicy {
        try IdentityPolicy(#"{"Version":"2012-10-17","Statement":[\#(statements)]}"#)
    }

    private static let queue = "arn:aws:batch:eu-west-1:123456789012:job-queue/TowerForge-a-1"

    @Test(
        arguments: [
            ("batch:DeleteJobQueue", queue, true), ("BATCH:deletejobqueue", queue, true),
            ("batch:CreateJobQueue", queue, false), ("batch:DeleteJobQueue", queue + "x/y", true),
            ("batch:DeleteJobQueue", queue.replacing("TowerForge", with: "Tower"), false),
            ("batch:DeleteJobQueue", queue.replacing("eu-west-1", with: "eu-west-2"), false),
            ("batch:DescribeJobs", "*", true), ("batch:Describ", "*", false),
        ])
    func `actions and resources match by patterns`(action: String, resource: String, isAllowed: Bool) throws {
        let policy = try Self.policy(
            #"{"Effect":"Allow","Action":"batch:Delete*","Resource":["arn:aws:batch:*-west-1:*:job-queue/TowerForge-a*"]},"#
                + #"{"Effect":"Allow","Action":["batch:Describe?obs"],"Resource":"*"}"#)
        #expect(policy.allows(.init(action, on: resource)) == isAllowed)
    }

    @Test(
        arguments: [
            (["iam:PassedToService": ["ec2.amazonaws.com"]], true),
            (["iam:PassedToService": ["batch.amazonaws.com"]], false), ([:], false),
        ] as [([String: [String]], Bool)])
    func `a condition needs a fact that matches`(context: [String: [String]], isAllowed: Bool) throws {
        let policy = try Self.policy(
            #"{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":["ec2.amazonaws.com"]}}}"#
        )
        #expect(policy.allows(.init("iam:PassRole", on: "arn:aws:iam::1:role/x", context)) == isAllowed)
    }

    @Test
    func `a denial wins, and the statements that allow are named`() throws {
        let policy = try Self.policy(
            #"{"Sid":"All","Effect":"Allow","Action":"s3:*","Resource":"*"},"#
                + #"{"Sid":"Not","Effect":"Deny","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::kept/*"}"#)
        #expect(policy.allows(.init("s3:DeleteObject", on: "arn:aws:s3:::other/key")))
        let kept = IdentityPolicy.Request("s3:DeleteObject", on: "arn:aws:s3:::kept/key")
        #expect(!policy.allows(kept) && policy.statements(allowing: kept) == ["All"])
    }

    @Test
    func `a decision says if a statement denies, and which facts are missing`() throws {
        let policy = try Self.policy(
            #"{"Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"},"#
                + #"{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"s3:a":"b"}}}"#
        )
        let deletion = IdentityPolicy.Request("s3:DeleteObject", on: "*")
        #expect(policy.decision(on: deletion) == .explicitDeny && policy.missingKeys(of: deletion) == [])
        let read = IdentityPolicy.Request("s3:GetObject", on: "*")
        #expect(policy.decision(on: read) == .implicitDeny && policy.missingKeys(of: read) == ["s3:a"])
        let known = IdentityPolicy.Request("s3:GetObject", on: "*", ["s3:a": ["b"]])
        #expect(policy.decision(on: known) == .allowed && policy.missingKeys(of: known) == [])
        let joined = IdentityPolicy([policy, try Self.policy(#"{"Effect":"Allow","Action":"*","Resource":"*"}"#)])
        #expect(joined.allows(read) && !joined.allows(deletion))
    }

    @Test(
        arguments: [
            #"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericLessThan":{"s3:max-keys":"10"}}}"#,
            #"{"Effect":"Allow","Resource":"*"}"#,
        ])
    func `a policy that cannot be evaluated is refused`(statement: String) {
        #expect(throws: IdentityPolicy.Unreadable.self) { try Self.policy(statement) }
    }
}
