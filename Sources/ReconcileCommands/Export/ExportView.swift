import BatchForge
import Diagnostics
import ManifestLoading
import ResourceModel

/// Environments as a file of `compute-envs`, with comments for what YAML cannot say.
struct ExportView {
    let environments: [ExportedEnvironment]
    /// The first comment: where the file comes from.
    let title: String
    /// Returns the path of a file with a text that a field names; nil if no files are written.
    let path: (ExportedEnvironment, ExportedEnvironment.Field) -> String?

    /// The file.
    var text: String {
        guard !environments.isEmpty else { return "# \(title)\ncompute-envs: []" }
        return (["# \(title)", "compute-envs:"] + environments.flatMap(lines)).joinedLines
    }

    private func lines(_ environment: ExportedEnvironment) -> [String] {
        let general = environment.remarks.filter { $0.field == nil }.flatMap { comment($0.text, indent: "  ") }
        var lines = (environment.fields + environment.network).flatMap { field in
            let remarks = environment.remarks.filter { $0.field == field.name }
            return remarks.flatMap { comment($0.text, indent: "    ") } + self.lines(field, of: environment)
        }
        if !environment.settings.isEmpty {
            lines.append("    reconcile:")
            lines += environment.settings.flatMap { YAMLText.lines($0.name, $0.value, indent: "      ") }
        }
        // The name is the first field and has no remark, so that the first line begins the item.
        if let first = lines.first { lines[0] = "  - " + first.drop { $0 == " " } }
        return general + lines
    }

    private func comment(_ text: String, indent: String) -> [String] {
        LineWrapper.wrapped(text, to: 120 - indent.count - 2).map { "\(indent)# \($0)" }
    }

    private func lines(_ field: ExportedEnvironment.Field, of environment: ExportedEnvironment) -> [String] {
        let plain = YAMLText.lines(field.name, field.value, indent: "    ")
        guard case .text(let text) = field.value else { return plain }
        if field.hasVariables { return ["    \(field.name): \(PropertyValue.quoted(text).escapedJSON)"] }
        guard field.isFileText else { return plain }
        if let path = path(environment, field) { return ["    \(field.name): \(YAMLText.scalar(path))"] }
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "    #   \(String($0).escapedForTerminal)"
        }
        // A file that lacks a script must not be applied, because apply would take the script from the head job.
        let required = ExportedEnvironment.Field.required(
            field.name, of: environment.key.name,
            "the file with the text of '\(field.name)' is missing: 'export --files FOLDER' writes it")
        return ["    # \(field.name): write these lines into a file and name the file here; '--files FOLDER' does both"]
            + rows + lines(required, of: environment)
    }
}
