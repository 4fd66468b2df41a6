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
        entries(output).map { "\(prefix)\($0.name)=\(ShellWord.plain($0.value))" }.joinedLines
    }

    /// The variables of a shell that has read the assignments: they are results, and never options of a command.
    static let variables = Set(sources.map { prefix + $0.name })

    private static let prefix = "RECONCILE_"

    private static func entries(_ output: EnvironmentOutput) -> [(name: String, value: String)] {
        sources.map { ($0.name, $0.value(output) ?? "") }
    }

    private typealias Source = (name: String, value: @Sendable (EnvironmentOutput) -> String?)

    /// The values by their names in a shell, in the order in which they are shown.
    private static let sources: [Source] = {
        let groups: [[Source]] = [
            place, named("HEAD_QUEUE", { $0.headQueue }), named("COMPUTE_QUEUE", { $0.computeQueue }), machines,
            named("INSTANCE_ROLE", { $0.roles.instance }), named("HEAD_ROLE", { $0.roles.head }),
            named("EXECUTION_ROLE", { $0.roles.execution }), jobsAndStorage,
        ]
        return groups.flatMap(\.self)
    }()

    /// Region and account are not named as options of reconcile are.
    private static let place: [Source] = [
        ("ENVIRONMENT", { $0.key.name }), ("WORKSPACE", { $0.key.workspace }),
        ("ENVIRONMENT_REGION", { $0.key.region }), ("ENVIRONMENT_ACCOUNT_ID", { $0.accountID }),
    ]

    private static let machines: [Source] = [
        ("COMPUTE_ENVIRONMENTS", { $0.computeEnvironments.map(\.name).joined(separator: " ") }),
        ("COMPUTE_ENVIRONMENT_ARNS", { $0.computeEnvironments.map(\.arn).joined(separator: " ") }),
        ("LAUNCH_TEMPLATE_ID", { $0.launchTemplate?.id }),
        ("LAUNCH_TEMPLATE_VERSION", { $0.launchTemplate?.version }),
    ]

    private static let jobsAndStorage: [Source] = [
        ("HEAD_JOB_DEFINITION", { $0.headJobDefinition?.name }),
        ("HEAD_JOB_DEFINITION_ARN", { $0.headJobDefinition?.arn }),
        ("HEAD_JOB_DEFINITION_REVISION", { $0.headJobDefinition?.revision }),
        ("LOG_GROUP", { $0.logGroup }), ("EFS_ID", { $0.elasticFileSystem?.id }),
        ("EFS_MOUNT", { $0.elasticFileSystem?.mount }), ("FSX_ID", { $0.lustreFileSystem?.id }),
        ("FSX_DNS", { $0.lustreFileSystem?.dns }), ("FSX_MOUNT_NAME", { $0.lustreFileSystem?.mountName }),
        ("FSX_MOUNT", { $0.lustreFileSystem?.mount }), ("WORK_DIR", { $0.workDirectory }),
    ]

    private static func named(
        _ name: String, _ value: @escaping @Sendable (EnvironmentOutput) -> EnvironmentOutput.Named?
    ) -> [Source] {
        [(name, { value($0)?.name }), ("\(name)_ARN", { value($0)?.arn })]
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
