extension DiagnosticPages {
    /// The pages about fields that depend on each other.
    static let rules = [
        Page(
            "conflicting-fields", "Two settings exclude each other",
            "Remove or change one of them. The message names the rule and its source.",
            example: Example("max-cpus: 64\nmin-cpus: 128", "max-cpus: 64\nmin-cpus: 0")),
        Page(
            "missing-requirement", "A setting needs another one",
            """
            For example, Fusion v2 needs Wave, and Fusion Snapshots need Fusion v2; most of these rules are from Seqera's \
            compatibility matrix. The message points at the setting that has the need. If the file turns the other one \
            off, a note points there.
            """, example: Example("fusion-v2: True", "fusion-v2: True\nwave: True")),
        Page(
            "cost", "A setting costs money although no job runs",
            """
            'min-cpus' above zero keeps instances running day and night, also if the environment is disabled. With \
            'min-cpus: 0' instances run only if there are jobs.
            """, example: Example("min-cpus: 4", "min-cpus: 0")),
        Page(
            "deprecated", "A setting is deprecated",
            """
            Seqera's documentation says so. The message names what to use instead, and says if plan and apply still take \
            the setting.
            """, example: Example("fusion: True", "fusion-v2: True\nwave: True")),
        Page(
            "agent-setting", "A line of 'ecs-config' sets what it must not set",
            """
            AWS Batch writes its own lines into /etc/ecs/ecs.config. With another ECS_CLUSTER an instance gets no jobs, \
            and without 'awslogs' among the logging drivers jobs have no logs: both are errors. If you set another name \
            that AWS Batch sets, that is a warning, because it is not documented which line counts. A name that makes a \
            shell or a program loader run something, such as LD_PRELOAD, is an error. Remove the line.
            """),
        Page(
            "user-data-size", "User data that is longer than EC2 takes",
            """
            EC2 takes 16,384 bytes of user data, before base64, and AWS Batch adds more lines. Most of it is reconcile's \
            script; 'ecs-config' is the part that can grow. Shorten it, or put its lines into /etc/ecs/ecs.config of an \
            image that you give as 'ami-id'.
            """),
        Page(
            "head-job-size", "A job definition that is longer than AWS Batch takes",
            """
            AWS Batch takes fewer than 24 KiB. The head job's definition has the texts of 'pre-run', 'post-run' and the \
            Nextflow configuration in base64, and 'env' and 'labels' beside them; the message has the bytes of each. \
            Shorten them, or have 'pre-run' fetch what is long from S3. For more configuration, keep it in the pipeline.
            """),
        Page(
            "role-policies", "A role with more policies than IAM takes",
            """
            A role has at most 10 managed policies and 10,240 characters of inline policies. 'policies' counts. If the \
            rights on the buckets of 'allow-buckets' do not fit inline, reconcile puts them into managed policies of \
            6,144 characters, which count too; 'kms-keys' stay inline. Name fewer, or join them into one policy under \
            'policies'.
            """),
        Page(
            "ignored-field", "A setting has no effect here",
            "Another setting of the environment makes it meaningless. Remove it, so that the file says what happens.",
            example: Example(
                "provisioning-model: EC2\nreconcile:\n  head-max-cpus: 8",
                "provisioning-model: SPOT\nreconcile:\n  head-max-cpus: 8")),
        Page(
            "folder-not-limited", "A folder in a bucket that is allowed as a whole",
            """
            'allow-buckets: s3://bucket/folder' allows that folder only, unless the same bucket is named without a folder \
            or is the bucket of 'work-dir', which is always allowed as a whole. Remove the folder, or keep the work \
            directory in another bucket.
            """,
            example: Example(
                "work-dir: s3://acme/work\nallow-buckets: s3://acme/genomes",
                "work-dir: s3://acme/work\nallow-buckets: s3://acme-genomes")),
        Page(
            "studios", "A work directory on which Seqera Studios do not work",
            "Studios need a work directory on S3. Pipelines also run on EFS.",
            example: Example(
                "work-dir: /mnt/efs/work\nefs-id: fs-0123456789abcdef0\nefs-mount: /mnt/efs",
                "work-dir: s3://acme/work\nefs-id: fs-0123456789abcdef0\nefs-mount: /mnt/efs")),
        Page(
            "unknown-region", "A region that this version of reconcile does not know",
            """
            AWS opens new regions, so this is only a warning. If the name is a typing error, the calls to AWS fail. The \
            list is that of AWS's SDK for Python.
            """, example: Example("region: eu-west-9", "region: eu-west-1")),
        Page(
            "secret-in-config", "A Nextflow configuration holds a secret",
            """
            The file that 'nextflow-config' names holds the value of a variable that is a secret. It would be masked, and \
            the configuration would be another one. Use Nextflow's secrets in the file.
            """),
        Page(
            "missing", "An environment does not exist, or only in part",
            "'reconcile output' prints the values of a whole environment only. Run 'reconcile apply' first."),
        Page(
            "no-head-job", "An environment has no job definition for a head job",
            """
            'reconcile submit' starts the job definition that reconcile makes with 'config-mode: forge'. With \
            'config-mode: manual' it makes nothing: run Nextflow with the configuration that 'reconcile \
            nextflow-config' prints.
            """),
        Page(
            "share-needed", "A job needs a share identifier",
            """
            Without Spot, head jobs run in the work queue. If that has a fair-share policy with several shares, AWS Batch \
            takes no job without one of them: name it with '--share'.
            """),
        Page(
            "arguments-too-long", "Arguments that AWS does not take with a job",
            """
            What a job sets beside its definition has at most 8,192 characters, and AWS Batch lets a job fail that has \
            more. Put the parameters of the pipeline into a file on S3, and name it with '-params-file'.
            """),
        Page(
            "unclear", "It is not known if a job was submitted",
            """
            The call was sent and its answer was lost. It is not sent again, because that could start the pipeline twice. \
            Look for the job's name in the queue, and submit it again if it is not there.
            """),
        Page(
            "platform-only", "Fields that only the Seqera Platform uses",
            """
            They are accepted, so that one file serves both tools. They change nothing in AWS, and 'reconcile \
            nextflow-config' has no use for them.
            """),
    ]
}
