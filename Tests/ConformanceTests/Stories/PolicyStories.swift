import AWSOperations
import Signing

extension Story {
    private static func document(_ action: String) -> String {
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"\#(action)","Resource":"*"}]}"#
    }

    /// A customer managed policy, its versions, and the role that has it.
    static let managedPolicy = Story("managed-policy") { teller in
        let name = teller.name("one")
        let role = teller.name("holder")
        let arn = "arn:aws:iam::123456789012:policy/\(name)"
        let get = IAM.GetPolicy(policyArn: arn)
        try await teller.refused("absent", code: "NoSuchEntity", get)
        let create = IAM.CreatePolicy(
            policyName: name, policyDocument: document("s3:GetObject"), tags: [IAM.Tag(key: "a", value: "1")])
        try await teller.call(create)
        try await teller.refused("duplicate", code: "EntityAlreadyExists", says: "already exists", create)
        try await teller.eventually("seen") { (try? await teller.call(get)) != nil }
        let seen = try await teller.call(get).policy
        await teller.check("ARN", seen?.arn == arn)
        await teller.check("first version", seen?.defaultVersionId == "v1")
        await teller.check("tags as sent", seen?.tags == [IAM.Tag(key: "a", value: "1")])
        let first = try await teller.call(IAM.GetPolicyVersion(policyArn: arn, versionId: "v1")).policyVersion
        await teller.check("document, encoded", first?.document == PercentEncoding.encode(document("s3:GetObject")))
        try await teller.call(IAM.TagPolicy(policyArn: arn, tags: [IAM.Tag(key: "b", value: "2")]))
        try await teller.call(IAM.UntagPolicy(policyArn: arn, tagKeys: ["a"]))
        try await teller.eventually("tagged") {
            try await teller.call(get).policy?.tags == [IAM.Tag(key: "b", value: "2")]
        }

        for number in 2...5 {
            let version = IAM.CreatePolicyVersion(
                policyArn: arn, policyDocument: document("s3:Get\(number)"), setAsDefault: number == 5)
            let made = try await teller.call(version).policyVersion
            await teller.check("version \(number)", made?.versionId == "v\(number)")
        }
        try await teller.refused(
            "a sixth version", code: "LimitExceeded",
            IAM.CreatePolicyVersion(policyArn: arn, policyDocument: document("s3:Get6"), setAsDefault: true))
        try await teller.eventually("the newest is in effect") {
            let versions = try await teller.call(IAM.ListPolicyVersions(policyArn: arn)).versions ?? []
            return versions.count == 5 && versions.filter { $0.isDefaultVersion == true }.map(\.versionId) == ["v5"]
        }
        try await teller.refused(
            "the version in effect", code: "DeleteConflict", IAM.DeletePolicyVersion(policyArn: arn, versionId: "v5"))
        try await teller.refused(
            "a version that does not exist", code: "NoSuchEntity",
            IAM.GetPolicyVersion(policyArn: arn, versionId: "v9"))

        let trust = Stage.trust("ec2.amazonaws.com")
        try await teller.call(
            IAM.CreateRole(roleName: role, assumeRolePolicyDocument: trust, permissionsBoundary: arn))
        try await teller.call(IAM.AttachRolePolicy(roleName: role, policyArn: arn))
        try await teller.eventually("boundary") {
            let boundary = try await teller.call(IAM.GetRole(roleName: role)).role?.permissionsBoundary
            return boundary?.permissionsBoundaryArn == arn
        }
        try await teller.refused("attached", code: "DeleteConflict", IAM.DeletePolicy(policyArn: arn))
        try await teller.call(IAM.DeleteRolePermissionsBoundary(roleName: role))
        try await teller.call(
            IAM.PutRolePermissionsBoundary(
                roleName: role, permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess"))
        try await teller.eventually("another boundary") {
            let boundary = try await teller.call(IAM.GetRole(roleName: role)).role?.permissionsBoundary
            return boundary?.permissionsBoundaryArn == "arn:aws:iam::aws:policy/ReadOnlyAccess"
        }
        try await teller.refused(
            "a boundary that does not exist", code: "NoSuchEntity",
            IAM.PutRolePermissionsBoundary(
                roleName: role, permissionsBoundary: "arn:aws:iam::123456789012:policy/absent"))
        try await teller.call(IAM.DetachRolePolicy(roleName: role, policyArn: arn))
        try await teller.call(IAM.DeleteRole(roleName: role))
        try await teller.refused("several versions", code: "DeleteConflict", IAM.DeletePolicy(policyArn: arn))
        for number in 1...4 { try await teller.call(IAM.DeletePolicyVersion(policyArn: arn, versionId: "v\(number)")) }
        try await teller.call(IAM.DeletePolicy(policyArn: arn))
        try await teller.eventually("gone") { (try? await teller.call(get)) == nil }
    }

    /// Documents that IAM refuses as policies.
    static let refusedPolicies = Story("refused-policies") { teller in
        func create(_ document: String) -> IAM.CreatePolicy {
            IAM.CreatePolicy(policyName: teller.name("bad"), policyDocument: document)
        }
        try await teller.refused("no JSON", code: "MalformedPolicyDocument", create("{not json"))
        try await teller.refused(
            "no resources", code: "MalformedPolicyDocument", says: "must contain resources",
            create(#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get","Resource":[]}]}"#))
        try await teller.refused(
            "no actions", code: "MalformedPolicyDocument", says: "must contain actions",
            create(#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}"#))
        let long = String(repeating: "x", count: 6_200)
        try await teller.refused("too long", code: "LimitExceeded", create(document("s3:\(long)")))
    }
}
