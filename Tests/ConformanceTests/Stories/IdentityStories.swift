import AWSOperations
import Signing

extension Story {
    private static let inline =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#

    static let role = Story("role") { teller in
        let name = teller.name("one")
        let get = IAM.GetRole(roleName: name)
        try await teller.refused("absent", code: "NoSuchEntity", get)
        let trust = Stage.trust("ec2.amazonaws.com")
        let create = IAM.CreateRole(
            roleName: name, assumeRolePolicyDocument: trust, path: "/team/", description: "a role",
            tags: [IAM.Tag(key: "a", value: "1")])
        try await teller.call(create)
        try await teller.refused("duplicate", code: "EntityAlreadyExists", says: "already exists", create)
        try await teller.eventually("seen") { (try? await teller.call(get)) != nil }
        let seen = try await teller.call(get).role
        await teller.check("ARN", seen?.arn == "arn:aws:iam::123456789012:role/team/\(name)")
        await teller.check("trust policy, encoded", seen?.assumeRolePolicyDocument == PercentEncoding.encode(trust))
        await teller.check("tags as sent", seen?.tags == [IAM.Tag(key: "a", value: "1")])
        await teller.check("description as sent", seen?.description == "a role")

        let other = Stage.trust("ecs-tasks.amazonaws.com")
        try await teller.call(IAM.UpdateAssumeRolePolicy(roleName: name, policyDocument: other))
        try await teller.call(IAM.TagRole(roleName: name, tags: [IAM.Tag(key: "b", value: "2")]))
        try await teller.call(IAM.UntagRole(roleName: name, tagKeys: ["a"]))
        try await teller.eventually("updated") {
            let role = try await teller.call(get).role
            return role?.assumeRolePolicyDocument == PercentEncoding.encode(other)
                && role?.tags == [IAM.Tag(key: "b", value: "2")]
        }

        let managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
        try await teller.call(IAM.PutRolePolicy(roleName: name, policyName: "p", policyDocument: inline))
        try await teller.call(IAM.AttachRolePolicy(roleName: name, policyArn: managed))
        try await teller.call(IAM.AttachRolePolicy(roleName: name, policyArn: managed))
        try await teller.eventually("policies") {
            let names = try await teller.call(IAM.ListRolePolicies(roleName: name)).policyNames
            let attached = try await teller.call(IAM.ListAttachedRolePolicies(roleName: name)).attachedPolicies
            return names == ["p"] && attached?.map(\.policyArn) == [managed]
        }
        let read = try await teller.call(IAM.GetRolePolicy(roleName: name, policyName: "p"))
        await teller.check("inline policy, encoded", read.policyDocument == PercentEncoding.encode(inline))
        try await teller.refused(
            "unknown inline policy", code: "NoSuchEntity", IAM.GetRolePolicy(roleName: name, policyName: "absent"))
        try await teller.refused(
            "unknown managed policy", code: "NoSuchEntity", says: "is not attachable",
            IAM.AttachRolePolicy(roleName: name, policyArn: "arn:aws:iam::aws:policy/NoSuch"))
        try await teller.refused(
            "malformed policy", code: "MalformedPolicyDocument",
            IAM.PutRolePolicy(roleName: name, policyName: "q", policyDocument: "{not json"))
        let words = String(repeating: "x", count: 10_300)
        try await teller.refused(
            "policy too large", code: "LimitExceeded", says: "Maximum policy size of 10240 bytes exceeded",
            IAM.PutRolePolicy(
                roleName: name, policyName: "q",
                policyDocument:
                    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::\#(words)"}]}"#
            ))

        let delete = IAM.DeleteRole(roleName: name)
        try await teller.refused(
            "deleted with a managed policy", code: "DeleteConflict", says: "detach all policies", delete)
        try await teller.call(IAM.DetachRolePolicy(roleName: name, policyArn: managed))
        try await teller.refused(
            "deleted with an inline policy", code: "DeleteConflict", says: "delete policies", delete)
        try await teller.call(IAM.DeleteRolePolicy(roleName: name, policyName: "p"))
        try await teller.call(delete)
        try await teller.refused("deleted twice", code: "NoSuchEntity", delete)
        try await teller.eventually("gone") { (try? await teller.call(get)) == nil }
        try await teller.refused(
            "name too long", code: "ValidationError",
            IAM.CreateRole(roleName: String(repeating: "r", count: 65), assumeRolePolicyDocument: trust))
        try await teller.refused(
            "malformed trust policy", code: "MalformedPolicyDocument",
            IAM.CreateRole(roleName: teller.name("bad"), assumeRolePolicyDocument: "{not json"))
    }

    static let instanceProfile = Story("instance-profile") { teller in
        let name = teller.name("one")
        let get = IAM.GetInstanceProfile(instanceProfileName: name)
        try await teller.refused("absent", code: "NoSuchEntity", get)
        let create = IAM.CreateInstanceProfile(instanceProfileName: name, tags: [IAM.Tag(key: "a", value: "1")])
        try await teller.call(create)
        try await teller.refused("duplicate", code: "EntityAlreadyExists", says: "already exists", create)
        try await teller.call(
            IAM.CreateRole(roleName: name, assumeRolePolicyDocument: Stage.trust("ec2.amazonaws.com")))
        let add = IAM.AddRoleToInstanceProfile(instanceProfileName: name, roleName: name)
        try await teller.call(add)
        try await teller.refused(
            "second role", code: "LimitExceeded", says: "InstanceSessionsPerInstanceProfile: 1", add)
        try await teller.call(IAM.TagInstanceProfile(instanceProfileName: name, tags: [IAM.Tag(key: "b", value: "2")]))
        try await teller.call(IAM.UntagInstanceProfile(instanceProfileName: name, tagKeys: ["a"]))
        try await teller.eventually("seen") {
            let profile = try? await teller.call(get).instanceProfile
            return profile?.roles?.map(\.roleName) == [name] && profile?.tags == [IAM.Tag(key: "b", value: "2")]
        }
        let seen = try await teller.call(get).instanceProfile
        await teller.check("ARN", seen?.arn == "arn:aws:iam::123456789012:instance-profile/\(name)")
        try await teller.refused(
            "role deleted first", code: "DeleteConflict", says: "remove roles from instance profile first",
            IAM.DeleteRole(roleName: name))
        let listed = try await teller.call(IAM.ListInstanceProfiles(maxItems: 1000)).instanceProfiles?.first {
            $0.instanceProfileName == name
        }
        // AWS lists them without tags, moto with tags; the program uses neither.
        await teller.check("listed", listed != nil)
        let delete = IAM.DeleteInstanceProfile(instanceProfileName: name)
        try await teller.refused("deleted with its role", code: "DeleteConflict", delete)
        try await teller.call(IAM.RemoveRoleFromInstanceProfile(instanceProfileName: name, roleName: name))
        try await teller.call(delete)
        try await teller.call(IAM.DeleteRole(roleName: name))
        try await teller.eventually("gone") { (try? await teller.call(get)) == nil }
        try await teller.refused("deleted twice", code: "NoSuchEntity", delete)
    }

    static let serviceLinkedRole = Story("service-linked-role") { teller in
        let create = IAM.CreateServiceLinkedRole(awsServiceName: "spotfleet.amazonaws.com")
        let role = try await teller.call(create).role
        await teller.check(
            "ARN",
            role?.arn
                == "arn:aws:iam::123456789012:role/aws-service-role/spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet",
            role?.arn ?? "")
        try await teller.refused("duplicate", code: "InvalidInput", says: "has been taken in this account", create)
        try await teller.eventually("listed by path") {
            let listed = try await teller.call(IAM.ListRoles(pathPrefix: "/aws-service-role/spotfleet.amazonaws.com/"))
            return listed.roles?.map(\.roleName) == ["AWSServiceRoleForEC2SpotFleet"]
        }
        try await teller.refused(
            "deleted as a common role", code: "UnmodifiableEntity",
            IAM.DeleteRole(roleName: "AWSServiceRoleForEC2SpotFleet"))
    }

    static let accountDetails = Story("account-details") { teller in
        let name = teller.name("one")
        let trust = Stage.trust("ec2.amazonaws.com")
        let managed = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
        try await teller.call(
            IAM.CreateRole(roleName: name, assumeRolePolicyDocument: trust, tags: [IAM.Tag(key: "a", value: "1")]))
        try await teller.call(IAM.PutRolePolicy(roleName: name, policyName: "p", policyDocument: inline))
        try await teller.call(IAM.AttachRolePolicy(roleName: name, policyArn: managed))
        try await teller.call(IAM.CreateInstanceProfile(instanceProfileName: name))
        try await teller.call(IAM.AddRoleToInstanceProfile(instanceProfileName: name, roleName: name))
        try await teller.eventually("one page") {
            var found: [IAM.RoleDetail] = []
            var marker: String?
            repeat {
                let page = try await teller.call(
                    IAM.GetAccountAuthorizationDetails(filter: ["Role"], maxItems: 1, marker: marker))
                found += page.roleDetailList ?? []
                marker = page.isTruncated == true ? page.marker : nil
            } while marker != nil
            guard let detail = found.first(where: { $0.roleName == name }), detail.instanceProfileList?.isEmpty == false
            else { return false }
            await teller.check(
                "trust policy, encoded", detail.assumeRolePolicyDocument == PercentEncoding.encode(trust))
            await teller.check(
                "inline policy, encoded",
                detail.rolePolicyList
                    == [IAM.PolicyDetail(policyName: "p", policyDocument: PercentEncoding.encode(inline))],
                "\(String(describing: detail.rolePolicyList))")
            await teller.check("managed policy", detail.attachedManagedPolicies?.map(\.policyArn) == [managed])
            await teller.check("profile", detail.instanceProfileList?.map(\.instanceProfileName) == [name])
            await teller.check("tags", detail.tags == [IAM.Tag(key: "a", value: "1")])
            return true
        }
        let listed = try await teller.call(IAM.ListRoles(maxItems: 1000)).roles?.first { $0.roleName == name }
        await teller.check("ListRoles leaves tags out", listed != nil && (listed?.tags ?? []).isEmpty)
        try await teller.call(IAM.RemoveRoleFromInstanceProfile(instanceProfileName: name, roleName: name))
        try await teller.call(IAM.DeleteInstanceProfile(instanceProfileName: name))
        try await teller.call(IAM.DetachRolePolicy(roleName: name, policyArn: managed))
        try await teller.call(IAM.DeleteRolePolicy(roleName: name, policyName: "p"))
        try await teller.call(IAM.DeleteRole(roleName: name))
    }
}
