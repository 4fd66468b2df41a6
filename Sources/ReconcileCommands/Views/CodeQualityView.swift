import Diagnostics
import Signing

/// Diagnostics as GitLab's report of code quality, which a merge request shows beside the lines.
///
/// The members are those that GitLab asks for: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
struct CodeQualityView {
    let diagnostics: [Diagnostic]
    /// The path of a file from the root of the repository.
    let path: (String) -> String
    /// The file of what has no place.
    let firstFile: String

    var json: JSON {
        // GitLab shows one finding for each fingerprint.
        var seen: [String: Int] = [:]
        return JSON(diagnostics) { diagnostic in
            let place = path(diagnostic.range?.filename ?? firstFile)
            let text = "\(diagnostic.kind)\n\(place)\n\(diagnostic.summary)"
            let count = seen[text, default: 0]
            seen[text] = count + 1
            return issue(diagnostic, at: place, fingerprint: count == 0 ? text : "\(text)\n\(count)")
        }
    }

    private func issue(_ diagnostic: Diagnostic, at place: String, fingerprint: String) -> JSON {
        let description = [diagnostic.summary, diagnostic.detail].filter { !$0.isEmpty }.joined(separator: ": ")
        return [
            "description": JSON(description), "check_name": JSON(diagnostic.kind),
            // Without the line, so that a finding that moves is the same finding.
            "fingerprint": JSON(String(SHA256.hexDigest(of: fingerprint).prefix(32))),
            "severity": JSON(Self.severity(diagnostic.severity)),
            "location": ["path": JSON(place), "lines": ["begin": JSON(diagnostic.range?.start.line ?? 1)]],
        ]
    }

    /// A file with an error cannot be applied at all.
    private static func severity(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "critical"
        case .warning: "minor"
        case .note: "info"
        }
    }
}
