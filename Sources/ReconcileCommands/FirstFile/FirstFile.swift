import Diagnostics
import ManifestLoading

/// The text of a first file: one environment, each field with its meaning beside it.
struct FirstFile {
    var example: FirstFileExample
    /// The answers to the questions, by the names of the fields.
    var answers: [String: String] = [:]
    /// The fields that were found in an account or in a trace.
    var found = FoundFields()

    /// The fields that every file asks for, with the values they have without an answer.
    static let questions = [
        (field: "name", standard: "rnaseq"), (field: "region", standard: "eu-west-1"),
        (field: "work-dir", standard: "s3://my-bucket/work"),
    ]

    private var fields: FirstFileExample.Fields {
        var fields: FirstFileExample.Fields = [
            ("type", .text("aws-batch")), ("config-mode", .text(example == .manual ? "manual" : "forge")),
        ]
        for (field, standard) in Self.questions { fields.append((field, .text(answers[field] ?? standard))) }
        fields += example.fields
        fields.append(("wait", .text("AVAILABLE")))
        return found.applied(to: fields)
    }

    /// The file, in lines of at most 100 columns.
    var text: String {
        var lines = [
            "# \(example.purpose.prefix(1).uppercased())\(example.purpose.dropFirst()).",
            "# 'reconcile explain NAME' has more about a field, 'reconcile plan' shows what apply would do.",
        ]
        lines += found.opening.flatMap { Self.comment($0, indent: "") } + ["compute-envs:"]
        for (index, field) in fields.enumerated() {
            let help = FieldCatalogue.environment[field.name]?.help ?? ""
            lines += ([help] + found.remarks[field.name, default: []]).flatMap { Self.comment($0, indent: "    ") }
            for line in YAMLText.lines(field.name, field.value, indent: "") {
                lines.append((index == 0 ? "  - " : "    ") + line)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The lines of a comment, which has names of AWS and of traces in it.
    private static func comment(_ text: String, indent: String) -> [String] {
        LineWrapper.wrapped(text.escapedForTerminal, to: 98 - indent.count).map { "\(indent)# \($0)" }
    }

    /// The errors of the file that concern a field.
    func problems(with field: String) -> [String] {
        let manifest = ManifestLoader(environment: [:], files: DiskFiles()).load([.text(text, name: "first file")])
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.dropFirst(4).hasPrefix("\(field): ") }.map { $0 + 1 }
        return manifest.diagnostics.filter { $0.severity == .error && $0.range?.start.line == line }.map(\.summary)
    }
}
