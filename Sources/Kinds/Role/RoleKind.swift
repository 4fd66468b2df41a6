import AWSOperations
import Planning
import Reconciliation
import ResourceModel

extension KindDefinition {
    /// Roles of IAM with their policies.
    static var role: KindDefinition {
        KindDefinition(
            .role, driver: RoleDriver(), discovery: RoleDiscovery(), mention: Mention(["role"]),
            permissions: [
                .reading(
                    IAM.GetRole.self, IAM.ListRolePolicies.self, IAM.GetRolePolicy.self,
                    IAM.ListAttachedRolePolicies.self, on: .identity("role/{name}")),
                .optional(
                    IAM.GetAccountAuthorizationDetails.self, IAM.ListInstanceProfiles.self,
                    from: IAMSnapshot.bulkThreshold),
                .pruning(IAM.GetAccountAuthorizationDetails.self, IAM.ListInstanceProfiles.self, IAM.ListRoles.self),
                .writing(
                    IAM.CreateRole.self, IAM.DeleteRole.self, IAM.UpdateAssumeRolePolicy.self, IAM.TagRole.self,
                    IAM.UntagRole.self, IAM.PutRolePolicy.self, IAM.DeleteRolePolicy.self, IAM.DetachRolePolicy.self,
                    on: .identity("role/{name}")),
                .writing(
                    IAM.PutRolePermissionsBoundary.self, IAM.DeleteRolePermissionsBoundary.self,
                    on: .identity("role/{name}", with: "permissionsBoundary")),
                .writing(
                    IAM.AttachRolePolicy.self, on: .identity("role/{name}"),
                    if: [
                        .policy(.text("{attachedPolicyArns}"), .identity("policy/{name}", with: "managedPolicies"))
                    ]),
                // To an instance profile, and with it to the instances of Batch.
                .implied(
                    "iam:PassRole", on: .identity("role/{name}"), if: [.passed(to: "{ec2}")],
                    label: "Pass"),
                // To head jobs; which of the two Batch names is unproven [aws-rules: Who a role may be passed to].
                .implied(
                    "iam:PassRole", on: .identity("role/{name}"),
                    if: [.passed(to: "ecs-tasks.amazonaws.com", "batch.amazonaws.com")], label: "PassToJobs"),
            ])
    }
}
