/// The members that tell the records at one place of an answer apart.
struct RecordIdentity: Sendable, Hashable {
    /// The way to the records, as in ``PromisedRecord``.
    var path: String
    /// The members that hold a name, an id or an ARN of a record; the first is in every record.
    var names: [String]
    /// The members that differ between records of one name.
    var versions: [String]
    /// The parameters of the request that ask for records, each by one of its names. A request without them asks for all.
    var parameters: [String]

    init(_ path: String, _ names: String..., versions: [String] = [], askedBy parameters: [String] = []) {
        self.path = path
        self.names = names
        self.versions = versions
        self.parameters = parameters
    }

    /// The identities by call: of what reconcile owns or refers to by name.
    static let byCall: [String: RecordIdentity] = [
        "batch:DescribeComputeEnvironments": RecordIdentity(
            "computeEnvironments[]", "computeEnvironmentName", "computeEnvironmentArn", versions: ["uuid"],
            askedBy: ["computeEnvironments"]),
        "batch:DescribeJobDefinitions": RecordIdentity(
            "jobDefinitions[]", "jobDefinitionArn", "jobDefinitionName", askedBy: ["jobDefinitionName"]),
        "batch:DescribeJobQueues": RecordIdentity(
            "jobQueues[]", "jobQueueName", "jobQueueArn", askedBy: ["jobQueues"]),
        "batch:DescribeJobs": RecordIdentity("jobs[]", "jobId", "jobArn", askedBy: ["jobs"]),
        "batch:DescribeSchedulingPolicies": RecordIdentity("schedulingPolicies[]", "arn", askedBy: ["arns"]),
        "batch:ListSchedulingPolicies": RecordIdentity("schedulingPolicies[]", "arn"),
        "ec2:DescribeLaunchTemplates": RecordIdentity(
            "launchTemplates[]", "launchTemplateId", "launchTemplateName",
            askedBy: ["LaunchTemplateId", "LaunchTemplateName"]),
        "ec2:DescribeLaunchTemplateVersions": RecordIdentity(
            "launchTemplateVersionSet[]", "launchTemplateId", "launchTemplateName", versions: ["versionNumber"],
            askedBy: ["LaunchTemplateId", "LaunchTemplateName"]),
        "ec2:DescribeSecurityGroups": RecordIdentity("securityGroupInfo[]", "groupId", askedBy: ["GroupId"]),
        "ec2:DescribeSubnets": RecordIdentity("subnetSet[]", "subnetId", askedBy: ["SubnetId"]),
        "ec2:DescribeVpcs": RecordIdentity("vpcSet[]", "vpcId", askedBy: ["VpcId"]),
        "ecs:DescribeClusters": RecordIdentity("clusters[]", "clusterArn", "clusterName", askedBy: ["clusters"]),
        "elasticfilesystem:DescribeFileSystems": RecordIdentity(
            "FileSystems[]", "FileSystemId", "FileSystemArn", "CreationToken",
            askedBy: ["FileSystemId", "CreationToken"]),
        "elasticfilesystem:DescribeMountTargets": RecordIdentity(
            "MountTargets[]", "FileSystemId", versions: ["MountTargetId"], askedBy: ["FileSystemId"]),
        "fsx:DescribeFileSystems": RecordIdentity(
            "FileSystems[]", "FileSystemId", "ResourceARN", askedBy: ["FileSystemIds"]),
        "iam:GetAccountAuthorizationDetails": RecordIdentity("RoleDetailList[]", "RoleName", "Arn"),
        "iam:GetInstanceProfile": RecordIdentity(
            "InstanceProfile", "InstanceProfileName", "Arn", askedBy: ["InstanceProfileName"]),
        "iam:GetPolicy": RecordIdentity("Policy", "Arn", askedBy: ["PolicyArn"]),
        "iam:GetRole": RecordIdentity("Role", "RoleName", "Arn", askedBy: ["RoleName"]),
        "iam:GetRolePolicy": RecordIdentity("", "PolicyName", askedBy: ["PolicyName"]),
        "iam:ListInstanceProfiles": RecordIdentity("InstanceProfiles[]", "InstanceProfileName", "Arn"),
        "iam:ListRoles": RecordIdentity("Roles[]", "RoleName", "Arn"),
        "logs:DescribeLogGroups": RecordIdentity("logGroups[]", "logGroupName", "arn"),
        "sts:GetCallerIdentity": RecordIdentity("", "Arn"),
    ]
}
