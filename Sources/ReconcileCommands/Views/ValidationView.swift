import Diagnostics

/// The diagnostics of the files, as one JSON object.
struct ValidationView {
    let diagnostics: [Diagnostic]
    let environmentCount: Int

    var json: JSON {
        [
            "format_version": "1.0", "valid": JSON(!diagnostics.hasErrors), "error_count": JSON(count(.error)),
            "warning_count": JSON(count(.warning)), "diagnostics": JSON(diagnostics) { JSON($0) },
        ]
    }

    /// The same for a command that ended because of an error before it had a result: with its first error.
    var failure: JSON {
        let first = diagnostics.first { $0.severity == .error }
        let error: JSON? = first.map {
            ["kind": JSON($0.kind), "summary": JSON($0.summary), "detail": JSON($0.detail)]
        }
        return json.adding([("error", error ?? JSON.null)])
    }

    /// One line that sums it up.
    var summary: String {
        let found = environmentCount.counted("environment")
        let counts = "\(count(.error).counted("error")), \(count(.warning).counted("warning"))"
        return !diagnostics.hasErrors ? "Valid: \(found), \(counts)" : "Not valid: \(counts)"
    }

    private func count(_ severity: Diagnostic.Severity) -> Int {
        diagnostics.count { $0.severity == severity }
    }
}
