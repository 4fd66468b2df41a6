extension DiagnosticPages {
    /// The pages about warnings of a plan, which do not keep it from being applied.
    static let warnings = [
        Page(
            "invalid", "A compute environment or a queue is INVALID",
            """
            AWS Batch cannot use it; the message has Batch's reason. If an update may repair it, the plan contains one. If \
            none can, the plan contains a replacement, or is refused. 'reconcile status' shows a likely cause and what to \
            do.
            """),
        Page(
            "unknown-status", "A status that this version of reconcile does not know",
            """
            A change or a deletion of such a resource waits until AWS shows a known status, at most 'wait-timeout'. \
            Otherwise nothing happens because of it. A newer version of reconcile may know the status.
            """),
        Page(
            "deleting", "AWS is deleting a resource that the file wants",
            "apply waits until it is deleted, then creates it again."),
        Page(
            "obsolete", "Resources that the file no longer wants",
            """
            An earlier form of the file had them. They stay until 'reconcile apply --prune' or 'reconcile destroy' deletes \
            them, or because the file says so ('on-delete: retain', 'preserve-resources' or 'on_exists: ignore').
            """),
        Page(
            "deletes-data", "A file system is deleted with everything in it",
            """
            reconcile made it for 'create-efs' or 'fsx-size', and its environment or the field is gone. It is deleted after \
            the last compute environment that mounts it. Without a question that needs '--allow-data-loss' with the name of \
            the environment. 'on-delete: retain' or 'preserve-resources: True' keeps it.
            """),
        Page(
            "unowned", "A resource stays because reconcile does not own it",
            """
            It has a name of the environment, and its tags do not prove that reconcile made it. destroy leaves it alone. \
            Delete it yourself, or take it over with 'reconcile adopt' first.
            """),
        Page(
            "retained", "An environment stays although it would be deleted",
            """
            The file says 'on-delete: retain' or 'preserve-resources: True'. '--prune' reads that from tags, as it was last \
            applied. To delete the environment, change the setting and apply it first.
            """),
        Page(
            "not-created", "Parts of an environment that adopt does not create",
            "'reconcile adopt' only writes tags. 'reconcile apply' creates what does not exist."),
        Page(
            "over-capacity", "More vCPUs are in use than the new 'max-cpus' allows",
            """
            AWS refuses a maximum below the vCPUs in use. apply waits until jobs have ended and fewer are in use, at most \
            'wait-timeout'. If it takes longer, 'max-cpus' stays as it is; run apply again later.
            """),
        Page(
            "many-versions", "A launch template has as many versions as EC2 keeps",
            """
            EC2 keeps 10,000 versions of a template. Unless some were deleted, it refuses the next one. Delete old versions \
            with 'aws ec2 delete-launch-template-versions', or ask for a higher quota in Service Quotas.
            """),
        Page(
            "cost-unchecked", "'max-hourly-cost' was not checked",
            """
            The prices of the environment are not known, and nothing of it that costs changes, so the plan goes on. A plan \
            that creates it or changes what it costs would be refused ('reconcile explain cost-limit'). The \
            warning says why: AWS refuses pricing:GetProducts, the price list in us-east-1 does not answer, it has no price of \
            an instance type, or it is not there for the partition (China, GovCloud).
            """),
    ]
}
