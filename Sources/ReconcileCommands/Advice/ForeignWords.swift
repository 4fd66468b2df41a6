/// Words of Terraform, kubectl, seqerakit and Ansible, and what reconcile has in their place.
enum ForeignWords {
    /// Commands.
    static let commands: [String: String] = {
        let plan = "'reconcile plan' shows what apply would do, and writes nothing"
        let drift = "'reconcile drift' shows what was changed in AWS outside the files"
        let destroy = "'reconcile destroy' deletes what the environments of the files own"
        return [
            "diff": plan, "preview": plan, "check": plan, "refresh": drift,
            "import": "'reconcile adopt' takes over resources that exist, and shows that as a plan first",
            "delete": destroy, "down": destroy, "remove": destroy, "rm": destroy,
            "up": "'reconcile apply' makes AWS match the files",
            "deploy": "'reconcile apply' makes AWS match the files",
            "sync": "'reconcile apply' makes AWS match the files", "lint": "'reconcile validate' checks the files",
            "format": "'reconcile fmt' formats the files; 'reconcile validate --fix' corrects misspelt names",
            "get": "'reconcile status' shows the environments",
            "list": "'reconcile status' shows the environments", "ls": "'reconcile status' shows the environments",
            "state": "there is no state: AWS itself is the record; 'reconcile status' shows the environments",
            "force-unlock": "'reconcile unlock s3://BUCKET/KEY' clears a lease",
        ]
    }()

    /// Options, without their values.
    static let options: [String: String] = {
        let preview = "'reconcile plan' shows what apply would do, and writes nothing"
        let yes = "--yes (-y) answers the question"
        let prune =
            "--prune deletes the environments that no given file defines, and --allow-destroy N limits how many; "
            + "'reconcile destroy' deletes those of the files"
        return [
            "--dry-run": preview, "--dryrun": preview, "--check": preview, "--diff": preview, "-n": preview,
            "--auto-approve": yes, "-auto-approve": yes, "--force": yes, "-f": "files are named without an option",
            "--file": "files are named without an option", "--filename": "files are named without an option",
            "--delete": prune, "-destroy": "'reconcile destroy' deletes what the files' environments own",
            "--destroy": "'reconcile destroy' deletes what the files' environments own",
            "--overwrite": "--on-exists overwrite, or 'overwrite: True' in the file",
            "--targets": "--target NAME, once for each environment", "-target": "--target NAME, with two dashes",
            "-out": "--out FILE, with two dashes", "-json": "--format json", "--json": "--format json",
            "--output": "--format FORM, or --out FILE to save a plan",
            "-o": "--format FORM, or --out FILE to save a plan",
            "-detailed-exitcode": "--detailed-exitcode, with two dashes",
            "-var-file": "--env-file FILE", "--var-file": "--env-file FILE",
            "-var": "--env-file FILE, or a variable of the environment",
            "--var": "--env-file FILE, or a variable of the environment",
            "-refresh-only": "'reconcile drift' shows what was changed in AWS outside the files",
            "-parallelism": "--parallelism N, with two dashes", "-lock-timeout": "--lock-timeout TIME, with two dashes",
            "-no-color": "--color never", "--no-color": "--color never", "--debug": "-v logs every AWS call",
        ]
    }()
}
