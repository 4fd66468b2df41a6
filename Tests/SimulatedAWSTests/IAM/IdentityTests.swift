import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks
import Testing

/// A call to IAM that is refused.
struct RefusedIdentityCall: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    let status: Int
    let message: String
    let call: @Sendable (SimulatedCaller) async throws -> Void

    init<O: Operation>(_ code: String, _ status: Int, says message: String, _ operation: O) {
        name = "\(O.name) \(code): \(message)"
        self.code = code
        self.status = status
        self.message = message
        call = { _ = try await $0.call(operation) }
    }

    var testDescription: String { name }
}

@Suite struct IdentityTests {
    static let trust = Fixture.trust("ec2.amazonaws.com")
    static let long = String(repeating: "x", count: 10_300)

    static let refused: [RefusedIdentityCall] = [
        RefusedIdentityCall(
            "EntityAlreadyExists", 409, says: "Role with name nodes already exists.",
            IAM.CreateRole(roleName: "nodes", assumeRolePolicyDocument: trust)),
        RefusedIdentityCall(
            "EntityAlreadyExists", 409, says: "Role with name NODES already exists.",
            IAM.CreateRole(roleName: "NODES", assumeRolePolicyDocument: trust)),
        RefusedIdentityCall(
            "ValidationError", 400, says: "length less than or equal to 64",
            IAM.CreateRole(roleName: String(repeating: "r", count: 65), assumeRolePolicyDocument: trust)),
        RefusedIdentityCall(
            "ValidationError", 400, says: "must contain only alphanumeric characters",
            IAM.CreateRole(roleName: "a/b", assumeRolePolicyDocument: trust)),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "Syntax errors in policy.",
            IAM.CreateRole(roleName: "other", assumeRolePolicyDocument: "{not json")),
        RefusedIdentityCall(
            "InvalidInput", 400, says: "reserved",
            IAM.CreateRole(
                roleName: "other", assumeRolePolicyDocument: trust, tags: [IAM.Tag(key: "aws:x", value: "y")])),
        RefusedIdentityCall(
            "InvalidInput", 400, says: "Tag keys are case insensitive",
            IAM.CreateRole(
                roleName: "other", assumeRolePolicyDocument: trust,
                tags: [IAM.Tag(key: "Owner", value: "y"), IAM.Tag(key: "owner", value: "z")])),
        RefusedIdentityCall(
            "LimitExceeded", 409, says: "tags",
            IAM.TagRole(roleName: "nodes", tags: (0..<51).map { IAM.Tag(key: "k\($0)", value: "v") })),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "The role with name absent cannot be found.", IAM.GetRole(roleName: "absent")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "The role with name absent cannot be found.", IAM.DeleteRole(roleName: "absent")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "The role policy with name absent cannot be found.",
            IAM.GetRolePolicy(roleName: "nodes", policyName: "absent")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "The role policy with name absent cannot be found.",
            IAM.DeleteRolePolicy(roleName: "nodes", policyName: "absent")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "does not exist or is not attachable.",
            IAM.AttachRolePolicy(roleName: "nodes", policyArn: "arn:aws:iam::aws:policy/NoSuch")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "was not found.",
            IAM.DetachRolePolicy(roleName: "nodes", policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess")),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "Syntax errors in policy.",
            IAM.PutRolePolicy(roleName: "nodes", policyName: "p", policyDocument: "[]")),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "Policy statement must contain resources.",
            IAM.PutRolePolicy(
                roleName: "nodes", policyName: "p",
                policyDocument: #"{"Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":[]}]}"#)),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "Policy statement must contain actions.",
            IAM.PutRolePolicy(
                roleName: "nodes", policyName: "p",
                policyDocument: #"{"Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}"#)),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "must be in ARN format",
            IAM.PutRolePolicy(
                roleName: "nodes", policyName: "p",
                policyDocument: #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"bucket"}}"#)),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "should not specify a principal",
            IAM.PutRolePolicy(roleName: "nodes", policyName: "p", policyDocument: trust)),
        RefusedIdentityCall(
            "MalformedPolicyDocument", 400, says: "Has prohibited field Resource",
            IAM.UpdateAssumeRolePolicy(
                roleName: "nodes",
                policyDocument: #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"x:y","Resource":"*"}}"#)),
        RefusedIdentityCall(
            "LimitExceeded", 409, says: "Cannot exceed quota for ACLSizePerRole: 2048",
            IAM.UpdateAssumeRolePolicy(
                roleName: "nodes",
                policyDocument: #"{"Statement":{"Effect":"Allow","Principal":"*","Action":"\#(long)"}}"#)),
        RefusedIdentityCall(
            "LimitExceeded", 409, says: "Maximum policy size of 10240 bytes exceeded for role nodes",
            IAM.PutRolePolicy(
                roleName: "nodes", policyName: "p",
                policyDocument: #"{"Statement":[{"Effect":"Allow","Action":"\#(long)","Resource":"*"}]}"#)),
        RefusedIdentityCall(
            "DeleteConflict", 409, says: "must remove roles from instance profile first.",
            IAM.DeleteRole(roleName: "nodes")),
        RefusedIdentityCall(
            "EntityAlreadyExists", 409, says: "Instance Profile nodes already exists.",
            IAM.CreateInstanceProfile(instanceProfileName: "nodes")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "Instance Profile absent cannot be found.",
            IAM.GetInstanceProfile(instanceProfileName: "absent")),
        RefusedIdentityCall(
            "LimitExceeded", 409, says: "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
            IAM.AddRoleToInstanceProfile(instanceProfileName: "nodes", roleName: "nodes")),
        RefusedIdentityCall(
            "NoSuchEntity", 404, says: "Cannot remove role absent from instance profile nodes",
            IAM.RemoveRoleFromInstanceProfile(instanceProfileName: "nodes", roleName: "absent")),
        RefusedIdentityCall(
            "DeleteConflict", 409, says: "must remove roles from instance profile first.",
            IAM.DeleteInstanceProfile(instanceProfileName: "nodes")),
        RefusedIdentityCall(
            "InvalidInput", 400, says: "AWSServiceRoleForBatch has been taken in this account",
            IAM.CreateServiceLinkedRole(awsServiceName: "batch.amazonaws.com")),
        RefusedIdentityCall(
            "InvalidInput", 400, says: "no service-linked role",
            IAM.CreateServiceLinkedRole(awsServiceName: "nothing.amazonaws.com")),
        RefusedIdentityCall(
            "UnmodifiableEntity", 400, says: "only modifiable by AWS",
            IAM.DeleteRole(roleName: "AWSServiceRoleForBatch")
        ),
        RefusedIdentityCall(
            "ValidationError", 400, says: "Marker", IAM.ListRoles(marker: "nonsense")),
        RefusedIdentityCall(
            "ValidationError", 400, says: "maxItems", IAM.GetAccountAuthorizationDetails(maxItems: 0)),
    ]

    @Test(arguments: refused) func refuses(_ refused: RefusedIdentityCall) async throws {
        let fixture = try await Fixture()
        _ = try await fixture.caller.call(IAM.CreateServiceLinkedRole(awsServiceName: "batch.amazonaws.com"))
        let before = try await fixture.account.snapshot()
        let error = try #require(try await fixture.refusal { try await refused.call(fixture.caller) })
        #expect(error.code == refused.code)
        #expect(error.status == refused.status)
        #expect(error.message.contains(refused.message), "\(error.message)")
        // A refused call changes nothing except that it uses a request id.
        #expect(try await fixture.account.snapshot().count - before.count < 8)
    }

    @Test func aRoleGoesOnlyWithoutPoliciesAndProfiles() async throws {
        let fixture = try await Fixture()
        let caller = fixture.caller
        let managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
        let inline = #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#
        _ = try await caller.call(IAM.PutRolePolicy(roleName: "nodes", policyName: "p", policyDocument: inline))
        _ = try await caller.call(IAM.AttachRolePolicy(roleName: "nodes", policyArn: managed))
        func refusal() async throws -> String? {
            try await fixture.refusal { _ = try await caller.call(IAM.DeleteRole(roleName: "nodes")) }?.message
        }
        #expect(try await refusal()?.contains("instance profile") == true)
        _ = try await caller.call(
            IAM.RemoveRoleFromInstanceProfile(instanceProfileName: "nodes", roleName: "nodes"))
        _ = try await caller.call(IAM.DeleteInstanceProfile(instanceProfileName: "nodes"))
        #expect(try await refusal() == "Cannot delete entity, must detach all policies first.")
        _ = try await caller.call(IAM.DetachRolePolicy(roleName: "nodes", policyArn: managed))
        #expect(try await refusal() == "Cannot delete entity, must delete policies first.")
        _ = try await caller.call(IAM.DeleteRolePolicy(roleName: "nodes", policyName: "p"))
        #expect(try await refusal() == nil)
        #expect(await fixture.account.inventory() == ["eu-west-1/launch-template/nodes"])
    }

    @Test func answersCarryEncodedDocuments() async throws {
        let fixture = try await Fixture()
        let caller = fixture.caller
        let inline = #"{"Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"arn:aws:s3:::b/~x y"}]}"#
        let encoded =
            "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%5B%22s3%3AGet%2A%22%5D%2C%22Resource"
            + "%22%3A%22arn%3Aaws%3As3%3A%3A%3Ab%2F~x%20y%22%7D%5D%7D"
        _ = try await caller.call(IAM.PutRolePolicy(roleName: "nodes", policyName: "p", policyDocument: inline))
        _ = try await caller.call(IAM.TagRole(roleName: "nodes", tags: [IAM.Tag(key: "b", value: "2")]))
        let one = try await caller.call(IAM.GetRolePolicy(roleName: "nodes", policyName: "p"))
        #expect(one.policyDocument == encoded)
        let role = try #require(try await caller.call(IAM.GetRole(roleName: "nodes")).role)
        #expect(role.assumeRolePolicyDocument?.hasPrefix("%7B%22Version%22%3A%222012-10-17%22") == true)
        #expect(role.tags == [IAM.Tag(key: "b", value: "2")])
        let detail = try #require(
            try await caller.call(IAM.GetAccountAuthorizationDetails(filter: ["Role"])).roleDetailList?.first)
        #expect(detail.rolePolicyList == [IAM.PolicyDetail(policyName: "p", policyDocument: encoded)])
        #expect(detail.instanceProfileList?.map(\.instanceProfileName) == ["nodes"])
        #expect(detail.tags == [IAM.Tag(key: "b", value: "2")])
        #expect(detail.assumeRolePolicyDocument == role.assumeRolePolicyDocument)
        let listed = try #require(try await caller.call(IAM.ListRoles()).roles?.first)
        #expect(listed.roleName == "nodes")
        #expect(listed.tags == nil)
        let profile = try #require(try await caller.call(IAM.ListInstanceProfiles()).instanceProfiles?.first)
        #expect(profile.instanceProfileName == "nodes" && profile.tags == nil)
        #expect(try await caller.call(IAM.ListInstanceProfiles(pathPrefix: "/team/")).instanceProfiles == [])
    }

    @Test func pagesByMarker() async throws {
        let fixture = try await Fixture()
        for index in 0..<5 {
            _ = try await fixture.caller.call(
                IAM.CreateRole(roleName: "role\(index)", assumeRolePolicyDocument: Self.trust, path: "/team/"))
        }
        var names: [String?] = []
        var pages = 0
        var marker: String?
        repeat {
            let page = try await fixture.caller.call(IAM.ListRoles(pathPrefix: "/team/", marker: marker, maxItems: 2))
            names += page.roles?.map(\.roleName) ?? []
            #expect(page.isTruncated == (page.marker != nil))
            marker = page.marker
            pages += 1
        } while marker != nil
        #expect(pages == 3)
        #expect(names == (0..<5).map { "role\($0)" })
    }

    @Test func readsLagBehindWritesForAWhile() async throws {
        var timings = Timings.consistent
        timings.identityStaleness = 0.5
        let fixture = try await Fixture(timings: timings)
        _ = try await fixture.caller.call(IAM.CreateRole(roleName: "new", assumeRolePolicyDocument: Self.trust))
        let early = try await fixture.refusal { _ = try await fixture.caller.call(IAM.GetRole(roleName: "new")) }
        #expect(early?.code == "NoSuchEntity")
        await fixture.pass(0.6)
        _ = try await fixture.caller.call(IAM.GetRole(roleName: "new"))
        _ = try await fixture.caller.call(IAM.DeleteRole(roleName: "new"))
        #expect(try await fixture.caller.call(IAM.GetRole(roleName: "new")).role?.roleName == "new")
        await fixture.pass(0.6)
        let late = try await fixture.refusal { _ = try await fixture.caller.call(IAM.GetRole(roleName: "new")) }
        #expect(late?.code == "NoSuchEntity")
    }

    @Test func partitionFollowsTheRegion() async throws {
        let account = SimulatedAccount()
        let caller = account.caller(region: "us-gov-west-1")
        let role = try await caller.call(IAM.CreateServiceLinkedRole(awsServiceName: "batch.amazonaws.com")).role
        #expect(
            role?.arn
                == "arn:aws-us-gov:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch")
    }
}
