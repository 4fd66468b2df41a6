/// The actions of Nextflow on AWS Batch, by what AWS can limit them to.
///
/// The list is the one that Seqera documents [aws-rules: Rights of Nextflow]; the resource types are those of AWS's
/// Service Authorization Reference.
enum NextflowActions {
    /// Reads that know no single resource.
    static let reads = [
        "batch:DescribeComputeEnvironments", "batch:DescribeJobDefinitions", "batch:DescribeJobQueues",
        "batch:DescribeJobs", "batch:ListJobs", "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances", "logs:DescribeLogGroups",
    ]
    /// On queues, and on jobs and job definitions, which are named at run time.
    static let jobs = [
        "batch:CancelJob", "batch:RegisterJobDefinition", "batch:SubmitJob", "batch:TagResource", "batch:TerminateJob",
    ]
    /// On the instances and tasks of a job.
    static let instances = [
        "ec2:DescribeInstanceAttribute", "ecs:DescribeContainerInstances", "ecs:DescribeTasks",
    ]
    /// On the log group of jobs.
    static let logs = ["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"]
    /// Of the CloudWatch agent and the console, on an instance alone.
    private static let agent = [
        "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:StartQuery", "logs:StopQuery",
        "logs:TestMetricFilter",
    ]
    /// On the keys of buckets.
    static let ofKeys = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]

    /// All actions of a head job on an instance; the order is that of roles that exist.
    static let ofHeadInstance = (reads + jobs + instances + logs + agent).sorted { $0.lowercased() < $1.lowercased() }

    /// The services that jobs' roles are passed to [aws-rules: Who a role may be passed to].
    static let servicesOfJobRoles = ["batch.amazonaws.com", "ecs-tasks.amazonaws.com"]
}
