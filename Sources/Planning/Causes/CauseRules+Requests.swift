extension CauseRules {
    /// Changes that are still under way, and resources that are still linked.
    static let modifications: [CauseRule] = [
        CauseRule(
            .queueStillLinked, .says("existing jobqueue relationship"), .says("jobqueue relationship"),
            .says("associated with", "job queue"), .says("still used by", "job queue"), passes: true,
            remedy:
                "a queue names the environment, or did until moments ago: try again in some minutes; if it stays so, take "
                + "the environment out of the order of the queues that name it",
            source: "https://github.com/azavea/raster-vision-aws/issues/28"),
        CauseRule(
            .beingModified, .says("being modified"), .says("being updated"), .says("being deleted"),
            .says("being created"),
            .says("update is in progress"), .says("operation is currently in progress"), .says("operation in progress"),
            .says("currently in deleting"), .says("multiple requests to update"), .code("ConcurrentModification*"),
            .code("OperationAborted*"), .code("EntityTemporarilyUnmodifiable"), .code("ScalingActivityInProgress"),
            .code("ResourceInUseException"), .code("ConflictingOperation*"), passes: true,
            remedy: "an earlier change is still under way: wait until it is complete, then try again",
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateComputeEnvironment.html"),
        CauseRule(
            .other, .says("valid before attaching"), passes: true,
            remedy:
                "the environment is not VALID yet: wait until it is, then attach it; if it is INVALID, mend that first",
            source: "regular expression of a generated SDK"),
    ]

    /// Quotas.
    static let quotas: [CauseRule] = [
        CauseRule(
            .other, .says("rate exceeded"), .says("too many requests"), .says("request limit exceeded"),
            .code("TooManyRequests*"), .code("Throttl*"), .code("RequestLimitExceeded"), .code("RequestThrottled*"),
            .code("SlowDown"), .code("EC2ThrottledException"), .code("BandwidthLimitExceeded"),
            .code("ProvisionedThroughputExceeded*"), .code("PriorRequestNotComplete"), .status(429), passes: true,
            remedy: "AWS gets more calls than it takes from this account: wait, then run again; '--parallelism' with a "
                + "smaller number sends fewer at once",
            source: "https://github.com/ASFHyP3/hyp3/issues/1676"),
        CauseRule(
            .quotaReached, .says("limits error"), .says("compute environments allowed"), .says("job queues allowed"),
            remedy: "Batch allows no more in this region{limit}: destroy some that are not "
                + "needed, or use another region or account",
            source: "https://github.com/hashicorp/terraform-provider-aws/pull/3862"),
        CauseRule(
            .quotaReached, .code("MaxFleetCountExceeded"), .code("MaxSpotFleetRequestCountExceeded"),
            .says("maximum", "fleet requests"),
            remedy:
                "the account's quota of fleet requests is used up: ask for a higher one, or destroy environments that "
                + "are not needed", source: "https://github.com/runs-on/runs-on/issues/88"),
        CauseRule(
            .quotaReached, .code("MaxSpotInstanceCountExceeded"), .says("spot instance count exceeded"),
            .says("spot", "quota"), .says("spot", "limit exceeded"), .code("SpotInstanceCountExceeded"),
            remedy:
                "the account's quota of Spot instance requests is used up: ask for a higher one (Service Quotas, 'All … "
                + "Spot Instance Requests', counted in vCPUs), lower 'max-cpus', or use 'provisioning-model: EC2'",
            source: "https://github.com/aws/aws-parallelcluster/issues/1115"),
        CauseRule(
            .quotaReached, .code("VcpuLimitExceeded"), .says("vcpu limit"), .says("vcpu capacity", "limit"),
            .code("InstanceLimitExceeded"), .says("instance(s) are already running"), .says("vcpu quota"),
            remedy:
                "the account's vCPU quota for this family of instances is used up{limit}: ask for a higher one "
                + "in Service Quotas ('Running On-Demand … instances'), or lower 'max-cpus'",
            source: "https://github.com/scrapoxy/scrapoxy/issues/202"),
        CauseRule(
            .quotaReached, .code("VolumeLimitExceeded"), .code("MaxIOPSLimitExceeded"), .says("volume limit exceeded"),
            .says("maximum", "storage limit"),
            remedy:
                "the account's quota of EBS storage is used up: ask for a higher one in Service Quotas, delete volumes "
                + "that are not needed, or lower 'boot-disk-size' or 'max-cpus'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .quotaReached, .code("NetworkInterfaceLimitExceeded"), .says("network interface", "limit"),
            .says("maximum", "network interfaces"),
            remedy:
                "the account's quota of network interfaces in this region is used up: ask for a higher one in Service "
                + "Quotas, or lower 'max-cpus'",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
        CauseRule(
            .quotaReached, .says("quota", "instancesessionsperinstanceprofile"),
            remedy: "an instance profile holds one role and this one has one: take the other role out first",
            source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html"),
        CauseRule(
            .quotaReached, .says("maximum policy size"), .says("policy size", "exceeded"),
            remedy: "the inline policies of a role may have 10,240 characters together: name fewer buckets in "
                + "'allow-buckets', or attach a managed policy with 'policies' under 'reconcile:'",
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
        CauseRule(
            .quotaReached, .says("quota for policiesperrole"),
            remedy:
                "a role takes only so many managed policies{limit}: attach fewer with 'policies' under 'reconcile:', or ask for a "
                + "higher quota", source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
        CauseRule(
            .quotaReached, .code("TooManyTags*"), .code("TagLimitExceeded"), .says("too many tags"),
            remedy: "a resource takes 50 tags, those that others put there included: name fewer 'labels'",
            source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"),
        CauseRule(
            .quotaReached, .says("cannot exceed quota"), .says("cannot exceed limit"),
            remedy: "a quota of IAM is used up{limit}: delete what is not needed, or ask for a higher quota",
            source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
        CauseRule(
            .quotaReached, .code("*LimitExceeded"), .code("*LimitExceededException"), .code("ServiceQuotaExceeded*"),
            .says("quota"),
            .says("reached", "limit"), .all(.says("maximum number of"), .none(.says("jobs supported"))),
            .says("limit exceeded"), .says("limit has been reached"), .says("limit is exceeded"),
            .says("exceeded", "limit"),
            remedy:
                "a quota of the account is used up: delete what is not needed, or ask for a higher one in Service Quotas",
            source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"),
    ]

    /// Names that are taken, and things that are missing or in use.
    static let names: [CauseRule] = [
        CauseRule(
            .nameTaken, .all(.code("InvalidInput"), .says("has been taken")),
            remedy: "the service-linked role exists already: nothing is to be done",
            source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html"),
        CauseRule(
            .nameTaken, .says("already exists"), .says("already in use"), .says("name", "has been taken"),
            .code("EntityAlreadyExists"), .code("ResourceAlreadyExists*"),
            .code("InvalidLaunchTemplateName.AlreadyExists*"),
            .code("InvalidGroup.Duplicate"), .code("InvalidKeyPair.Duplicate"), .code("BucketAlready*"),
            .code("FileSystemAlreadyExists"),
            remedy:
                "something of this name exists: read its tags; if it is yours, take it over with 'reconcile adopt', else "
                + "choose another 'name'", source: "https://github.com/kislyuk/aegea/issues/17"),
        CauseRule(
            .other, .code("DeleteConflict"), .says("must detach all policies"), .says("must remove roles"),
            .says("must delete policies"), passes: true,
            remedy: "IAM still counts something that hangs on it: remove what the text names, then run again",
            source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html"),
        CauseRule(
            .other, .code("MalformedPolicyDocument"), .says("malformed policy"), .says("syntax errors in policy"),
            .says("invalid principal in policy"),
            remedy: "IAM does not take the policy: check the ARNs of the file that go into it, such as roles, keys and "
                + "buckets", source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html"),
        CauseRule(
            .other, .says("scheduling-policy/", "does not exist"), .says("scheduling policy", "does not exist"),
            .says("fair share policy", "does not exist"), .says("scheduling-policy/", "not found"),
            remedy: "the scheduling policy {resource} does not exist: make it, or correct 'scheduling-policy' under "
                + "'reconcile:'",
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeSchedulingPolicies.html"),
        CauseRule(
            .other, .says("policy", "does not exist or is not attachable"), .says("policy", "does not exist"),
            .says("policy", "cannot be found"),
            remedy: "the managed policy {resource} does not exist or cannot be attached: correct its ARN",
            source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html"),
        CauseRule(
            .other, .code("NoSuchBucket"), .says("bucket does not exist"),
            remedy: "the bucket does not exist: make it, or correct its name",
            source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"),
        CauseRule(
            .other, .says("clusters can not be blank"), .says("cluster not found"),
            .says("cluster", "_batch_", "not found"),
            .code("ClusterNotFoundException"),
            needsReplacement: true,
            remedy:
                "the ECS cluster behind the environment is gone, or its instances have a wrong role: look the cluster "
                + "up; if it is gone, set 'overwrite: True' and run again to have the environment replaced, or destroy it "
                + "and apply again; else check the instance role",
            source: "https://github.com/aws-samples/aws-batch-genomics/issues/9"),
        CauseRule(
            .other, .says("compute-environment/", "does not exist"), .says("job-queue/", "does not exist"),
            remedy: "it does not exist any more: run again, which compares the file with what exists now",
            source: "https://github.com/aws/aws-parallelcluster/pull/1040"),
    ]

    /// Faults of requests.
    static let requests: [CauseRule] = [
        CauseRule(
            .other, .says("having a batch service linked role"), needsReplacement: true,
            remedy:
                "AWS cannot change this in place, because the environment's service role is not Batch's service-linked "
                + "one: set 'overwrite: True' to have the environment replaced",
            source: "https://github.com/ASFHyP3/hyp3/pull/1051"),
        CauseRule(
            .other, .says("manually scaling down compute environment is not supported"),
            remedy:
                "Batch lowers the number of vCPUs by itself when the jobs are done: raise 'max-cpus' or 'min-cpus' back, "
                + "or wait until fewer vCPUs are in use",
            source: "https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html"),
        CauseRule(
            .other, .says("invalid job reason"),
            remedy:
                "a time limit of the queue has a reason that Batch does not take: use one of the three that it accepts "
                + "('job-limits' in the file)", source: "public reference of a deployment tool"),
        CauseRule(
            .other, .says("networkconfiguration not applicable"),
            remedy: "the job definition has a member that only Fargate takes: remove it from the job definition",
            source: "public issues"),
        CauseRule(
            .other, .says("does not match regex"),
            remedy: "a value has a form that Batch refuses: correct it where it comes from, such as the job definition",
            source: "public issues"),
        CauseRule(
            .other, .says("environment healthy"), .says("jobqueue healthy"), remedy: "",
            source: "https://github.com/cloud-custodian/cloud-custodian"),
        CauseRule(
            .other, .says("not applicable for fargate"), .says("can't be updated for fargate"),
            .says("cannot both be set"), .says("must be provided for a managed"), .says("instance role is required"),
            .says("set the state to disabled first"), .says("maximum number of jobs supported"),
            .says("at least one compute-resources attribute"), .code("ValidationException"), .code("ValidationError"),
            .code("SerializationException"), .code("MissingParameter"), .code("InvalidParameter*"),
            .code("UnknownOperationException"), .code("InvalidAction"),
            remedy: "AWS does not take this request: if the text names no value of the file, report it as a fault of "
                + "reconcile, with the text",
            source: "https://github.com/aws/aws-cdk/issues/27054"),
        CauseRule(
            .other, .code("HTTP407"),
            remedy:
                "the proxy wants a user and a password: give them in the proxy's URL, in 'http_proxy' for http and in "
                + "'HTTPS_PROXY' for https", source: "https://www.rfc-editor.org/rfc/rfc9110#status.407"),
        CauseRule(
            .other, .code("HTTP30*"), .code("UnreadableAnswer"), .code("AnswerTooLarge"),
            remedy: "what answered is not AWS, or not all of it: check the endpoint, 'HTTPS_PROXY' and 'NO_PROXY', and "
                + "whether this network wants a sign-in first, then run again",
            source: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4"),
        CauseRule(
            .other, .begins("internal_error"), .code("InternalFailure"), .code("ServiceUnavailable"),
            .code("InternalError"), .code("InternalServerError"), .code("ServerException"), .status(500), .status(502),
            .status(503), .status(504), passes: true,
            remedy: "AWS failed and said nothing against the request: run again in some minutes",
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html"),
    ]
}
