import Diagnostics
import ManifestLoading
import ResourceModel

/// A seqerakit file that registers environments that exist in the Seqera Platform, with `config-mode: manual`.
struct SeqerakitView {
    let environments: [(definition: EnvironmentDefinition, output: EnvironmentOutput)]
    /// True of a text that holds a secret, which is not written.
    let isSecret: (String) -> Bool

    /// The file.
    var text: String {
        (["# Written by 'reconcile output': registers these environments in the Seqera Platform.", "compute-envs:"]
            + environments.flatMap { lines($0.definition, $0.output) }).joinedLines
    }

    private func lines(_ definition: EnvironmentDefinition, _ output: EnvironmentOutput) -> [String] {
        var lines = [("name", definition.name)]
        if let workspace = definition.workspace { lines.append(("workspace", workspace)) }
        lines += [
            ("type", "aws-batch"), ("config-mode", "manual"), ("region", output.key.region),
            ("work-dir", definition.workDirectory), ("head-queue", output.headQueue.name),
            ("compute-queue", output.computeQueue.name),
        ]
        let first = lines.enumerated().map { index, line in
            "\(index == 0 ? "  - " : "    ")\(line.0): \(YAMLText.scalar(line.1))"
        }
        let given = definition.given.all
        let written = Set(lines.map(\.0) + Self.left)
        let others = FieldCatalogue.environment.fields.filter { $0.modes.contains(.manual) && !written.contains($0.name) }
        return first
            + others.flatMap { field in given[field.name].map { self.lines(field.name, $0, definition) } ?? [] }
    }

    /// Fields that say nothing about an environment of `config-mode: manual`, or are reconcile's own.
    private static let left = ["workspace", "file-path", "overwrite", "on_exists", "reconcile"]

    private func lines(
        _ name: String, _ value: GivenFields.Value, _ definition: EnvironmentDefinition
    ) -> [String] {
        if Self.files.contains(name), definition.valueRanges[name]?.filename != definition.range.filename {
            return ["    # \(name): an export holds its text; write it to a file and name the file here"]
        }
        let form: [String]
        switch value {
        case .text(let text): form = ["    \(name): \(YAMLText.scalar(text))"]
        case .boolean(let flag): form = ["    \(name): \(flag ? "True" : "False")"]
        case .integer(let number): form = ["    \(name): \(number)"]
        case .list(let items): form = ["    \(name):"] + items.map { "      - \(YAMLText.scalar($0))" }
        case .map:
            let labels = definition.labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            form = ["    \(name): \(YAMLText.scalar(labels))"]
        }
        guard form.contains(where: { isSecret($0) }) else { return form }
        return ["    # \(name): its value holds a secret, and is not written here"]
    }

    /// Fields that name files.
    private static let files = ["pre-run", "post-run", "nextflow-config"]
}
