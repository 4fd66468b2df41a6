import ManifestLoading
import ResourceModel

extension Blueprint {
    var instanceRole: Resource {
        var policies = jobPolicies(
            passing: [configuration.headJobRole, configuration.computeJobRole, configuration.batchExecutionRole])
        // The instance asks for the name under which its file system can be mounted.
        if configuration.fsxDNS != nil {
            policies["file-system"] = document([.map(allow(["fsx:DescribeFileSystems"], on: ["*"]))])
        }
        return Resource(
            address(.role, "instance"), name: names.instanceRole,
            properties: .map([
                "assumeRolePolicyDocument": trust(in: partition.ec2Principal),
                "attachedPolicyArns": .strings([
                    "arn:\(partition.name):iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
                ]),
                "policies": .map(policies),
            ]))
    }

    /// What a head job needs, wherever it runs.
    func jobPolicies(passing roles: [String?]) -> [String: Value] {
        var policies = ["nextflow": document([nextflowStatement]), "storage": document(storageStatements)]
        let passedRoles = roles.compactMap { $0 }
        if !passedRoles.isEmpty { policies["pass-role"] = document([passRoleStatement(passedRoles)]) }
        return policies
    }

    /// Who may take a role.
    func trust(in service: String) -> Value {
        document([
            .map([
                "Effect": .string("Allow"), "Principal": .map(["Service": .string(service)]),
                "Action": .string("sts:AssumeRole"),
            ])
        ])
    }

    var instanceProfile: Resource {
        Resource(
            address(.instanceProfile, "instance"), name: names.instanceRole,
            properties: .map(["roles": .list([.reference(address(.role, "instance"), "name")])]))
    }

    private func document(_ statements: [Value]) -> Value {
        .map(["Version": .string("2012-10-17"), "Statement": .list(statements)])
    }

    private func allow(_ actions: [String], on resources: [String]) -> [String: Value] {
        ["Effect": .string("Allow"), "Action": .strings(actions), "Resource": .strings(resources)]
    }

    /// What Nextflow calls when its head job runs on an instance, and what the CloudWatch agent writes.
    ///
    /// The list is the one that Seqera documents for manual AWS Batch set-ups; none of these can be limited to one
    /// environment, since job definitions and jobs are named at run time.
    private var nextflowStatement: Value {
        .map(
            allow(
                [
                    "batch:CancelJob", "batch:DescribeComputeEnvironments", "batch:DescribeJobDefinitions",
                    "batch:DescribeJobQueues", "batch:DescribeJobs", "batch:ListJobs", "batch:RegisterJobDefinition",
                    "batch:SubmitJob", "batch:TagResource", "batch:TerminateJob", "ec2:DescribeInstanceAttribute",
                    "ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypes",
                    "ecs:DescribeContainerInstances", "ecs:DescribeTasks", "logs:CreateLogGroup",
                    "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams",
                    "logs:FilterLogEvents", "logs:GetLogEvents", "logs:PutLogEvents", "logs:StartQuery",
                    "logs:StopQuery", "logs:TestMetricFilter",
                ], on: ["*"]))
    }

    /// The work directory's bucket and the allowed ones, with what Fusion and Nextflow need there.
    private var storageStatements: [Value] {
        let buckets = Array(Set([workBucket].compactMap { $0 } + configuration.allowedBuckets)).sorted()
        let arns = buckets.map { "arn:\(partition.name):s3:::\($0)" }
        return [
            .map(allow(["s3:GetBucketLocation", "s3:ListBucket"], on: arns)),
            .map(
                allow(
                    [
                        "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging",
                        "s3:PutObject", "s3:PutObjectTagging",
                    ], on: arns.map { $0 + "/*" })),
        ]
    }

    /// Nextflow names these roles in its jobs, which takes the right to pass them to ECS.
    private func passRoleStatement(_ roles: [String]) -> Value {
        var statement = allow(["iam:GetRole", "iam:PassRole"], on: Array(Set(roles)).sorted())
        statement["Condition"] = .map([
            "StringEqualsIfExists": .map(["iam:PassedToService": .string("ecs-tasks.amazonaws.com")])
        ])
        return .map(statement)
    }

    private var workBucket: String? {
        let scheme = "s3://"
        guard definition.workDirectory.hasPrefix(scheme) else { return nil }
        return definition.workDirectory.dropFirst(scheme.count).split(separator: "/").first.map(String.init)
    }
}
