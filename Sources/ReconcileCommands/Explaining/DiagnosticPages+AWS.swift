extension DiagnosticPages {
    /// The pages about calls to AWS and their credentials.
    static let aws = [
        Page(
            "aws", "AWS refused a call, or could not be reached",
            """
            The message has the operation, the code of the error and AWS's own words. If a likely cause is known, it says \
            what to do. Missing and expired credentials are reported here too. '-v' logs every call with its request id.
            """),
        Page(
            "error", "The command cannot be carried out",
            """
            For example, a file cannot be written, a saved plan is damaged, or there is no terminal to ask a question at. \
            The message says what is wrong and what to do.
            """),
        Page(
            "aws-configuration", "The AWS configuration has a problem",
            """
            A variable or a line of the shared AWS files cannot be used. It is left out, and the rest is used. Correct it; \
            the message names the place.
            """),
        Page(
            "credentials", "'credentials' names no AWS profile, or more than one",
            """
            If an AWS profile has the name that 'credentials' gives, reconcile uses that profile. Otherwise it tries, in \
            this order: the environment, web identity, the profile of AWS_PROFILE or 'default', the container, and the \
            instance metadata. '--profile' wins over all of them. A run uses all profiles that the environments name; \
            profiles of one account count as one, and the first is used. 'submit' takes one environment, so it takes one \
            profile: name the environment, or choose it with '--target'.
            """),
        Page(
            "several-accounts", "A saved plan holds one account",
            """
            The environments of the files are in several accounts, and 'plan --out' saves the plan of one. Save a plan for \
            each account with '--target', or apply the files with '--expect-plan' and the plan-id that 'plan' showed: \
            without '--out', 'plan' and the other commands take several accounts in one run.
            """),
        Page(
            "not-read", "Something optional could not be read",
            """
            AWS denied a read, or did not answer it. The plan goes on without it: what was not read is not counted, not \
            checked, or not found for deletion. The message says what, and which permission helps.
            """),
        Page(
            "denied-read", "AWS denies something that apply has to read",
            """
            A step of the plan reads more than the plan did, such as the jobs on a compute environment before it is \
            deleted, or the versions of a policy. apply makes these reads before its first write, and ends there if AWS \
            denies one. The message names the action and the resource. Grant it, or use other credentials.
            """),
        Page(
            "unmanaged-policy", "A role has policies that reconcile did not make",
            """
            reconcile manages the policies that it put on its roles; a tag on the role lists them. What an administrator \
            added is shown and left alone. IAM deletes a role only if it has no policies. So if the role is deleted, \
            reconcile deletes its inline policies and detaches its managed policies, which stay.
            """),
        Page(
            "sandbox", "A simulated account",
            """
            '--sandbox' keeps a simulated account in a file and sends nothing to AWS. What the files name, such as subnets \
            and roles, exists in it.
            """),
    ]
}
