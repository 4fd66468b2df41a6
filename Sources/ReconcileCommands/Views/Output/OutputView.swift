import BatchForge
import Diagnostics
import ResourceModel

/// The outputs of environments, for people and for shells.
struct OutputView {
    let outputs: [EnvironmentOutput]

    /// Text for people.
    var text: String { outputs.map(lines).map(\.joinedLines).joined(separator: "\n\n") }

    private func lines(_ output: EnvironmentOutput) -> [String] {
        let entries = Self.entries(output).filter { !$0.value.isEmpty }
        let labels = entries.map { $0.name.lowercased().replacing("_", with: " ") }
        let width = labels.map(\.count).max() ?? 0
        return ["\(output.key.heading)  \(output.key.region)  \(output.accountID)"]
            + zip(labels, entries).filter { !Self.inTitle.contains($1.name) }.map { label, entry in
                "    \(label)\(String(repeating: " ", count: width - label.count))  \(entry.value)"
            }
    }

    private static let inTitle = ["ENVIRONMENT", "WORKSPACE", "ENVIRONMENT_REGION", "ENVIRONMENT_ACCOUNT_ID"]

    /// Assignments for a shell; of one environment, because each has the same names. A value that the environment does
    /// not have is empty, so that a script with `set -u` goes on.
    static func shell(_ output: EnvironmentOutput) -> String {
        entries(output).map { "RECONCILE_\($0.name)=\(ShellWord.plain($0.value))" }.joinedLines
    }

    /// The values by their names in a shell. Region and account are not named as options of reconcile are.
    private static func entries(_ output: EnvironmentOutput) -> [(name: String, value: String)] {
        let environments = output.computeEnvironments
        let (efs, fsx) = (output.elasticFileSystem, output.lustreFileSystem)
        return [
            ("ENVIRONMENT", output.key.name), ("WORKSPACE", output.key.workspace ?? ""),
            ("ENVIRONMENT_REGION", output.key.region), ("ENVIRONMENT_ACCOUNT_ID", output.accountID),
        ] + named("HEAD_QUEUE", output.headQueue) + named("COMPUTE_QUEUE", output.computeQueue) + [
            ("COMPUTE_ENVIRONMENTS", environments.map(\.name).joined(separator: " ")),
            ("COMPUTE_ENVIRONMENT_ARNS", environments.map(\.arn).joined(separator: " ")),
            ("LAUNCH_TEMPLATE_ID", output.launchTemplate?.id ?? ""),
            ("LAUNCH_TEMPLATE_VERSION", output.launchTemplate?.version ?? ""),
        ] + named("INSTANCE_ROLE", output.roles.instance) + named("HEAD_ROLE", output.roles.head)
            + named("EXECUTION_ROLE", output.roles.execution) + [
                ("HEAD_JOB_DEFINITION", output.headJobDefinition?.name ?? ""),
                ("HEAD_JOB_DEFINITION_ARN", output.headJobDefinition?.arn ?? ""),
                ("HEAD_JOB_DEFINITION_REVISION", output.headJobDefinition?.revision ?? ""),
                ("LOG_GROUP", output.logGroup), ("EFS_ID", efs?.id ?? ""), ("EFS_MOUNT", efs?.mount ?? ""),
                ("FSX_ID", fsx?.id ?? ""), ("FSX_DNS", fsx?.dns ?? ""), ("FSX_MOUNT_NAME", fsx?.mountName ?? ""),
                ("FSX_MOUNT", fsx?.mount ?? ""),
                ("WORK_DIR", output.workDirectory),
            ]
    }

    private static func named(
        _ name: String, _ value: EnvironmentOutput.Named?
    ) -> [(name: String, value: String)] {
        [(name, value?.name ?? ""), ("\(name)_ARN", value?.arn ?? "")]
    }
}

extension OutputView {
    /// The same for programs.
    var json: JSON { ["format_version": "1.0", "environments": JSON(outputs, Self.json)] }

    private static func json(_ output: EnvironmentOutput) -> JSON {
        [
            "name": JSON(output.key.name), "workspace": JSON(output.key.workspace), "region": JSON(output.key.region),
            "account_id": JSON(output.accountID), "head_queue": json(output.headQueue),
            "compute_queue": json(output.computeQueue), "compute_environments": JSON(output.computeEnvironments, json),
            "launch_template": output.launchTemplate.map { ["id": JSON($0.id), "version": JSON($0.version)] }
                ?? JSON.null,
            "roles": [
                "instance": output.roles.instance.map(json) ?? JSON.null,
                "head": output.roles.head.map(json) ?? JSON.null,
                "execution": output.roles.execution.map(json) ?? JSON.null,
            ],
            "head_job_definition": output.headJobDefinition.map {
                ["name": JSON($0.name), "arn": JSON($0.arn), "revision": JSON($0.revision)]
            } ?? JSON.null,
            "log_group": JSON(output.logGroup),
            "efs": output.elasticFileSystem.map { ["id": JSON($0.id), "mount": JSON($0.mount)] } ?? JSON.null,
            "fsx": output.lustreFileSystem.map {
                [
                    "id": JSON($0.id), "dns": JSON($0.dns), "mount_name": JSON($0.mountName), "mount": JSON($0.mount),
                ]
            } ?? JSON.null,
            "work_dir": JSON(output.workDirectory),
        ]
    }

    private static func json(_ named: EnvironmentOutput.Named) -> JSON {
        ["name": JSON(named.name), "arn": JSON(named.arn)]
    }
}
