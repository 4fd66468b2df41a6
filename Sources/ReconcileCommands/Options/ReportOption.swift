import ArgumentParser
import Diagnostics

/// `--report FORM=FILE`: a file that gets the result in a form.
struct ReportOption: Equatable {
    let form: OutputFormat
    let path: String

    /// Reads an option for the parser, which shows what a `ValidationError` says.
    @Sendable static func read(_ text: String) throws -> ReportOption {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw ValidationError("'--report' takes FORM=FILE, such as html=plan.html, not '\(text)'")
        }
        guard let form = OutputFormat(rawValue: parts[0]) else {
            throw ValidationError("'--report' knows the forms \(OutputFormat.names), not '\(parts[0])'")
        }
        guard !["", "-"].contains(parts[1]) else {
            throw ValidationError("'--report \(text)' needs the name of a file behind '='")
        }
        return ReportOption(form: form, path: parts[1])
    }

    private var file: WholeFile { WholeFile(path: path) }

    /// Says why the file cannot be written, before anything is read of AWS.
    func assureWritable() throws { try file.assureWritable(of: Self.kind, isReport) }

    /// Writes the result for its owner's eyes only: it may hold what the file of environments holds.
    func write(_ report: any Report) throws {
        let text = report.written(as: form, style: Style(isColored: false), columns: ProcessEnvironment.usualColumns)
        try file.assureReplaceable(of: Self.kind, isReport)
        try file.write(SecretMask.masked(Array((text.escaped + "\n").utf8)))
    }

    private static let kind = "a report of reconcile in this form"

    /// True if a file that begins so may be replaced: an earlier report, or an empty file.
    private func isReport(_ bytes: [UInt8]) -> Bool {
        bytes.isEmpty || form.beginnings.contains { bytes.starts(with: $0.utf8) }
    }
}
