extension CauseRules {
    /// Reasons for which a job at the head of a queue waits, or was ended by a time limit of the queue.
    static let jobs: [CauseRule] = [
        CauseRule(
            .jobStuck, .job("CAPACITY:*"), passes: true,
            remedy: "EC2 has no capacity for the instance types of the environment now: allow more 'instance-types' or "
                + "add 'subnets' in more zones, or wait{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"),
            remedy:
                "no instance type of the environment is large enough for the job: allow larger 'instance-types', or "
                + "lower the vCPUs, memory or GPUs that the process asks for{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"),
            remedy:
                "the job asks for more than the environment may have at all: raise 'max-cpus', or lower the vCPUs that "
                + "the process asks for{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS"),
            remedy:
                "the environment's service role lacks rights: give it those of the managed policy AWSBatchServiceRole"
                + "{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED"),
            remedy:
                "EC2 does not start these instance types with this image and launch template: make 'instance-types', "
                + "'ami-id' and the disks of the file fit each other{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("MISCONFIGURATION:*"),
            remedy: "the job does not fit the environments of its queue: compare what it asks for with the reason"
                + "{again}", source: jobPage),
        CauseRule(
            .jobStuck, .all(.job("ACTION_REQUIRED"), .says("invalid")),
            remedy: "every compute environment of the queue is INVALID: mend or replace them, their own reasons say why"
                + "{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("ACTION_REQUIRED*"),
            remedy: "the queue is blocked until what the reason names is mended{again}", source: jobPage),
        CauseRule(
            .jobStuck, .job("UNDETERMINED*"),
            remedy:
                "Batch sees that the queue is blocked and not why: check that its environments are VALID and ENABLED, "
                + "the account's vCPU quotas, and the activity of the environment's Auto Scaling group{again}",
            source: jobPage),
        CauseRule(
            .jobStuck, .says("by jobstatetimelimit"),
            remedy:
                "a time limit of the queue has ended the job: mend the cause that follows the colon, then submit it "
                + "again, or change 'job-limits'", source: jobPage),
        CauseRule(
            .other, .says("instanceinitiatedshutdown"),
            remedy:
                "the instance shut itself down, most often at the end of a boot script that failed: read its console "
                + "output and /var/log/cloud-init-output.log",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StateReason.html"),
        CauseRule(
            .other, .says("outofmemory"),
            remedy: "the container needed more memory than its job asked for: raise 'memory' of the process",
            source: "https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html"),
        CauseRule(
            .other, .says("host ec2", "terminated"), .says("spotinstancetermination"), .says("spotinstanceshutdown"),
            passes: true,
            remedy: "the instance under the job went away, as Spot instances do: have the process retried, or use "
                + "'provisioning-model: EC2'", source: "https://github.com/nextflow-io/nextflow/issues/1467"),
        CauseRule(
            .networkUnreachable,
            .all(
                .says("resourceinitializationerror"),
                .none(.says("not authorized"), .says("accessdenied"), .says("access denied"), .says("assume"))),
            .all(.says("cannotpullcontainer"), .says("timeout")),
            .all(.says("cannotpullcontainer"), .says("deadline exceeded")),
            .all(.says("cannotpullcontainer"), .says("canceled while waiting for connection")),
            remedy: "the subnets have no way to what the container needs first (images, secrets, log): give them a NAT "
                + "gateway, public addresses or interface endpoints",
            source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html"),
        CauseRule(
            .other, .all(.says("cannotpullcontainer"), .none(.says("not authorized"), .says("assume"))),
            remedy:
                "the container image cannot be fetched: check its name and tag, and that the registry lets the job's "
                + "roles read it",
            source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html"),
    ]

    private static let jobPage = "https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html"
}
