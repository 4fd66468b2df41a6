public import ArgumentParser

/// The program: its commands and nothing else.
public struct Reconcile: AsyncParsableCommand {
    static let help = CommandHelp(
        """
        Reads the compute-envs YAML of seqerakit and the Seqera Platform CLI, compares it with what exists in AWS, \
        and makes AWS match. No state file, no platform: AWS itself is the record.
        """,
        examples: [
            .init("Check a file: no credentials, no network.", "validate --env-file env.sh envs.yml"),
            .init("Show what apply would do. Writes nothing.", "plan --env-file env.sh envs.yml"),
            .init("Try it without an account.", "apply --sandbox --yes --env-file env.sh envs.yml"),
        ],
        statuses: ExitStatusList.all)

    /// The help text and the list of commands.
    public static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Make AWS Batch match your compute-envs YAML: plan it, apply it, keep it true.",
        discussion: help.discussion, version: Version.text,
        // Each says its own name: to make one of its type's would be a sixth of the program's start.
        groupedSubcommands: [
            CommandGroup(
                name: "Preview",
                subcommands: [
                    InitCommand.self, FormatCommand.self, ValidateCommand.self, PlanCommand.self, ShowCommand.self,
                ]),
            CommandGroup(
                name: "Change",
                subcommands: [ApplyCommand.self, AdoptCommand.self, DestroyCommand.self, UnlockCommand.self]),
            CommandGroup(
                name: "Observation", subcommands: [StatusCommand.self, DoctorCommand.self, DriftCommand.self]),
            CommandGroup(
                name: "Use",
                subcommands: [
                    SubmitCommand.self, OutputCommand.self, NextflowConfigCommand.self, IAMPolicyCommand.self,
                    ExportCommand.self,
                ]),
            CommandGroup(
                name: "Reference",
                subcommands: [
                    ExplainCommand.self, InstanceTypesCommand.self, SchemaCommand.self, SelfTestCommand.self,
                ]),
        ])

    /// Makes the command.
    public init() {}
}

/// Which version this is.
enum Version {
    static let text = "0.1.0"
}
