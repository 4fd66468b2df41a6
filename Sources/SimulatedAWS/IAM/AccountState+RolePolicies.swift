import AWSOperations
import Signing

extension Registry {
    mutating func registerRolePolicies() {
        on(IAM.PutRolePolicy.self) { try $1.putRolePolicy($0, $2) }
        on(IAM.GetRolePolicy.self) { try $1.getRolePolicy($0, $2) }
        on(IAM.DeleteRolePolicy.self) { input, world, call in
            try world.changeRole(input.roleName, call) { role in
                guard role.inlinePolicies.removeValue(forKey: input.policyName) != nil else {
                    throw AccountState.noSuchPolicy(input.policyName, call)
                }
            }
        }
        on(IAM.ListRolePolicies.self) { input, world, call in
            let names = try world.seenRole(input.roleName, call).inlinePolicies.keys.sorted()
            let page = try world.identityPage(names, input.maxItems, input.marker, call)
            return IAM.ListRolePolicies.Output(
                policyNames: page.items, isTruncated: page.next != nil, marker: page.next)
        }
        on(IAM.AttachRolePolicy.self) { try $1.attachRolePolicy($0, $2) }
        on(IAM.DetachRolePolicy.self) { input, world, call in
            try world.changeRole(input.roleName, call) { role in
                guard let index = role.managedPolicies.firstIndex(of: input.policyArn) else {
                    throw call.refusal("NoSuchEntity", "Policy \(input.policyArn) was not found.", status: 404)
                }
                role.managedPolicies.remove(at: index)
            }
        }
        on(IAM.ListAttachedRolePolicies.self) { input, world, call in
            let policies = try world.seenRole(input.roleName, call).attachedPolicies
            let page = try world.identityPage(policies, input.maxItems, input.marker, call)
            return IAM.ListAttachedRolePolicies.Output(
                attachedPolicies: page.items, isTruncated: page.next != nil, marker: page.next)
        }
    }
}

extension RoleRecord {
    /// The attached managed policies in the order of their ARNs.
    var attachedPolicies: [IAM.AttachedPolicy] {
        managedPolicies.sorted().map { arn in
            IAM.AttachedPolicy(policyName: arn.split(separator: "/").last.map(String.init), policyArn: arn)
        }
    }
}

extension AccountState {
    private static let inlineLimit = 10_240

    static func noSuchPolicy(_ name: String, _ call: Call) -> ServiceError {
        call.refusal("NoSuchEntity", "The role policy with name \(name) cannot be found.", status: 404)
    }

    mutating func putRolePolicy(_ input: IAM.PutRolePolicy, _ call: Call) throws -> Empty {
        try Self.checkName(input.policyName, "policyName", limit: 128, call)
        return try changeRole(input.roleName, call) { role in
            try Self.checkPolicy(input.policyDocument, as: .identity, call)
            role.inlinePolicies[input.policyName] = input.policyDocument
            // IAM counts all inline policies of a role together, without white space.
            let size = role.inlinePolicies.values.reduce(0) { $0 + $1.count { !$0.isWhitespace } }
            guard size <= Self.inlineLimit else {
                throw call.refusal(
                    "LimitExceeded", "Maximum policy size of \(Self.inlineLimit) bytes exceeded for role \(role.name)",
                    status: 409)
            }
        }
    }

    func getRolePolicy(_ input: IAM.GetRolePolicy, _ call: Call) throws -> IAM.GetRolePolicy.Output {
        guard let document = try seenRole(input.roleName, call).inlinePolicies[input.policyName] else {
            throw Self.noSuchPolicy(input.policyName, call)
        }
        return IAM.GetRolePolicy.Output(
            roleName: input.roleName, policyName: input.policyName, policyDocument: PercentEncoding.encode(document))
    }

    mutating func attachRolePolicy(_ input: IAM.AttachRolePolicy, _ call: Call) throws -> Empty {
        let arn = input.policyArn
        let exists = hasPolicy(arn, call)
        return try changeRole(input.roleName, call) { role in
            guard exists else {
                throw call.refusal(
                    "NoSuchEntity", "Policy \(arn) does not exist or is not attachable.", status: 404)
            }
            guard !role.managedPolicies.contains(arn) else { return }
            guard role.managedPolicies.count < 10 else {
                throw call.refusal(
                    "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10", status: 409)
            }
            role.managedPolicies.append(arn)
        }
    }
}
