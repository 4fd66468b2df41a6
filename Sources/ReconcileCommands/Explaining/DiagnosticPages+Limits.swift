extension DiagnosticPages {
    /// The pages about numbers that a plan may not pass.
    static let limits = [
        Page(
            "quota-exceeded", "A plan needs more than a limit allows",
            """
            AWS Batch allows 50 compute environments and 50 job queues in a region of an account, and does not raise that. \
            What exists counts, what the plan creates, and a new compute environment for each replacement; what the plan \
            deletes does not. Delete something first, or use another region or account. A resource has at most 50 tags: \
            those of others count, those that begin with 'aws:' do not. A run plans for at most 2,000 environments; give \
            the files in parts.
            """),
        Page(
            "too-many-deletions", "More environments would be deleted than was allowed",
            """
            '--allow-destroy N' is the most environments that a run may delete. Without a terminal to ask at, '--prune' \
            deletes none without it. Check the files, then give the number that you expect.
            """),
        Page(
            "data-loss", "A file system would be deleted with everything in it",
            """
            'destroy' and '--prune' delete the file systems that 'create-efs' and 'fsx-size' made. Nothing brings their data \
            back, so a run that asks no person does it only with '--allow-data-loss NAME', where NAME is the environment. \
            Copy what you need first. To keep the environment with its file system, set 'on-delete: retain' under \
            'reconcile:'. If its file is gone, leave '--prune' out, or put the environment back into a file with that \
            setting and apply it: '--prune' reads the setting from tags.
            """),
    ]
}
