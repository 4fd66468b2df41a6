import ResourceModel
import Testing

@testable import ReconcileCommands

/// The differences of two IAM policies.
struct PolicyTextTests {
    private static func policy(
        _ actions: [String], on resources: [String], effect: String = "Allow", _ more: [String: Value] = [:]
    )
        -> Value
    {
        let statement: [String: Value] = [
            "Effect": .string(effect), "Action": .strings(actions), "Resource": .strings(resources),
        ]
        return .map(["Statement": .list([.map(statement.merging(more) { $1 })])])
    }

    @Test func `what is removed comes first, the actions of a resource together`() {
        let before = Self.policy(["s3:GetObject", "s3:ListBucket"], on: ["a", "b"])
        let after = Self.policy(["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], on: ["a"])
        #expect(
            PolicyText(before, after).lines.map(\.text) == [
                "- Allow s3:GetObject, s3:ListBucket on b", "- Allow s3:ListBucket on a",
                "+ Allow s3:DeleteObject, s3:PutObject on a",
            ])
        #expect(PolicyText(after, after).lines.map(\.text) == [])
    }

    @Test func `a new policy only adds, and one that goes only removes`() {
        let policy = Self.policy(["a:b"], on: ["*"], effect: "Deny")
        #expect(PolicyText(nil, policy).lines.map(\.text) == ["+ Deny a:b on *"])
        #expect(PolicyText(policy, nil).lines.map(\.text) == ["- Deny a:b on *"])
        #expect(
            PolicyText(nil, nil).lines.map(\.text) == []
                && PolicyText(.string("x"), .integer(1)).lines.map(\.text) == [])
    }

    @Test func `another condition is another grant`() {
        let condition: Value = .map(["Bool": .map(["aws:SecureTransport": .string("true")])])
        let lines = PolicyText(
            Self.policy(["a:b"], on: ["*"]), Self.policy(["a:b"], on: ["*"], ["Condition": condition])
        ).lines.map(\.text)
        #expect(lines == ["- Allow a:b on *", #"+ Allow a:b on * if {"Bool":{"aws:SecureTransport":"true"}}"#])
    }

    @Test func `a trust policy names who is trusted`() {
        let trust: Value = .map([
            "Statement": .map([
                "Effect": .string("Allow"), "Action": .string("sts:AssumeRole"),
                "Principal": .map(["Service": .string("ec2.amazonaws.com")]),
            ])
        ])
        #expect(PolicyText(nil, trust).lines.map(\.text) == ["+ Allow sts:AssumeRole on Service ec2.amazonaws.com"])
    }
}
