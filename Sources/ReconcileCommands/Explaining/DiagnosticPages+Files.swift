extension DiagnosticPages {
    /// The pages about files, blocks and names.
    static let files = [
        Page(
            "unknown-field", "A field that does not exist",
            """
            The names are those of 'tw compute-envs add aws-batch', and those that seqerakit and reconcile add. If a name \
            is close to a known one, that is suggested, and 'validate --fix' writes it. A field may exist only in the \
            other 'config-mode'. 'explain FIELD' says what a field means.
            """, example: Example("max-cpu: 64", "max-cpus: 64")),
        Page(
            "unknown-block", "A top-level key that is not a block of seqerakit",
            """
            reconcile reads 'compute-envs:' and skips seqerakit's other blocks. Any other key is most likely a typing \
            error, or a field of an environment that lost its indentation. Correct or remove it.
            """, example: Example(file: "compute-environments: []", "compute-envs: []")),
        Page(
            "skipped-blocks", "Blocks of seqerakit that reconcile does not read",
            """
            Organizations, teams, workspaces and so on belong to the Seqera Platform. They may stay in the file, for \
            seqerakit.
            """, example: Example(file: "teams: []\ncompute-envs: []", "compute-envs: []")),
        Page(
            "skipped-environment", "An environment of another platform is skipped",
            "'--ignore-unsupported' is given, so environments that are not for AWS Batch are left to other tools."),
        Page(
            "skipped-file", "A YAML file of another tool in a directory is skipped",
            """
            Of a directory every *.yml and *.yaml file is read, also in its folders, except names that start with a dot. \
            A file without any block of seqerakit is skipped. A file that cannot be read, or that looks like one of \
            environments, is an error: if it were skipped, '--prune' would delete its environments. A file that is given \
            by name is always read.
            """),
        Page(
            "no-environments", "No file has a 'compute-envs:' block",
            "There is nothing to compare AWS with. If no environment is intended, write 'compute-envs: []'.",
            example: Example(file: "teams: []", "compute-envs: []")),
        Page(
            "file-not-found", "A file does not exist",
            """
            A path in a file is looked up in the folder of that file, then in the working directory. A path on the \
            command line is relative to the working directory.
            """),
        Page(
            "file-unreadable", "A file cannot be read",
            "It is a directory, too large, not UTF-8 text, or its permissions forbid it. The message says which."),
        Page(
            "external-file", "A path leads out of the folders that may be read",
            """
            A file from elsewhere must not make reconcile read any file of this machine. So a path in a file leads only \
            into the folder of that file, the working directory and the folders that are given, and never below '.git'. The \
            same holds for links. '--allow-external-files' permits more.
            """),
        Page(
            "unknown-target", "'--target' names no environment",
            "No environment of the files has this name. The message lists the names that exist."),
        Page(
            "no-instance-types", "The environments of the file name no instance types",
            """
            'reconcile instance-types --file' lists the types that a file's environments name. Add 'instance-types' to \
            one, or give names instead of '--file'.
            """),
    ]
}
