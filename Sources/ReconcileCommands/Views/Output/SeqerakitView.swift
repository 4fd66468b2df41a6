import Diagnostics
import ManifestLoading
import ResourceModel

/// A seqerakit file that registers environments that exist in the Seqera Platform, with `config-mode: manual`.
struct SeqerakitView {
    let environments: [Environment]
    /// True of a text that holds a secret, which is not written.
    let isSecret: (String) -> Bool

    /// An environment of the files.
    struct Environment {
        let definition: EnvironmentDefinition
        let output: EnvironmentOutput
        /// The AWS CLI that reconcile puts on the instances, if it does.
        let cliPath: String?
    }

    /// The file.
    var text: String {
        (["# Written by 'reconcile output': registers these environments in the Seqera Platform.", "compute-envs:"]
            + environments.flatMap(lines)).joinedLines
    }

    private func lines(_ environment: Environment) -> [String] {
        let (definition, output) = (environment.definition, environment.output)
        let fixed: [(String, String?)] = [
            ("name", definition.name), ("workspace", definition.workspace), ("type", "aws-batch"),
            ("config-mode", "manual"), ("region", output.key.region), ("work-dir", definition.workDirectory),
            ("head-queue", output.headQueue.name), ("compute-queue", output.computeQueue.name),
            // The Platform makes the head job, and knows neither what reconcile made nor where the CLI is.
            ("head-job-role", output.roles.head?.arn), ("batch-execution-role", output.roles.execution?.arn),
            ("cli-path", environment.cliPath),
        ]
        let lines = fixed.compactMap { name, value in value.map { "\(name): \(YAMLText.scalar($0))" } }
        let written = Set(fixed.map(\.0) + Self.left)
        let others = FieldCatalogue.environment.fields.filter {
            $0.modes.contains(.manual) && !written.contains($0.name)
        }
        let given = definition.given.all
        return mounts(output) + lines.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
            + others.flatMap { field in given[field.name].map { self.lines(field.name, $0, definition) } ?? [] }
    }

    /// A manual environment has no fields for file systems.
    private func mounts(_ output: EnvironmentOutput) -> [String] {
        [output.elasticFileSystem, output.lustreFileSystem].compactMap { $0 }.map {
            "  # \(output.key.name): \($0.id) is at \($0.mount) of each instance; see 'reconcile nextflow-config'"
        }
    }

    /// Fields that say nothing about an environment of `config-mode: manual`, or are reconcile's own.
    private static let left = ["workspace", "file-path", "overwrite", "on_exists", "reconcile"]

    private func lines(
        _ name: String, _ value: GivenFields.Value, _ definition: EnvironmentDefinition
    ) -> [String] {
        if FieldCatalogue.environment[name]?.namesFile == true,
            definition.valueRanges[name]?.filename != definition.range.filename
        {
            return ["    # \(name): an export holds its text; write it to a file and name the file here"]
        }
        let form: [String]
        switch value {
        case .text, .boolean, .integer: form = YAMLText.lines(name, value, indent: "    ")
        case .list(let items):
            let hidden = name == "env" ? secrets(definition) : []
            let shown = items.filter { item in !hidden.contains { EnvironmentVariable(item)?.name == $0 } }
            let notes = hidden.map { "    # env: \($0) is left out, because its value may be a secret" }
            form = notes + (shown.isEmpty ? [] : YAMLText.lines(name, .list(shown), indent: "    "))
        case .map:
            let labels = definition.labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            form = YAMLText.lines(name, .text(labels), indent: "    ")
        }
        guard form.contains(where: { isSecret($0) }) else { return form }
        return ["    # \(name): its value holds a secret, and is not written here"]
    }

    /// The names of variables whose values are not written.
    private func secrets(_ definition: EnvironmentDefinition) -> [String] {
        definition.variables.filter { SecretNames.denies($0.name) || isSecret($0.value) }.map(\.name)
    }
}
