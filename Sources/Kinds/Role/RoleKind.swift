import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Roles of IAM with their policies.
    static var role: KindDefinition {
        KindDefinition(
            .role, driver: RoleDriver(), discovery: RoleDiscovery(), mention: Mention(["role"]),
            permissions: Permissions(
                reading: [
                    IAM.GetRole.self, IAM.ListRoles.self, IAM.ListRolePolicies.self, IAM.GetRolePolicy.self,
                    IAM.ListAttachedRolePolicies.self, IAM.GetAccountAuthorizationDetails.self,
                ],
                writing: [
                    IAM.CreateRole.self, IAM.DeleteRole.self, IAM.UpdateAssumeRolePolicy.self, IAM.TagRole.self,
                    IAM.UntagRole.self, IAM.PutRolePolicy.self, IAM.DeleteRolePolicy.self, IAM.AttachRolePolicy.self,
                    IAM.DetachRolePolicy.self, IAM.PutRolePermissionsBoundary.self,
                    IAM.DeleteRolePermissionsBoundary.self,
                ], implied: ["iam:PassRole"]))
    }
}
