import ArgumentParser

/// Which files, and how they are read.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("YAML files, directories of them, or '-' for standard input.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var files: [String]

    @Option(
        name: .customLong("env-file"),
        help: ArgumentHelp(
            "File of variables for $VAR: shell exports, dotenv or a YAML map. Repeatable; wins over the environment.",
            valueName: "file"), completion: .file())
    var envFiles: [String] = []

    @Option(
        name: .customLong("env-allow"),
        help: ArgumentHelp(
            "Let files use this variable of the environment although its name says that it holds a secret. Repeatable.",
            valueName: "name"), completion: Completions.secretVariables)
    var allowedVariables: [String] = []

    @Flag(
        name: .customLong("env-files-only"),
        help: "Take variables from env files alone, not from the environment: for pull requests of strangers.")
    var envFilesOnly = false

    @Option(
        name: .customLong("target"),
        help: ArgumentHelp("Only the environment of this name (or compute-envs=NAME). Repeatable.", valueName: "name"),
        completion: Completions.environments)
    var targets: [String] = []

    @Flag(help: "Skip environments of other platforms than AWS Batch with a note instead of an error.")
    var ignoreUnsupported = false

    @Flag(help: "Let a file name other files outside the folders that are given.")
    var allowExternalFiles = false

    func validate() throws {
        guard !envFilesOnly || allowedVariables.isEmpty else {
            throw ValidationError(
                "'--env-files-only' takes no variable from the environment, and '--env-allow' lets files use one; remove one of the two"
            )
        }
    }

    /// Which options were given that have their say when a plan is made, and none after it.
    var planningOptions: [String] {
        [
            ("--env-file", !envFiles.isEmpty), ("--env-allow", !allowedVariables.isEmpty),
            ("--env-files-only", envFilesOnly), ("--target", !targets.isEmpty),
            ("--ignore-unsupported", ignoreUnsupported), ("--allow-external-files", allowExternalFiles),
        ].filter(\.1).map(\.0)
    }
}
