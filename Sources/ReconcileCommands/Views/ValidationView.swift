import Diagnostics
import ManifestLoading

/// What is to be said about the files, as one JSON object.
struct ValidationView {
    let manifest: LoadedManifest

    var json: JSON {
        .object([
            ("format_version", .string("1.0")), ("valid", .boolean(manifest.isValid)),
            ("error_count", .integer(count(.error))), ("warning_count", .integer(count(.warning))),
            ("diagnostics", .array(manifest.diagnostics.map { JSON($0) })),
        ])
    }

    /// One line that sums it up.
    var summary: String {
        let environments = manifest.environments.count
        let found = "\(environments) environment\(environments == 1 ? "" : "s")"
        let warnings = count(.warning)
        let counts = "\(count(.error)) errors, \(warnings) warning\(warnings == 1 ? "" : "s")"
        return manifest.isValid ? "Valid: \(found), \(counts)" : "Not valid: \(counts)"
    }

    private func count(_ severity: Diagnostic.Severity) -> Int {
        manifest.diagnostics.count { $0.severity == severity }
    }
}
