public import ArgumentParser

/// The program: its commands and nothing else.
public struct Reconcile: AsyncParsableCommand {
    /// What the help says, and which commands there are.
    public static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Make AWS Batch match your compute-envs YAML: plan it, apply it, keep it true.",
        discussion: ExitStatusList.all.discussion(
            """
            Reads the compute-envs YAML of seqerakit and the Seqera Platform CLI, compares it with what exists in AWS, \
            and makes AWS match. No state file, no platform: AWS itself is the record.

            Try everything without an account: reconcile apply --sandbox examples/aws_fusion_snapshots.yml \
            --env-file examples/env.sh
            """),
        version: Version.text,
        // Each says its own name: to make one of its type's would be a sixth of the program's start.
        subcommands: [
            Validate.self, PlanCommand.self, Show.self, Apply.self, Destroy.self, Adopt.self, Drifting.self,
            Status.self,
            Unlock.self, InstanceTypesCommand.self, Explain.self, Schema.self,
        ])

    /// Makes the command.
    public init() {}
}

/// Which version this is.
enum Version {
    static let text = "0.1.0"
}
