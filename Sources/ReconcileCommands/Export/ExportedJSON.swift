import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel

/// An environment of the Seqera Platform, from the JSON of `tw compute-envs export`.
struct ExportedJSON {
    let path: String
    /// The name of the environment, which the JSON does not have.
    let name: String
    let color: ColorChoice

    /// Reads the JSON as a file does that names it in `file-path`; if it has errors, prints them and ends the program.
    var environment: [ExportedEnvironment] {
        get throws {
            var options = LoadingOptions()
            options.allowsExternalFiles = true
            let text = "compute-envs:\n  - name: \(YAMLText.scalar(name))\n    file-path: \(YAMLText.scalar(path))\n"
            let manifest = ManifestLoader(options: options, environment: [:], files: DiskFiles())
                .load([.text(text, name: "command line")])
            let process = ProcessEnvironment.current
            Console.show(
                manifest.diagnostics, from: manifest.sources,
                colored: process.colors(color, terminal: process.errorIsTerminal))
            guard manifest.isValid else { throw ExitStatus.error }
            return manifest.environments.map(Self.exported)
        }
    }

    private static func exported(_ definition: EnvironmentDefinition) -> ExportedEnvironment {
        let region = definition.region ?? ""
        var result = ExportedEnvironment(
            EnvironmentKey(region: region, workspace: definition.workspace, name: definition.name))
        let isManual = if case .manual = definition.configuration { true } else { false }
        result.fields = [
            .init("name", .text(definition.name)), .init("type", .text("aws-batch")),
            .init("config-mode", .text(isManual ? "manual" : "forge")),
        ]
        let written = Set(result.fields.map(\.name) + ["file-path"])
        let given = definition.given.all
        for field in FieldCatalogue.environment.fields where !written.contains(field.name) {
            guard let value = given[field.name] else { continue }
            result.fields.append(
                .init(field.name, listed(value, field.name), isFileText: field.namesFile))
        }
        return result
    }

    /// Labels are a list of `key=value`.
    private static func listed(_ value: GivenFields.Value, _ field: String) -> GivenFields.Value {
        guard field == "labels", case .map(let labels) = value else { return value }
        return .list(
            labels.sorted { $0.key < $1.key }.map { key, value in
                if case .text(let text) = value { "\(key)=\(text)" } else { key }
            })
    }
}
