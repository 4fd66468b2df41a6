/// What an answer of AWS always has.
///
/// A proxy or a portal may answer with status 200 in AWS's place, and a body that says nothing would be taken for an empty
/// account: all would be made again, or deleted from under what uses it. The services' models mark some of these members
/// as required (`ListRoles`, `ListJobs`, `GetRole`, `CreateJobQueue`); of the others the sample answers of the API
/// references and the recorded answers have every one: lists are sent although they are empty, and a call that makes
/// something names it.
enum PromisedMembers {
    /// The members by call, as they are named on the wire.
    static let byCall: [String: [String]] = [
        "batch:CreateComputeEnvironment": ["computeEnvironmentArn"], "batch:CreateJobQueue": ["jobQueueArn"],
        "batch:DescribeComputeEnvironments": ["computeEnvironments"], "batch:DescribeJobQueues": ["jobQueues"],
        "batch:DescribeSchedulingPolicies": ["schedulingPolicies"], "batch:ListJobs": ["jobSummaryList"],
        "batch:UpdateComputeEnvironment": ["computeEnvironmentArn"], "batch:UpdateJobQueue": ["jobQueueArn"],
        "ec2:CreateLaunchTemplate": ["launchTemplate"], "ec2:CreateLaunchTemplateVersion": ["launchTemplateVersion"],
        "ec2:DeleteLaunchTemplate": ["launchTemplate"], "ec2:DescribeImages": ["imagesSet"],
        "ec2:DescribeInstanceTypes": ["instanceTypeSet"], "ec2:DescribeKeyPairs": ["keySet"],
        "ec2:DescribeLaunchTemplates": ["launchTemplates"],
        "ec2:DescribeLaunchTemplateVersions": ["launchTemplateVersionSet"],
        "ec2:DescribeSecurityGroups": ["securityGroupInfo"], "ec2:DescribeSubnets": ["subnetSet"],
        "ec2:DescribeVpcs": ["vpcSet"], "ecs:DescribeClusters": ["clusters"],
        "elasticfilesystem:DescribeFileSystems": ["FileSystems"],
        "elasticfilesystem:DescribeMountTargets": ["MountTargets"], "fsx:DescribeFileSystems": ["FileSystems"],
        "iam:CreateInstanceProfile": ["InstanceProfile"], "iam:CreatePolicy": ["Policy"],
        "iam:CreatePolicyVersion": ["PolicyVersion"], "iam:CreateRole": ["Role"],
        "iam:CreateServiceLinkedRole": ["Role"],
        "iam:GetAccountAuthorizationDetails": ["IsTruncated"], "iam:GetInstanceProfile": ["InstanceProfile"],
        "iam:GetPolicy": ["Policy"], "iam:GetPolicyVersion": ["PolicyVersion"], "iam:GetRole": ["Role"],
        "iam:GetRolePolicy": ["PolicyDocument"], "iam:ListAttachedRolePolicies": ["AttachedPolicies"],
        "iam:ListInstanceProfiles": ["InstanceProfiles"],
        "iam:ListPolicyVersions": ["Versions"], "iam:ListRolePolicies": ["PolicyNames"], "iam:ListRoles": ["Roles"],
        "kms:DescribeKey": ["KeyMetadata"], "logs:DescribeLogGroups": ["logGroups"],
        "s3:ListBuckets": ["Buckets"], "sts:AssumeRole": ["Credentials"],
        "sts:AssumeRoleWithWebIdentity": ["Credentials"], "sts:GetCallerIdentity": ["Account", "Arn"],
        "tag:GetResources": ["ResourceTagMappingList"],
    ]

    /// The root elements of answers in S3's form; those of the other services are named after the call.
    static let roots = ["s3:GetBucketLocation": "LocationConstraint", "s3:ListBuckets": "ListAllMyBucketsResult"]
}
