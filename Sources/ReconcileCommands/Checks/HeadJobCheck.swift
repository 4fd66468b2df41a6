import BatchForge
import Diagnostics
import ManifestLoading

/// Compares the job definitions of head jobs with AWS Batch's limit, before anything is written.
enum HeadJobCheck {
    /// The definitions that are too long, one for each environment.
    static func diagnostics(_ definitions: [EnvironmentDefinition]) -> [Diagnostic] {
        definitions.filter(HeadJobLimit.mayExceed).compactMap(diagnostic)
    }

    private static func diagnostic(_ definition: EnvironmentDefinition) -> Diagnostic? {
        guard let size = HeadJobLimit.size(of: definition), size.total >= HeadJobLimit.bytes,
            let largest = size.fields.first
        else { return nil }
        let known = size.fields.map { "'\($0.name)' \($0.bytes)" }.joined(separator: ", ")
        let rest = size.total - size.fields.reduce(0) { $0 + $1.bytes }
        return Diagnostic(
            .error, "head-job-size",
            "the job definition of '\(definition.name)' has \(size.total) bytes, and AWS Batch takes fewer than "
                + "\(HeadJobLimit.bytes)",
            detail:
                "\(known), and \(rest) for the rest; the text of a file takes a third more than the file, in base64. "
                + "Shorten them, or have 'pre-run' fetch what is long from S3; source: AWS Batch user guide, service "
                + "quotas",
            at: definition.valueRanges[largest.name] ?? definition.range)
    }
}
