import AWSOperations
import Signing

extension Registry {
    mutating func registerAccountDetails() {
        on(IAM.GetAccountAuthorizationDetails.self) { try $1.accountDetails($0, $2) }
    }
}

extension AccountState {
    private static let entityTypes: Set<String> = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"]

    func accountDetails(
        _ input: IAM.GetAccountAuthorizationDetails, _ call: Call
    ) throws -> IAM.GetAccountAuthorizationDetails.Output {
        let filter = input.filter ?? []
        guard filter.allSatisfy(Self.entityTypes.contains) else {
            throw call.refusal(
                "ValidationError", "Filter must be one of User, Role, Group, LocalManagedPolicy, AWSManagedPolicy")
        }
        let wanted: [RoleRecord] = filter.isEmpty || filter.contains("Role") ? roles.seen(call) : []
        let page = try identityPage(wanted, input.maxItems, input.marker, call)
        let profiles: [InstanceProfileRecord] = instanceProfiles.seen(call)
        let details = page.items.map { role in
            IAM.RoleDetail(
                path: role.path, roleName: role.name, roleId: role.id, arn: role.arn,
                assumeRolePolicyDocument: PercentEncoding.encode(role.trustPolicy),
                instanceProfileList: profiles.filter { $0.role == role.name }.map(shown),
                rolePolicyList: role.inlinePolicies.sorted { $0.key < $1.key }.map {
                    IAM.PolicyDetail(policyName: $0.key, policyDocument: PercentEncoding.encode($0.value))
                },
                attachedManagedPolicies: role.attachedPolicies, permissionsBoundary: role.shownBoundary,
                tags: role.tags.asIAMTags)
        }
        return IAM.GetAccountAuthorizationDetails.Output(
            roleDetailList: details, isTruncated: page.next != nil, marker: page.next)
    }
}
