import Diagnostics

/// The diagnostics of the files, as one JSON object.
struct ValidationView {
    let diagnostics: [Diagnostic]
    let environmentCount: Int

    var json: JSON {
        .object([
            ("format_version", .string("1.0")), ("valid", .boolean(!diagnostics.hasErrors)),
            ("error_count", .integer(count(.error))), ("warning_count", .integer(count(.warning))),
            ("diagnostics", .array(diagnostics.map { JSON($0) })),
        ])
    }

    /// One line that sums it up.
    var summary: String {
        let found = "\(environmentCount) environment\(environmentCount == 1 ? "" : "s")"
        let (errors, warnings) = (count(.error), count(.warning))
        let counts = "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
        return !diagnostics.hasErrors ? "Valid: \(found), \(counts)" : "Not valid: \(counts)"
    }

    private func count(_ severity: Diagnostic.Severity) -> Int {
        diagnostics.count { $0.severity == severity }
    }
}
