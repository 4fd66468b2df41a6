extension PromisedRecords {
    /// The roles, profiles and policies of IAM.
    ///
    /// Lists are sent although they are empty.
    static let iam: [String: [PromisedRecord]] = [
        "iam:CreateInstanceProfile": [
            PromisedRecord("InstanceProfile", "Path", "InstanceProfileName", "InstanceProfileId", "Arn", "Roles[]"),
            PromisedRecord("InstanceProfile.Roles[]", "Path", "RoleName", "RoleId", "Arn"),
            PromisedRecord("InstanceProfile.Tags[]", "Key"),
        ],
        "iam:CreatePolicy": [
            PromisedRecord("Policy", "PolicyName", "Arn", "DefaultVersionId")
        ],
        "iam:CreatePolicyVersion": [
            PromisedRecord("PolicyVersion", "VersionId")
        ],
        "iam:CreateRole": [
            PromisedRecord("Role", "Path", "RoleName", "RoleId", "Arn", "AssumeRolePolicyDocument"),
            PromisedRecord("Role.PermissionsBoundary", "PermissionsBoundaryArn"),
            PromisedRecord("Role.Tags[]", "Key"),
        ],
        "iam:CreateServiceLinkedRole": [
            PromisedRecord("Role", "Path", "RoleName", "RoleId", "Arn", "AssumeRolePolicyDocument"),
            PromisedRecord("Role.PermissionsBoundary", "PermissionsBoundaryArn"),
            PromisedRecord("Role.Tags[]", "Key"),
        ],
        "iam:GetAccountAuthorizationDetails": [
            PromisedRecord("RoleDetailList[]", "Path", "RoleName", "RoleId", "Arn", "AssumeRolePolicyDocument"),
            PromisedRecord(
                "RoleDetailList[]", "RolePolicyList[]", "AttachedManagedPolicies[]", "InstanceProfileList[]"),
            PromisedRecord("RoleDetailList[].PermissionsBoundary", "PermissionsBoundaryArn"),
            PromisedRecord("RoleDetailList[].Tags[]", "Key"),
            PromisedRecord("RoleDetailList[].RolePolicyList[]", "PolicyName", "PolicyDocument"),
            PromisedRecord("RoleDetailList[].AttachedManagedPolicies[]", "PolicyName", "PolicyArn"),
            PromisedRecord(
                "RoleDetailList[].InstanceProfileList[]", "Path", "InstanceProfileName", "InstanceProfileId", "Arn",
                "Roles[]"),
            PromisedRecord("RoleDetailList[].InstanceProfileList[].Roles[]", "Path", "RoleName", "RoleId", "Arn"),
            PromisedRecord("RoleDetailList[].InstanceProfileList[].Tags[]", "Key"),
        ],
        "iam:GetInstanceProfile": [
            PromisedRecord("InstanceProfile", "Path", "InstanceProfileName", "InstanceProfileId", "Arn", "Roles[]"),
            PromisedRecord("InstanceProfile.Roles[]", "Path", "RoleName", "RoleId", "Arn"),
            PromisedRecord("InstanceProfile.Tags[]", "Key"),
        ],
        "iam:GetPolicy": [
            PromisedRecord("Policy", "PolicyName", "Arn", "DefaultVersionId"),
            PromisedRecord("Policy.Tags[]", "Key"),
        ],
        "iam:GetPolicyVersion": [
            PromisedRecord("PolicyVersion", "Document", "VersionId", "IsDefaultVersion")
        ],
        "iam:GetRole": [
            PromisedRecord("Role", "Path", "RoleName", "RoleId", "Arn", "AssumeRolePolicyDocument"),
            PromisedRecord("Role.PermissionsBoundary", "PermissionsBoundaryArn"),
            PromisedRecord("Role.Tags[]", "Key"),
        ],
        "iam:GetRolePolicy": [
            PromisedRecord("", "RoleName", "PolicyName", "PolicyDocument")
        ],
        "iam:ListAttachedRolePolicies": [
            PromisedRecord("AttachedPolicies[]", "PolicyName", "PolicyArn")
        ],
        "iam:ListInstanceProfiles": [
            PromisedRecord("InstanceProfiles[]", "Path", "InstanceProfileName", "InstanceProfileId", "Arn", "Roles[]"),
            PromisedRecord("InstanceProfiles[].Roles[]", "Path", "RoleName", "RoleId", "Arn"),
            PromisedRecord("InstanceProfiles[].Tags[]", "Key"),
        ],
        "iam:ListPolicyVersions": [
            PromisedRecord("Versions[]", "VersionId", "IsDefaultVersion")
        ],
        "iam:ListRoles": [
            PromisedRecord("Roles[]", "Path", "RoleName", "RoleId", "Arn", "AssumeRolePolicyDocument"),
            PromisedRecord("Roles[].PermissionsBoundary", "PermissionsBoundaryArn"),
            PromisedRecord("Roles[].Tags[]", "Key"),
        ],
    ]
}
