extension DiagnosticPages {
    /// The pages of guards, which end with exit status 5, and 4 for a stale plan.
    static let guards = [
        Page(
            "wrong-account", "The credentials are for another account",
            """
            'account-id' under 'reconcile:', '--account-id' or the saved plan names the only account that may be changed. \
            Nothing else was read in the other one. Use credentials of the right account, or correct the number.
            """),
        Page(
            "foreign-resource", "reconcile does not own a resource",
            """
            It exists under a name that the environment would use, and its tags do not prove that reconcile made it for \
            this environment: they are missing, copied, or those of another owner. reconcile never changes such a \
            resource. 'reconcile adopt' takes over one that has no owner. Otherwise rename the environment or remove the \
            resource.
            """),
        Page(
            "protected", "The environment is protected",
            """
            'protect: True' under 'reconcile:' keeps an environment from being deleted or replaced. Set it to False in the \
            file. '--prune' reads the setting from tags: put the environment back into a file, set it to False, apply, and \
            then prune.
            """),
        Page(
            "replacement-refused", "The change needs a new compute environment",
            """
            AWS cannot change these fields in place, 'update-strategy: blue-green' asks for a new environment, or the \
            environment is INVALID and no update repairs it. With \
            'overwrite: True' reconcile creates a new compute environment, moves the queue to it, and deletes the old one \
            after its jobs have ended. Otherwise take the change back. If 'update-strategy: blue-green' is the reason, \
            'auto' or 'in-place' lets AWS Batch replace the instances of the environment instead. A resource whose name cannot change, such as a \
            queue, is never replaced: destroy the environment and apply again.
            """),
        Page(
            "jobs-at-risk", "Jobs run that the update could end",
            """
            An infrastructure update replaces instances. There are three ways out. 'overwrite: True' creates a new compute \
            environment beside the old one. 'update-strategy: in-place' lets Batch end jobs that run longer than \
            'job-timeout-minutes'. Or wait until the jobs have ended. If AWS does not say how many jobs run, some may.
            """),
        Page(
            "cost-limit", "An hour may cost more than the file allows",
            """
            'max-hourly-cost' under 'reconcile:' limits what an hour of the environment may cost. The bound is for the hour \
            in which all its compute environments run as many vCPUs as they may, each at the highest price of the allowed \
            instance types, and each with one instance more, by which AWS Batch may exceed the maximum. Spot Instances count \
            at 'bid-percentage' of the On-Demand price (100 if it is not given), which they never exceed. Lower 'max-cpus' \
            or 'head-max-cpus', name cheaper types, or raise the limit. If prices cannot be read, the bound is unknown, and \
            a plan that creates the environment or changes what it costs is refused as well: allow pricing:GetProducts, let the price list in us-east-1 be reached, or take the limit out. \
            Disks, networks, logs and discounts are not counted, nor that old and new run side by side for a while when a \
            compute environment is replaced.
            """),
        Page(
            "foreign-queue", "Something else uses a resource that would be deleted",
            """
            Batch deletes no compute environment that a queue names, and no scheduling policy that a queue uses. Either \
            reconcile does not own that queue and never changes it, or another environment of the files names the queue \
            that would be deleted. Take the resource out of there, then run again.
            """),
        Page(
            "not-pruned", "'--prune' left an environment that no given file defines",
            """
            '--prune' deletes only environments of the workspaces that the given files name, in the regions of those \
            workspaces. It deletes none in a region in which nothing of the files exists yet. So a change of a file does \
            not reach what other teams own. '--prune-scope all' deletes every environment that reconcile owns in the files' \
            regions and no given file defines.
            """),
        Page(
            "empty-input", "'--prune' without any environment",
            """
            With no environment in the files '--prune' would delete everything. That is more often a mistake, such as a \
            wrong file, than a wish. 'reconcile destroy' deletes the environments that files name.
            """),
        Page(
            "locked", "Another run holds the lease",
            """
            With '--lock' one run works at a time. Wait with '--lock-timeout 10m'. If the other run is dead, its lease ends \
            two minutes after it was last renewed; 'reconcile unlock' ends it now.
            """),
        Page(
            "usage", "Options that do not go together",
            "The message says which options, and why. The exit status is 64."),
        Page(
            "stale-plan", "AWS or the file has changed since the plan was made",
            """
            The plan that was agreed on is not what apply would do now, so nothing was changed. Look at the new plan and \
            agree to it again.
            """),
    ]
}
