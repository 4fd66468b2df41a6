extension DiagnosticPages {
    /// The pages about values of fields.
    static let values = [
        Page(
            "missing-field", "A field that must be there",
            "Without it the environment cannot be made, and there is no default that would be right for everybody."),
        Page(
            "wrong-type", "A value of another kind than the field takes",
            "The field decides how its value is read, so '017' stays a text where a text belongs, and 'yes' is a truth "
                + "value where one belongs."),
        Page(
            "out-of-range", "A number beyond what AWS or the Platform takes",
            "The message names the range, or the end of it that was crossed."),
        Page(
            "unsupported-value", "A word that the field does not know",
            "The field takes one of the words in the message. A value that is known but belongs to another platform says "
                + "so."),
        Page(
            "invalid-value", "A text that has not the form that AWS demands",
            "The message says what is expected. It is checked here, because AWS would refuse it in the middle of an apply."
        ),
        Page(
            "unsupported-platform", "An environment of another platform",
            "reconcile works on AWS Batch alone. '--ignore-unsupported' skips the others, for files that hold several."),
        Page(
            "unsupported-field", "A field that cannot be carried out",
            "What a file asks for and nothing would do is an error, not silence; the message says what to use instead."),
        Page(
            "invalid-label", "A label that AWS takes for no tag",
            "Labels become tags: at most 127 characters before the '=' and 256 behind it, letters, digits, spaces and "
                + "_ . : / = + - @, and no key that begins with 'aws:'. At most 50 tags, of which reconcile needs a few."
        ),
        Page(
            "duplicate-label", "A label key is given twice",
            "A tag key has one value, and for the tags of IAM roles 'Name' and 'name' are one key. Remove one of the two."
        ),
        Page(
            "duplicate-value", "A list names a value twice",
            "The second one has no effect. Of a variable that 'env' gives a job twice nothing says which value it gets."
        ),
        Page(
            "duplicate-environment", "Two environments are the same one",
            "Region, workspace and name make an environment; these two agree in all three, or the hash of the three is the "
                + "same, so that both would have the same names in AWS. One would overwrite the other. The note points at "
                + "the other one."),
    ]

    /// The pages about fields that depend on each other.
    static let rules = [
        Page(
            "conflicting-fields", "Two settings that exclude each other",
            "One of them has to go; the message names the rule and where it comes from."),
        Page(
            "missing-requirement", "A setting that needs another one",
            "Seqera's compatibility matrix: for example Fusion v2 needs Wave, and Snapshots need Fusion v2 on Spot "
                + "Instances. The place is the setting that asks for it; where the other one is given and off, a note points "
                + "there."),
        Page(
            "cost", "A setting that is billed although nothing runs",
            "'min-cpus' above zero keeps instances running day and night, also while the environment is disabled."),
        Page(
            "deprecated", "A setting that goes out of use",
            "Seqera's documentation says so; the message names what to use instead, and whether plan and apply still take "
                + "it."),
        Page(
            "agent-setting", "A line of 'ecs-config' sets what AWS Batch sets",
            "AWS Batch writes its own lines into /etc/ecs/ecs.config: the cluster, the logging drivers, the clean-up of "
                + "images and the reserved memory. With another cluster an instance gets no jobs, and without 'awslogs' "
                + "jobs have no logs: both are errors. For the other names it is not documented whose line counts."),
        Page(
            "user-data-size", "User data that is longer than EC2 takes",
            "EC2 takes 16,384 bytes of user data, before base64, and AWS Batch adds more lines. Most of it is the "
                + "script that reconcile writes; 'ecs-config' is the part that grows. Shorten it, or put its lines into "
                + "/etc/ecs/ecs.config of an image of your own."),
        Page(
            "role-policies", "A role with more managed policies than IAM attaches",
            "IAM attaches 10 managed policies to a role. 'policies' counts, and so do the policies of 6,144 characters that "
                + "reconcile makes if the rights on the buckets of 'allow-buckets' do not fit into the role's 10,240 "
                + "characters of inline policies."),
        Page(
            "ignored-field", "A setting without any effect here",
            "Another setting of the environment makes it meaningless. Remove it, so that the file says what happens."),
        Page(
            "folder-not-limited", "A folder in a bucket that is allowed as a whole",
            "'allow-buckets: s3://bucket/folder' allows that folder only, unless the same bucket is named without a folder "
                + "or is the bucket of 'work-dir', which is always allowed as a whole. Remove the folder, or keep the "
                + "work directory in another bucket."),
        Page(
            "studios", "Studios do not work with this work directory",
            "Seqera Studios need a work directory on S3; pipelines run on EFS all the same."),
        Page(
            "unknown-region", "A region that this version of reconcile does not know",
            "AWS opens new regions, so this is only a warning; where the name is a typing error, no endpoint will answer. "
                + "The list is that of AWS's own SDK for Python."),
        Page(
            "unknown-instance-type", "An instance type that the built-in catalogue does not have",
            "A size that EC2 never had is an error. A family may be younger than the catalogue, so offline it is a warning, "
                + "and plan and apply ask EC2. 'reconcile instance-types' shows the catalogue and its date."),
        Page(
            "instance-type-not-offered", "EC2 does not offer an instance type in the region",
            "Batch would refuse the environment, or wait for ever for instances. Name a type that the region has."),
        Page(
            "no-spot", "Instances that EC2 does not sell as Spot Instances",
            "In an environment with 'provisioning-model: SPOT' none of them would ever start."),
        Page(
            "small-max-cpus", "Fewer vCPUs than the smallest instance has",
            "AWS Batch goes over 'max-cpus' by one instance at most, so the environment has one instance or none. "
                + "Raise 'max-cpus', or name smaller instance types."),
        Page(
            "missing-driver", "Instances with GPUs or accelerators that the image has no drivers for",
            "AWS Batch's image ECS_AL2023 is for instances without GPUs: set 'gpu: True' for NVIDIA's GPUs on x86-64. For "
                + "other GPUs and for Inferentia and Trainium, give an image with their drivers as 'ami-id'."),
        Page(
            "snapshot-fitness", "Instances that may be too slow to save a Fusion snapshot",
            "EC2 gives 120 s before it takes a Spot Instance back, and memory leaves at the bandwidth that EC2 guarantees: "
                + "up to 5 GiB for each Gbps. It is advice: a job that uses less memory than its instance has is safe "
                + "longer, and burst bandwidth often lasts. 'reconcile instance-types --snapshots' lists what fits."),
        Page(
            "secret-in-config", "A Nextflow configuration that holds a secret",
            "The file that 'nextflow-config' names holds the value of a variable that is a secret. It would be masked, and "
                + "the configuration would be another one. Use Nextflow's secrets in the file."),
        Page(
            "missing", "An environment that does not exist, or only in part",
            "'reconcile output' prints the values of a whole environment only. Run 'reconcile apply' first."),
        Page(
            "platform-only", "Fields that only the Seqera Platform acts on",
            "They are accepted, so that one file serves both tools. They change nothing in AWS, and 'reconcile nextflow-config' "
                + "has no use for them."),
    ]
}
