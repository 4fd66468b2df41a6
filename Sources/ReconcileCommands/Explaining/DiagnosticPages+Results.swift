extension DiagnosticPages {
    /// The pages about the state of environments after an apply.
    static let results = [
        Page(
            "not-available", "An environment is not AVAILABLE",
            """
            With 'wait: AVAILABLE' apply succeeds only if every compute environment and queue is VALID and ENABLED. The \
            message has Batch's reason, a likely cause and what to do. 'reconcile submit' starts nothing in an environment \
            that is not AVAILABLE, since the job would wait or be refused: 'reconcile status' says why, and 'reconcile \
            apply' makes what is missing.
            """),
        Page(
            "queue-not-found", "A queue of a manual environment does not exist",
            """
            In 'config-mode: manual' both queues have to exist in the environment's region, or an environment of the same \
            run has to make them. Correct the name, or refer to the other environment with '@{NAME.head-queue}' and \
            '@{NAME.compute-queue}'.
            """),
        Page(
            "queue-not-usable", "A queue of a manual environment takes no jobs",
            "Both queues have to be VALID and ENABLED. The message has Batch's reason if it gives one."),
        Page(
            "drift", "A resource is not as the last apply left it",
            """
            It was changed or deleted outside the files, or its tags of reconcile were removed. 'reconcile drift' shows \
            each field as it was applied and as it is now. 'reconcile apply' puts back what was changed or deleted. \
            Subnets, security groups and AMIs that the file leaves open it keeps as they are and records them, so that they \
            are drift only until then. With 'on_exists: ignore' apply leaves all changes as they are and records nothing, \
            so that they stay drift until they are undone. \
            'reconcile adopt' takes over what lost its tags. A queue of a manual environment is yours to create.
            """),
        Page(
            "missing-environment", "Nothing of an environment exists in AWS",
            """
            All of it was deleted, or it was never applied. Without a state file the two look the same, and both are \
            drift. 'reconcile apply' creates it; the queues of a manual environment are yours to create.
            """),
        Page(
            "under-way", "AWS is still at work on a resource",
            """
            Before an apply: AWS carries out an earlier change. If the plan changes the resource too, apply waits until AWS \
            is done. After an apply: without 'wait: AVAILABLE' apply returns as soon as Batch has accepted an update. \
            'reconcile status' shows how far it is.
            """),
    ]
}
