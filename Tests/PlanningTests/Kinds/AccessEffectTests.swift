import Kinds
import Planning
import ResourceModel
import Testing

/// Tests that changes which widen access are found, and others are not.
struct AccessEffectTests {
    static func policy(_ actions: [String], on resources: [String] = ["arn:aws:s3:::a/*"], effect: String = "Allow")
        -> Value
    {
        .map([
            "Statement": .list([
                .map([
                    "Effect": .string(effect), "Action": .strings(actions), "Resource": .strings(resources),
                ])
            ])
        ])
    }

    static func widens(_ kind: ResourceKind, _ path: String, _ before: Value?, _ after: Value?) -> Bool {
        func state(_ value: Value?) -> Value {
            let names = path.split(separator: ".").map(String.init)
            return value.map { value in names.reversed().reduce(value) { .map([$1: $0]) } } ?? .map([:])
        }
        return Kinds.catalog[kind].changes(from: state(before), to: state(after)).contains {
            $0.path == path && $0.widensAccess
        }
    }

    @Test func `a policy widens access if it grants more or denies less`() {
        let named = { (document: Value) in Value.map(["p": document]) }
        let both = Self.policy(["s3:GetObject", "s3:PutObject"])
        let one = Self.policy(["s3:GetObject"])
        #expect(Self.widens(.role, "policies", named(one), named(both)))
        #expect(!Self.widens(.role, "policies", named(both), named(one)))
        #expect(Self.widens(.role, "policies", named(one), named(Self.policy(["s3:GetObject"], on: ["*"]))))
        #expect(Self.widens(.role, "policies", named(one), .map(["p": one, "q": one])))
        #expect(!Self.widens(.role, "policies", .map(["p": one, "q": one]), named(one)))
        let denial = Self.policy(["s3:PutObject"], effect: "Deny")
        #expect(Self.widens(.role, "policies", named(denial), named(Self.policy(["s3:Delete*"], effect: "Deny"))))
        #expect(!Self.widens(.role, "policies", .map([:]), named(denial)))
    }

    @Test func `an added policy, security group or hop widens access`() {
        let (few, more) = (Value.strings(["a"]), Value.strings(["a", "b"]))
        #expect(Self.widens(.role, "attachedPolicyArns", few, more))
        #expect(!Self.widens(.role, "attachedPolicyArns", more, few))
        #expect(Self.widens(.computeEnvironment, "computeResources.securityGroupIds", few, more))
        #expect(!Self.widens(.computeEnvironment, "computeResources.securityGroupIds", more, few))
        #expect(!Self.widens(.computeEnvironment, "computeResources.instanceTypes", few, more))
        #expect(Self.widens(.role, "permissionsBoundary", .string("a"), nil))
        let options = { (hops: Int, tokens: String) in
            Value.map(["httpPutResponseHopLimit": .integer(hops), "httpTokens": .string(tokens)])
        }
        let path = "launchTemplateData.metadataOptions"
        #expect(Self.widens(.launchTemplate, path, options(1, "required"), options(2, "required")))
        #expect(Self.widens(.launchTemplate, path, options(2, "required"), options(2, "optional")))
        #expect(!Self.widens(.launchTemplate, path, options(2, "optional"), options(1, "required")))
    }
}
