import AWSOperations
import Reconciliation

extension IAMSnapshot.Role {
    init(_ detail: IAM.RoleDetail) {
        let policies = (detail.rolePolicyList ?? []).compactMap { policy in
            policy.policyName.map { ($0, policy.policyDocument ?? "") }
        }
        self.init(
            name: detail.roleName ?? "", arn: detail.arn ?? "", path: detail.path ?? "/",
            trust: detail.assumeRolePolicyDocument ?? "", tags: detail.tags,
            attachedPolicyArns: (detail.attachedManagedPolicies ?? []).compactMap(\.policyArn),
            policies: Dictionary(policies, uniquingKeysWith: { first, _ in first }),
            permissionsBoundary: detail.permissionsBoundary?.permissionsBoundaryArn)
    }

    init(_ role: IAM.Role) {
        self.init(
            name: role.roleName ?? "", arn: role.arn ?? "", path: role.path ?? "/",
            trust: role.assumeRolePolicyDocument ?? "", tags: role.tags, attachedPolicyArns: [], policies: [:],
            permissionsBoundary: role.permissionsBoundary?.permissionsBoundaryArn)
    }

    /// Reads one role with its policies; nil if it does not exist.
    static func read(_ name: String, with caller: any Caller) async throws -> Self? {
        async let found = outcome {
            try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)).role }
        }
        async let attached = outcome {
            try await orNil(.role(name)) {
                try await everyPage(of: IAM.ListAttachedRolePolicies.self) { marker in
                    let answer = try await caller.call(IAM.ListAttachedRolePolicies(roleName: name, marker: marker))
                    return (answer.attachedPolicies ?? [], answer.isTruncated == true ? answer.marker : nil)
                }
            }
        }
        async let inline = outcome {
            try await orNil(.role(name)) {
                try await everyPage(of: IAM.ListRolePolicies.self) { marker in
                    let answer = try await caller.call(IAM.ListRolePolicies(roleName: name, marker: marker))
                    return (answer.policyNames ?? [], answer.isTruncated == true ? answer.marker : nil)
                }
            }
        }
        let outcomes = await (role: found, attached: attached, inline: inline)
        try DeniedCalls.rethrow(
            [outcomes.role.failure, outcomes.attached.failure, outcomes.inline.failure].compactMap { $0 })
        let policyArns = try outcomes.attached.get()?.compactMap(\.policyArn)
        let policyNames = try outcomes.inline.get()
        guard let answer = try outcomes.role.get(), let role = answer else { return nil }
        var read = Self(role)
        read.attachedPolicyArns = policyArns ?? []
        let documents = try await concurrently(policyNames ?? []) { policy in
            try await orNil(.policy(policy, of: name)) {
                try await caller.call(IAM.GetRolePolicy(roleName: name, policyName: policy)).policyDocument ?? ""
            }
        }
        for (policy, document) in zip(policyNames ?? [], documents) { read.policies[policy] = document }
        return read
    }
}

extension IAMSnapshot.Profile {
    init(_ profile: IAM.InstanceProfile) {
        self.init(
            name: profile.instanceProfileName ?? "", arn: profile.arn ?? "", created: profile.createDate,
            tags: profile.tags, roles: (profile.roles ?? []).compactMap(\.roleName))
    }

    /// Reads one instance profile; nil if it does not exist.
    static func read(_ name: String, with caller: any Caller) async throws -> Self? {
        let answer = try await orNil(.instanceProfile(name)) {
            try await caller.call(IAM.GetInstanceProfile(instanceProfileName: name))
        }
        guard let profile = answer?.instanceProfile else { return nil }
        var read = Self(profile)
        // A profile that is read by itself shows all its tags, so no tags in the answer means that it has none.
        read.tags = profile.tags ?? []
        return read
    }
}
