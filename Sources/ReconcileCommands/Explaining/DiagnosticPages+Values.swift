extension DiagnosticPages {
    /// The pages about values of fields.
    static let values = [
        Page(
            "missing-field", "A required field is missing",
            "The environment cannot be made without it, and no default is right for everyone. The message says what it takes.",
            example: Example("max-cpus:", "max-cpus: 64")),
        Page(
            "wrong-type", "A value has another type than the field takes",
            """
            The field decides how its value is read: '017' stays text in a field for text, and 'yes' is True in a field \
            for True or False. The message says what the field takes.
            """, example: Example("max-cpus: many", "max-cpus: 64")),
        Page(
            "out-of-range", "A number that AWS or the Seqera Platform does not take",
            "The message names the range, or the end of it that the number passes.",
            example: Example("boot-disk-size: 4", "boot-disk-size: 100")),
        Page(
            "unsupported-value", "A value that the field does not take here",
            """
            The field takes one of the values in the message. Some values exist and are refused all the same, because \
            AWS Batch takes no such instances or could not update the environment; the message says so.
            """, example: Example("provisioning-model: FARGATE", "provisioning-model: SPOT")),
        Page(
            "invalid-value", "A text does not have the form that the field needs",
            """
            The message says what form is expected. It is checked before AWS is called, so that an apply does not fail \
            half-way.
            """, example: Example("vpc-id: subnet-0123456789abcdef0", "vpc-id: vpc-0123456789abcdef0")),
        Page(
            "unsupported-platform", "An environment of another platform",
            "reconcile makes environments for AWS Batch only. '--ignore-unsupported' skips the others.",
            example: Example("type: google-batch", "type: aws-batch")),
        Page(
            "unsupported-field", "A field that this version cannot carry out",
            """
            'validate' accepts the field, because it is valid for the Seqera Platform. 'plan' and 'apply' refuse it, \
            because otherwise the file would ask for something that does not happen. The message says what to use \
            instead.
            """, example: Example("fusion: True", "wave: True\nfusion-v2: True")),
        Page(
            "invalid-label", "A label that cannot become a tag",
            """
            Labels become tags of AWS. A label is 'key=value': at most 127 characters before the '=' and 256 after it, of \
            letters, digits, spaces and _ . : / = + - @. No key begins with 'aws:' or 'reconcile:'. An environment has \
            at most 40 labels, because AWS allows 50 tags and reconcile adds its own. A label without a value is a \
            warning, and so is a key that the Seqera Platform refuses.
            """, example: Example("labels: genomics", "labels: team=genomics")),
        Page(
            "duplicate-label", "A label key is given twice",
            "A tag key has one value, and for the tags of IAM roles 'Name' and 'name' are one key. Remove one of the two.",
            example: Example("labels: team=a,team=b", "labels: team=a,project=b")),
        Page(
            "duplicate-value", "A list has a value twice",
            """
            The second one has no effect. If 'env' gives a job the same variable twice, it is not defined which value \
            the job gets. Remove one of the two.
            """, example: Example("allow-buckets: s3://acme,s3://acme", "allow-buckets: s3://acme")),
        Page(
            "duplicate-environment", "Two environments are the same one",
            """
            Region, workspace and name identify an environment. Either the two agree in all three, or the hash of the \
            three is the same, so that both would have the same names in AWS. Rename one; the note points at the other.
            """),
    ]
}
