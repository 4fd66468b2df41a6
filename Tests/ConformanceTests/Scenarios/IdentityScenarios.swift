import AWSOperations
import Signing

extension LifecycleScenario {
    private static let inline =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#

    static let role = LifecycleScenario("role") { runner in
        let name = runner.name("one")
        let get = IAM.GetRole(roleName: name)
        try await runner.refused("absent", code: "NoSuchEntity", get)
        let trust = NetworkFixture.trust("ec2.amazonaws.com")
        let create = IAM.CreateRole(
            roleName: name, assumeRolePolicyDocument: trust, path: "/team/", description: "a role",
            tags: [IAM.Tag(key: "a", value: "1")])
        try await runner.call(create)
        try await runner.refused("duplicate", code: "EntityAlreadyExists", says: "already exists", create)
        try await runner.eventually("seen") { (try? await runner.call(get)) != nil }
        let seen = try await runner.call(get).role
        await runner.check("ARN", seen?.arn == "arn:aws:iam::123456789012:role/team/\(name)")
        await runner.check("trust policy, encoded", seen?.assumeRolePolicyDocument == PercentEncoding.encode(trust))
        await runner.check("tags as sent", seen?.tags == [IAM.Tag(key: "a", value: "1")])
        await runner.check("description as sent", seen?.description == "a role")

        let other = NetworkFixture.trust("ecs-tasks.amazonaws.com")
        try await runner.call(IAM.UpdateAssumeRolePolicy(roleName: name, policyDocument: other))
        try await runner.call(IAM.TagRole(roleName: name, tags: [IAM.Tag(key: "b", value: "2")]))
        try await runner.call(IAM.UntagRole(roleName: name, tagKeys: ["a"]))
        try await runner.eventually("updated") {
            let role = try await runner.call(get).role
            return role?.assumeRolePolicyDocument == PercentEncoding.encode(other)
                && role?.tags == [IAM.Tag(key: "b", value: "2")]
        }

        let managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
        try await runner.call(IAM.PutRolePolicy(roleName: name, policyName: "p", policyDocument: inline))
        try await runner.call(IAM.AttachRolePolicy(roleName: name, policyArn: managed))
        try await runner.call(IAM.AttachRolePolicy(roleName: name, policyArn: managed))
        try await runner.eventually("policies") {
            let names = try await runner.call(IAM.ListRolePolicies(roleName: name)).policyNames
            let attached = try await runner.call(IAM.ListAttachedRolePolicies(roleName: name)).attachedPolicies
            return names == ["p"] && attached?.map(\.policyArn) == [managed]
        }
        let read = try await runner.call(IAM.GetRolePolicy(roleName: name, policyName: "p"))
        await runner.check("inline policy, encoded", read.policyDocument == PercentEncoding.encode(inline))
        try await runner.refused(
            "unknown inline policy", code: "NoSuchEntity", IAM.GetRolePolicy(roleName: name, policyName: "absent"))
        try await runner.refused(
            "unknown managed policy", code: "NoSuchEntity", says: "is not attachable",
            IAM.AttachRolePolicy(roleName: name, policyArn: "arn:aws:iam::aws:policy/NoSuch"))
        try await runner.refused(
            "malformed policy", code: "MalformedPolicyDocument",
            IAM.PutRolePolicy(roleName: name, policyName: "q", policyDocument: "{not json"))
        let words = String(repeating: "x", count: 10_300)
        try await runner.refused(
            "policy too large", code: "LimitExceeded", says: "Maximum policy size of 10240 bytes exceeded",
            IAM.PutRolePolicy(
                roleName: name, policyName: "q",
                policyDocument:
                    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::\#(words)"}]}"#
            ))

        let delete = IAM.DeleteRole(roleName: name)
        try await runner.refused(
            "deleted with a managed policy", code: "DeleteConflict", says: "detach all policies", delete)
        try await runner.call(IAM.DetachRolePolicy(roleName: name, policyArn: managed))
        try await runner.refused(
            "deleted with an inline policy", code: "DeleteConflict", says: "delete policies", delete)
        try await runner.call(IAM.DeleteRolePolicy(roleName: name, policyName: "p"))
        try await runner.call(delete)
        try await runner.refused("deleted twice", code: "NoSuchEntity", delete)
        try await runner.eventually("gone") { (try? await runner.call(get)) == nil }
        try await runner.refused(
            "name too long", code: "ValidationError",
            IAM.CreateRole(roleName: String(repeating: "r", count: 65), assumeRolePolicyDocument: trust))
        try await runner.refused(
            "malformed trust policy", code: "MalformedPolicyDocument",
            IAM.CreateRole(roleName: runner.name("bad"), assumeRolePolicyDocument: "{not json"))
    }

    static let instanceProfile = LifecycleScenario("instance-profile") { runner in
        let name = runner.name("one")
        let get = IAM.GetInstanceProfile(instanceProfileName: name)
        try await runner.refused("absent", code: "NoSuchEntity", get)
        let create = IAM.CreateInstanceProfile(instanceProfileName: name, tags: [IAM.Tag(key: "a", value: "1")])
        try await runner.call(create)
        try await runner.refused("duplicate", code: "EntityAlreadyExists", says: "already exists", create)
        try await runner.call(
            IAM.CreateRole(roleName: name, assumeRolePolicyDocument: NetworkFixture.trust("ec2.amazonaws.com")))
        let add = IAM.AddRoleToInstanceProfile(instanceProfileName: name, roleName: name)
        try await runner.call(add)
        try await runner.refused(
            "second role", code: "LimitExceeded", says: "InstanceSessionsPerInstanceProfile: 1", add)
        try await runner.call(IAM.TagInstanceProfile(instanceProfileName: name, tags: [IAM.Tag(key: "b", value: "2")]))
        try await runner.call(IAM.UntagInstanceProfile(instanceProfileName: name, tagKeys: ["a"]))
        try await runner.eventually("seen") {
            let profile = try? await runner.call(get).instanceProfile
            return profile?.roles?.map(\.roleName) == [name] && profile?.tags == [IAM.Tag(key: "b", value: "2")]
        }
        let seen = try await runner.call(get).instanceProfile
        await runner.check("ARN", seen?.arn == "arn:aws:iam::123456789012:instance-profile/\(name)")
        try await runner.refused(
            "role deleted first", code: "DeleteConflict", says: "remove roles from instance profile first",
            IAM.DeleteRole(roleName: name))
        let listed = try await runner.call(IAM.ListInstanceProfiles(maxItems: 1000)).instanceProfiles?.first {
            $0.instanceProfileName == name
        }
        // AWS lists them without tags, moto with tags; the program uses neither.
        await runner.check("listed", listed != nil)
        let delete = IAM.DeleteInstanceProfile(instanceProfileName: name)
        try await runner.refused("deleted with its role", code: "DeleteConflict", delete)
        try await runner.call(IAM.RemoveRoleFromInstanceProfile(instanceProfileName: name, roleName: name))
        try await runner.call(delete)
        try await runner.call(IAM.DeleteRole(roleName: name))
        try await runner.eventually("gone") { (try? await runner.call(get)) == nil }
        try await runner.refused("deleted twice", code: "NoSuchEntity", delete)
    }

    static let serviceLinkedRole = LifecycleScenario("service-linked-role") { runner in
        let create = IAM.CreateServiceLinkedRole(awsServiceName: "spotfleet.amazonaws.com")
        let role = try await runner.call(create).role
        await runner.check(
            "ARN",
            role?.arn
                == "arn:aws:iam::123456789012:role/aws-service-role/spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet",
            role?.arn ?? "")
        try await runner.refused("duplicate", code: "InvalidInput", says: "has been taken in this account", create)
        try await runner.eventually("listed by path") {
            let listed = try await runner.call(IAM.ListRoles(pathPrefix: "/aws-service-role/spotfleet.amazonaws.com/"))
            return listed.roles?.map(\.roleName) == ["AWSServiceRoleForEC2SpotFleet"]
        }
        try await runner.refused(
            "deleted as a common role", code: "UnmodifiableEntity",
            IAM.DeleteRole(roleName: "AWSServiceRoleForEC2SpotFleet"))
    }

    static let accountDetails = LifecycleScenario("account-details") { runner in
        let name = runner.name("one")
        let trust = NetworkFixture.trust("ec2.amazonaws.com")
        let managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
        try await runner.call(
            IAM.CreateRole(roleName: name, assumeRolePolicyDocument: trust, tags: [IAM.Tag(key: "a", value: "1")]))
        try await runner.call(IAM.PutRolePolicy(roleName: name, policyName: "p", policyDocument: inline))
        try await runner.call(IAM.AttachRolePolicy(roleName: name, policyArn: managed))
        try await runner.call(IAM.CreateInstanceProfile(instanceProfileName: name))
        try await runner.call(IAM.AddRoleToInstanceProfile(instanceProfileName: name, roleName: name))
        try await runner.eventually("one page") {
            var found: [IAM.RoleDetail] = []
            var marker: String?
            repeat {
                let page = try await runner.call(
                    IAM.GetAccountAuthorizationDetails(filter: ["Role"], maxItems: 1, marker: marker))
                found += page.roleDetailList ?? []
                marker = page.isTruncated == true ? page.marker : nil
            } while marker != nil
            guard let detail = found.first(where: { $0.roleName == name }), detail.instanceProfileList?.isEmpty == false
            else { return false }
            await runner.check(
                "trust policy, encoded", detail.assumeRolePolicyDocument == PercentEncoding.encode(trust))
            await runner.check(
                "inline policy, encoded",
                detail.rolePolicyList
                    == [IAM.PolicyDetail(policyName: "p", policyDocument: PercentEncoding.encode(inline))],
                "\(String(describing: detail.rolePolicyList))")
            await runner.check("managed policy", detail.attachedManagedPolicies?.map(\.policyArn) == [managed])
            await runner.check("profile", detail.instanceProfileList?.map(\.instanceProfileName) == [name])
            await runner.check("tags", detail.tags == [IAM.Tag(key: "a", value: "1")])
            return true
        }
        let listed = try await runner.call(IAM.ListRoles(maxItems: 1000)).roles?.first { $0.roleName == name }
        await runner.check("ListRoles leaves tags out", listed != nil && (listed?.tags ?? []).isEmpty)
        try await runner.call(IAM.RemoveRoleFromInstanceProfile(instanceProfileName: name, roleName: name))
        try await runner.call(IAM.DeleteInstanceProfile(instanceProfileName: name))
        try await runner.call(IAM.DetachRolePolicy(roleName: name, policyArn: managed))
        try await runner.call(IAM.DeleteRolePolicy(roleName: name, policyName: "p"))
        try await runner.call(IAM.DeleteRole(roleName: name))
    }
}
