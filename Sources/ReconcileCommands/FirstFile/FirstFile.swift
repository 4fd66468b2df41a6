import Diagnostics
import ManifestLoading
import ResourceModel

/// The text of a first file: one environment, each field with its meaning beside it.
struct FirstFile {
    var example: FirstFileExample
    /// The answers to the questions, by the names of the fields.
    var answers: [String: String] = [:]

    /// The fields that every file asks for, with the values they have without an answer.
    static let questions = [
        (field: "name", standard: "rnaseq"), (field: "region", standard: "eu-west-1"),
        (field: "work-dir", standard: "s3://my-bucket/work"),
    ]

    private var fields: [(name: String, value: String)] {
        let mode = example == .manual ? "manual" : "forge"
        let asked = Self.questions.map { (name: $0.field, value: $0.standard) }
        let all =
            [(name: "type", value: "aws-batch"), (name: "config-mode", value: mode)] + asked + example.fields
            + [(name: "wait", value: "AVAILABLE")]
        return all.map { ($0.name, answers[$0.name] ?? $0.value) }
    }

    /// The file, in lines of at most 100 columns.
    var text: String {
        var lines = [
            "# \(example.purpose.prefix(1).uppercased())\(example.purpose.dropFirst()).",
            "# 'reconcile explain NAME' has more about a field, 'reconcile plan' shows what apply would do.",
            "compute-envs:",
        ]
        for (index, field) in fields.enumerated() {
            let help = FieldCatalogue.environment[field.name]?.help ?? ""
            for line in LineWrapper.wrapped(help, to: 94) { lines.append("    # \(line)") }
            lines.append("\(index == 0 ? "  - " : "    ")\(field.name): \(Self.scalar(field.value))")
        }
        return lines.joined(separator: "\n")
    }

    /// The errors of the file that concern a field.
    func problems(with field: String) -> [String] {
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(text, name: "first file")])
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.dropFirst(4).hasPrefix("\(field): ") }.map { $0 + 1 }
        return manifest.diagnostics.filter { $0.severity == .error && $0.range?.start.line == line }.map(\.summary)
    }

    /// A value as YAML: in quotes unless it is plain in every reader. A `$` stands for itself.
    private static func scalar(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-_./:,".utf8.contains(byte)
        }
        guard !isPlain || value.isEmpty || value.hasSuffix(":") || value.hasPrefix("-") || value.hasPrefix(",") else {
            return value
        }
        return PropertyValue.quoted(value.replacing("$", with: "$$"))
    }
}
