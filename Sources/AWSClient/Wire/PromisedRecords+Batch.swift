extension PromisedRecords {
    /// The environments and queues of AWS Batch.
    ///
    /// Instances need subnets, an instance role and instance types: `CreateComputeEnvironment` refuses them without. A queue of
    /// service jobs has environments of another sort.
    static let batch: [String: [PromisedRecord]] = [
        "batch:DescribeComputeEnvironments": [
            PromisedRecord(
                "computeEnvironments[]", "computeEnvironmentName", "computeEnvironmentArn", "type", "state", "status"),
            PromisedRecord("computeEnvironments[]", "computeResources", if: "type", is: ["MANAGED"]),
            PromisedRecord("computeEnvironments[].computeResources", "type", "maxvCpus"),
            PromisedRecord(
                "computeEnvironments[].computeResources", "subnets", if: "type",
                is: ["EC2", "SPOT", "FARGATE", "FARGATE_SPOT"]),
            PromisedRecord(
                "computeEnvironments[].computeResources", "instanceRole", "instanceTypes", if: "type",
                is: ["EC2", "SPOT"]),
            PromisedRecord("computeEnvironments[].computeResources.ec2Configuration[]", "imageType"),
            PromisedRecord(
                "computeEnvironments[].computeResources.launchTemplate", "launchTemplateId|launchTemplateName"),
            PromisedRecord(
                "computeEnvironments[].computeResources.launchTemplate.overrides[]",
                "launchTemplateId|launchTemplateName"),
        ],
        "batch:DescribeJobDefinitions": [
            PromisedRecord("jobDefinitions[]", "jobDefinitionName", "jobDefinitionArn", "revision", "type")
        ],
        "batch:DescribeJobQueues": [
            PromisedRecord("jobQueues[]", "jobQueueName", "jobQueueArn", "state", "status", "priority"),
            PromisedRecord("jobQueues[]", "computeEnvironmentOrder|serviceEnvironmentOrder"),
            PromisedRecord("jobQueues[].computeEnvironmentOrder[]", "order", "computeEnvironment"),
            PromisedRecord("jobQueues[].jobStateTimeLimitActions[]", "reason", "state", "maxTimeSeconds", "action"),
        ],
        "batch:DescribeSchedulingPolicies": [
            PromisedRecord("schedulingPolicies[]", "name", "arn"),
            PromisedRecord("schedulingPolicies[].fairsharePolicy.shareDistribution[]", "shareIdentifier"),
        ],
        "batch:ListSchedulingPolicies": [
            PromisedRecord("schedulingPolicies[]", "arn")
        ],
        "batch:ListJobs": [
            PromisedRecord("jobSummaryList[]", "jobId", "jobName")
        ],
    ]
}
