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
            ], recordedCalls: recordedCalls)
    }

    private static let recordedCalls = {
        let role = ["roleName"]
        return [
            RecordedCall(.iam, "CreateRole", on: role, .creation),
            RecordedCall(.iam, "DeleteRole", on: role, .deletion),
            RecordedCall(.iam, "UpdateAssumeRolePolicy", on: role, .fields(["assumeRolePolicyDocument"])),
            RecordedCall(
                .iam, "PutRolePolicy", on: role, .part(of: "policies", in: "policyName", [.added, .changed])),
            RecordedCall(.iam, "DeleteRolePolicy", on: role, .part(of: "policies", in: "policyName", [.removed])),
            RecordedCall(
                .iam, "AttachRolePolicy", on: role, .part(of: "attachedPolicyArns", in: "policyArn", [.added]),
                .part(of: "managedPolicies", in: "policyArn", [.added])),
            RecordedCall(
                .iam, "DetachRolePolicy", on: role, .part(of: "attachedPolicyArns", in: "policyArn", [.removed]),
                .part(of: "managedPolicies", in: "policyArn", [.removed])),
            // The name of a managed policy that reconcile keeps belongs to one role.
            RecordedCall(
                .iam, "CreatePolicyVersion", on: [], .part(of: "managedPolicies", in: "policyArn", [.changed])),
            RecordedCall(
                .iam, "SetDefaultPolicyVersion", on: [], .part(of: "managedPolicies", in: "policyArn", [.changed])),
            RecordedCall(.iam, "PutRolePermissionsBoundary", on: role, .fields(["permissionsBoundary"])),
            RecordedCall(.iam, "DeleteRolePermissionsBoundary", on: role, .fields(["permissionsBoundary"])),
            RecordedCall(.iam, "TagRole", on: role, .settingTags),
            RecordedCall(.iam, "UntagRole", on: role, .removingTags),
        ]
    }()

}
