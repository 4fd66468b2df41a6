import AWSOperations
import Signing

extension LifecycleScenario {
    private static func document(_ action: String) -> String {
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"\#(action)","Resource":"*"}]}"#
    }

    /// A customer managed policy, its versions, and the role that has it.
    static let managedPolicy = LifecycleScenario("managed-policy") { runner in
        let name = runner.name("one")
        let role = runner.name("holder")
        let arn = "arn:aws:iam::123456789012:policy/\(name)"
        let get = IAM.GetPolicy(policyArn: arn)
        try await runner.refused("absent", code: "NoSuchEntity", get)
        let create = IAM.CreatePolicy(
            policyName: name, policyDocument: document("s3:GetObject"), tags: [IAM.Tag(key: "a", value: "1")])
        try await runner.call(create)
        try await runner.refused("duplicate", code: "EntityAlreadyExists", says: "already exists", create)
        try await runner.eventually("seen") { (try? await runner.call(get)) != nil }
        let seen = try await runner.call(get).policy
        await runner.check("ARN", seen?.arn == arn)
        await runner.check("first version", seen?.defaultVersionId == "v1")
        await runner.check("tags as sent", seen?.tags == [IAM.Tag(key: "a", value: "1")])
        let first = try await runner.call(IAM.GetPolicyVersion(policyArn: arn, versionId: "v1")).policyVersion
        await runner.check("document, encoded", first?.document == PercentEncoding.encode(document("s3:GetObject")))
        try await runner.call(IAM.TagPolicy(policyArn: arn, tags: [IAM.Tag(key: "b", value: "2")]))
        try await runner.call(IAM.UntagPolicy(policyArn: arn, tagKeys: ["a"]))
        try await runner.eventually("tagged") {
            try await runner.call(get).policy?.tags == [IAM.Tag(key: "b", value: "2")]
        }

        for number in 2...5 {
            let version = IAM.CreatePolicyVersion(
                policyArn: arn, policyDocument: document("s3:Get\(number)"), setAsDefault: number == 5)
            let made = try await runner.call(version).policyVersion
            await runner.check("version \(number)", made?.versionId == "v\(number)")
        }
        try await runner.refused(
            "a sixth version", code: "LimitExceeded",
            IAM.CreatePolicyVersion(policyArn: arn, policyDocument: document("s3:Get6"), setAsDefault: true))
        try await runner.eventually("the newest is in effect") {
            let versions = try await runner.call(IAM.ListPolicyVersions(policyArn: arn)).versions ?? []
            return versions.count == 5 && versions.filter { $0.isDefaultVersion == true }.map(\.versionId) == ["v5"]
        }
        try await runner.refused(
            "the version in effect", code: "DeleteConflict", IAM.DeletePolicyVersion(policyArn: arn, versionId: "v5"))
        try await runner.refused(
            "a version that does not exist", code: "NoSuchEntity",
            IAM.GetPolicyVersion(policyArn: arn, versionId: "v9"))

        let trust = NetworkFixture.trust("ec2.amazonaws.com")
        try await runner.call(
            IAM.CreateRole(roleName: role, assumeRolePolicyDocument: trust, permissionsBoundary: arn))
        try await runner.call(IAM.AttachRolePolicy(roleName: role, policyArn: arn))
        try await runner.eventually("boundary") {
            let boundary = try await runner.call(IAM.GetRole(roleName: role)).role?.permissionsBoundary
            return boundary?.permissionsBoundaryArn == arn
        }
        try await runner.refused("attached", code: "DeleteConflict", IAM.DeletePolicy(policyArn: arn))
        try await runner.call(IAM.DeleteRolePermissionsBoundary(roleName: role))
        try await runner.call(
            IAM.PutRolePermissionsBoundary(
                roleName: role, permissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess"))
        try await runner.eventually("another boundary") {
            let boundary = try await runner.call(IAM.GetRole(roleName: role)).role?.permissionsBoundary
            return boundary?.permissionsBoundaryArn == "arn:aws:iam::aws:policy/ReadOnlyAccess"
        }
        try await runner.refused(
            "a boundary that does not exist", code: "NoSuchEntity",
            IAM.PutRolePermissionsBoundary(
                roleName: role, permissionsBoundary: "arn:aws:iam::123456789012:policy/absent"))
        try await runner.call(IAM.DetachRolePolicy(roleName: role, policyArn: arn))
        try await runner.call(IAM.DeleteRole(roleName: role))
        try await runner.refused("several versions", code: "DeleteConflict", IAM.DeletePolicy(policyArn: arn))
        for number in 1...4 { try await runner.call(IAM.DeletePolicyVersion(policyArn: arn, versionId: "v\(number)")) }
        try await runner.call(IAM.DeletePolicy(policyArn: arn))
        try await runner.eventually("gone") { (try? await runner.call(get)) == nil }
    }

    /// Documents that IAM refuses as policies.
    static let refusedPolicies = LifecycleScenario("refused-policies") { runner in
        func create(_ document: String) -> IAM.CreatePolicy {
            IAM.CreatePolicy(policyName: runner.name("bad"), policyDocument: document)
        }
        try await runner.refused("no JSON", code: "MalformedPolicyDocument", create("{not json"))
        try await runner.refused(
            "no resources", code: "MalformedPolicyDocument", says: "must contain resources",
            create(#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get","Resource":[]}]}"#))
        try await runner.refused(
            "no actions", code: "MalformedPolicyDocument", says: "must contain actions",
            create(#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}"#))
        let long = String(repeating: "x", count: 6_200)
        try await runner.refused("too long", code: "LimitExceeded", create(document("s3:\(long)")))
    }
}
