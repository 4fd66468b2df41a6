extension DiagnosticPages {
    /// The pages about resources that files name or leave open, and reconcile does not make.
    static let references = [
        Page(
            "closed-port", "Security groups keep instances from a file system",
            """
            Instances mount EFS over TCP 2049, and FSx for Lustre over TCP 988 and 1018-1023 in both directions. The message \
            has the rule that is missing. A rule for a range of addresses counts, whatever the range. Without the rule no \
            instance takes jobs. reconcile changes no security group.
            """),
        Page(
            "image-mismatch", "The AMI does not fit the environment",
            """
            The AMI must be a Linux image with HVM virtualization, for the architecture of the instance types, and with an \
            EBS volume as root device. The boot disk must be at least as large as the AMI's root volume. Without this check \
            the fault shows only when an instance starts.
            """),
        Page(
            "invalid-reference", "A '@{NAME.head-queue}' that refers to no queue",
            """
            'head-queue' and 'compute-queue' of 'config-mode: manual' can refer to queues of a 'config-mode: forge' \
            environment of the same files: '@{NAME.head-queue}', '@{NAME.work-queue}' or '@{NAME.compute-queue}'. If \
            several workspaces have the name, write 'WORKSPACE/' before it. Both environments must be in one region. In \
            YAML the value needs quotes, because '@' cannot start plain text.
            """),
        Page(
            "kept-choice", "What the file leaves open stays as it is",
            """
            If no file names subnets and security groups, reconcile chooses those of the region's default VPC when it makes \
            the environment. They stay as long as they exist, so that a new subnet in the VPC replaces no instances. \
            '--refresh network' of plan and apply chooses again.

            The same holds for images: an AMI from a parameter of SSM ('ami-id: recommended') and an image that AWS Batch \
            chose stay when there are newer ones. '--refresh image' takes the newer one. It replaces the instances.

            A choice that was changed in AWS is kept as well. The next apply records it, and then it is no drift any more. \
            If the plan changes the resource for another reason too, this warning says so.
            """),
        Page(
            "key-policy", "The key of the boot disks must be open to EC2 Auto Scaling",
            """
            AWS Batch makes groups of EC2 Auto Scaling for its instances, as its user guide says ("Managed compute \
            environments"). Their service-linked role 'AWSServiceRoleForAutoScaling' may use AWS's own keys and no others. \
            If the 'kms-key' of 'boot-disk' is a key of your own, its policy must allow that role kms:Encrypt, kms:Decrypt, \
            kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey, and kms:CreateGrant if kms:GrantIsForAWSResource is true. A key of another account needs a \
            grant beside that. Otherwise EC2 takes each instance back right after its start, and jobs stay RUNNABLE.

            KMS refuses a policy that names a role that does not exist (MalformedPolicyDocumentException, 'invalid \
            principals'). In an account that never had a group of Auto Scaling make the role first, with \
            'aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com'.

            reconcile reads no policies of keys, so this is a note that comes when a key is taken into use.
            """),
        Page(
            "left-behind", "A job of 'apply --verify', or its job definition, was left",
            """
            The job definition of the head job cannot run on the work queue if it is for Fargate or for another \
            architecture. 'apply --verify' then makes one of its own (its name ends in '-verify') and removes it when the \
            job has ended. AWS did not let it. The definition costs nothing; the next 'apply --verify', 'apply --prune' or \
            'destroy' removes it.

            A job that could not be ended may still run, or wait and start later. It prints one line and ends by itself. \
            'aws batch terminate-job' ends it sooner, and so does the next 'apply --verify', once the job is older than an \
            hour and older than '--wait-timeout'.
            """),
        Page(
            "lustre-version", "An FSx file system with an old version of Lustre",
            """
            FSx gives 2.10 to most file systems that are made without a version. AWS recommends 2.15. It is not known if \
            the client of Amazon Linux 2023 mounts 2.10. UpdateFileSystem raises the version and never lowers it.
            """),
        Page(
            "network-mismatch", "Subnets, security groups, file systems and VPC do not belong together",
            """
            All subnets and security groups of an environment must be of one VPC: that of 'vpc-id' if it is given. \
            Otherwise Batch makes the environment INVALID. An EFS or FSx file system must be in that VPC too, because \
            instances cannot mount it from another one.
            """),
        Page(
            "no-default-network", "There is no network to choose",
            """
            Without 'vpc-id' and 'subnets' an environment gets the default subnets of the region's default VPC that are in \
            Availability Zones and have free addresses, and the VPC's default security group. Something of that does not \
            exist, or could not be read. Name the network in the file.
            """),
        Page(
            "no-free-addresses", "A subnet has no free addresses",
            """
            Each instance needs an address of its subnet. If instances are to start in a full subnet, that is an error. If \
            the environment's own instances may fill it, that is a note.
            """),
        Page(
            "no-mount-target", "An EFS file system has no mount target where instances start",
            """
            An instance mounts a file system through the mount target in its own Availability Zone. Without one it does not \
            join its cluster and takes no jobs. Make a mount target in each zone, or name subnets of zones that have one.
            """),
        Page(
            "not-verified", "'apply --verify' runs no job on the queues of others",
            """
            With 'config-mode: manual' the queues belong to others. reconcile makes no job definition for them, and what \
            could run there is not known. 'reconcile status' says if they take jobs. If no environment has a queue of \
            reconcile, this is a warning: then no job ran at all.
            """),
        Page(
            "reference-not-found", "Something that the file names does not exist",
            """
            Ids and names are looked up in the environment's region and in the account of the credentials. An id of \
            another region or account is not found there. Correct the field, or make what it names.
            """),
        Page(
            "reference-not-usable", "Something that the file names cannot be used now",
            "It exists, and its state keeps instances or jobs from using it. The message has the state."),
        Page(
            "wrong-region", "The bucket of the work directory is in another region",
            """
            Every task reads and writes there, which is slow and costs money across regions. Fusion Snapshots need a bucket \
            in the environment's region: with 'snapshots: True' this is an error, otherwise a warning.
            """),
        Page(
            "no-way-out", "Instances in a subnet do not reach the services that they need",
            """
            An instance joins its cluster through the ECS service, fetches images from ECR and files from S3, and writes to \
            CloudWatch Logs. A subnet needs a route to an internet gateway (and public addresses for the instances), to a \
            NAT gateway or to another network, or VPC endpoints for all these services. Without one, AWS Batch starts \
            instances that never join, and jobs stay RUNNABLE.
            """),
        Page(
            "no-egress", "No security group of an environment lets HTTPS out",
            """
            AWS's services listen on port 443. One of the groups needs an outbound rule for it; a group that was made \
            without changes lets everything out.
            """),
        Page(
            "no-storage-endpoint", "A subnet reaches S3 through a NAT gateway",
            """
            It works, and AWS charges for each gigabyte that passes the NAT gateway. A gateway endpoint for S3 in the route \
            table of the subnet costs nothing.
            """),
        Page(
            "missing-right", "The caller lacks a right that 'apply' needs",
            """
            'doctor' has IAM simulate the policies of the caller, a user or role, with the rights that 'reconcile iam-policy \
            --for apply' prints for the same files. Rights that are optional for them are left out. It is a warning: a \
            simulation can differ from what AWS does. It has no policies of a session, and none of resources, such as a \
            bucket. Give the printed policy to the caller; if a boundary or a policy of the organization denies the action, \
            change that one.
            """),
        Page(
            "rights-unknown", "It is not known if the caller may do all that 'apply' needs",
            """
            IAM simulates users and roles, and not the root user or a federated user. To ask it takes \
            iam:SimulatePrincipalPolicy on the caller, and iam:GetRole on it if it is a role. If a policy tests a fact that is \
            known only of a call, such as an address, the simulation does not decide. 'apply' says by itself what AWS denies.
            """),
        Page(
            "vcpu-quota", "An environment may use more vCPUs than the account",
            """
            EC2 limits the vCPUs that run at once in a region, by the class of instance types and by Spot or On-Demand. AWS \
            Batch makes the environment all the same; jobs beyond the quota wait. Raise the quota in Service Quotas, or \
            lower 'max-cpus' (or 'head-max-cpus' under 'reconcile:').
            """),
    ]
}
