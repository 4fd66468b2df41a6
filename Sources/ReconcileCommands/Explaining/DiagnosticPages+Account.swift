extension DiagnosticPages {
    /// The pages of diagnostics that come from reading AWS.
    static let account = [
        Page(
            "aws", "AWS, or the way to it, said no",
            "The message holds AWS's own words, the operation and, in brackets, the error's code."),
        Page(
            "aws-configuration", "The AWS configuration has a problem",
            "A variable or a line of the shared files could not be used; it is left out and the rest is used."),
        Page(
            "credentials", "'credentials' names no AWS profile",
            "Where an AWS profile has the name in 'credentials', it is used. Elsewhere the standard chain is: environment, "
                + "web identity, profiles, containers, instance metadata."),
        Page(
            "not-read", "Something that could be done without was not read",
            "Permissions or the service kept it from being read. The plan is right without it, only less is shown."),
        Page(
            "denied-read", "AWS denies something that apply has to read",
            "A step of the plan reads more than the plan did: the jobs on a compute environment before it is deleted, or "
                + "the versions of a policy. apply makes these reads before its first write and ends there if AWS denies "
                + "one. The message names the action and the resource; other credentials may be allowed both."),
        Page(
            "unmanaged-policy", "A role has policies that reconcile did not make",
            "reconcile manages the policies that it put on its roles, and a tag on the role records which. What an "
                + "administrator added beside them is shown and left alone. When the role is deleted, IAM demands that "
                + "its inline policies are deleted and its managed policies detached before; the managed policies "
                + "themselves stay."),
        Page(
            "not-available", "An environment did not become available in time",
            "With 'wait: AVAILABLE' apply succeeds only when every compute environment and queue is VALID and ENABLED. "
                + "The message has Batch's own reason, a likely cause and what to do."),
        Page(
            "queue-not-found", "A queue of a manual environment does not exist",
            "In 'config-mode: manual' both queues have to exist in the environment's region, or an environment of the same "
                + "run makes them: name its queue, or write '@{NAME.head-queue}' and '@{NAME.compute-queue}'."),
        Page(
            "queue-not-usable", "A queue of a manual environment takes no jobs",
            "Both queues have to be VALID and ENABLED; the message has Batch's reason where it gives one."),
        Page(
            "drift", "A resource is not as the last apply left it",
            "It was changed or deleted outside the files. 'reconcile drift' shows each field as it was applied and as "
                + "it is now; 'reconcile apply' puts it back."),
        Page(
            "missing-environment", "Nothing of an environment exists in AWS",
            "All of it was deleted, or it was never applied: without a state file the two look the same, and both are drift. "
                + "'reconcile apply' creates it."),
        Page(
            "under-way", "Batch is still at work",
            "Without 'wait: AVAILABLE' apply returns as soon as Batch has taken an update. 'reconcile status' shows how far "
                + "it is."),
        Page(
            "no-instance-types", "No file names an instance type",
            "'reconcile instance-types --file' lists the types that a file's environments name, and these name none."),
        Page(
            "sandbox", "A simulated account", "'--sandbox' keeps an account in a file and sends nothing to AWS."),
    ]

    /// Guards: exit status 5, and 4 for a stale plan.
    static let guards = [
        Page(
            "wrong-account", "The credentials lead to another account",
            "'account-id' under 'reconcile:' or '--account-id' names the only account that may be touched. Nothing else "
                + "was read there."),
        Page(
            "foreign-resource", "A resource that is not ours",
            "It exists under a name that the environment would use, without our ownership tags, with another owner's or "
                + "with copied ones. reconcile never writes to it. 'reconcile adopt' takes over what has no owner."),
        Page(
            "protected", "The environment is protected",
            "'protect: True' under 'reconcile:' keeps it from being deleted or replaced. Set it to False and apply first."
        ),
        Page(
            "replacement-refused", "The change takes a new compute environment",
            "AWS cannot change these fields in place. With 'overwrite: True' a successor is made, the queue moves "
                + "over, and the old environment goes when its jobs are done."),
        Page(
            "jobs-at-risk", "Jobs run that the update could end",
            "An infrastructure update replaces instances. Ways out: 'overwrite: True' lets a successor take over, "
                + "'update-strategy: in-place' lets Batch end what runs longer than 'job-timeout-minutes', or wait."),
        Page(
            "quota-exceeded", "More than AWS's limits have room for",
            "AWS Batch has 50 compute environments and 50 job queues a region and account, and does not raise that. What "
                + "exists, what the plan creates and a successor for each replacement count; what it deletes does not. "
                + "Delete what is not needed first, or use another region or account. A resource has at most 50 tags: those "
                + "that others put there count, those that begin with 'aws:' do not."),
        Page(
            "too-many-deletions", "More would go than was allowed",
            "'--allow-destroy N' is the most environments that the run may delete. Check the files, then give the number "
                + "that you mean."),
        Page(
            "foreign-queue", "A queue of another owner uses the compute environment",
            "Batch deletes no compute environment that a queue names, and reconcile never writes to a queue that is not "
                + "ours. Take the environment out of that queue, then run again."),
        Page(
            "not-pruned", "'--prune' left an environment that no given file defines",
            "'--prune' deletes only environments of the workspaces that the given files name, in the regions of those "
                + "workspaces, and none in a region in which nothing of the files exists yet: a change of a file must not "
                + "reach what others own. '--prune-scope all' deletes every environment that reconcile owns in the files' "
                + "regions and no file defines."),
        Page(
            "empty-input", "'--prune' without any environment",
            "Files without environments would mean that everything goes, which is more often a broken pipe than a wish. "
                + "'reconcile destroy' deletes what files name."),
        Page(
            "locked", "Another run holds the lease",
            "'--lock' lets one run work at a time. Wait with '--lock-timeout 10m', or, where that run is dead, let its lease "
                + "end by itself after two minutes or clear it with 'reconcile unlock'."),
        Page(
            "usage", "Options that do not go together", "Exit status 64; the message says which and why."),
        Page(
            "stale-plan", "AWS or the file is not what the plan was made for",
            "What was agreed on is not what would be done now, so nothing was done. Look at the new plan."),
    ]
}
