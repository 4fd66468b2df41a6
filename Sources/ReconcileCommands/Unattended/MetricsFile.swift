import AWSClient
import ManifestLoading

/// The metrics of the last run of a command, for the textfile collector of Prometheus's node exporter. The file is written
/// as a whole, since the collector may read it at any moment: https://github.com/prometheus/node_exporter#textfile-collector
struct MetricsFile {
    let path: String

    private static let kind = "a metrics file of reconcile"
    private static let mostBytes = 1 << 16

    private func isOurs(_ bytes: [UInt8]) -> Bool {
        bytes.isEmpty || bytes.starts(with: MetricsText.beginning.utf8)
    }

    /// Says why the file cannot be written, before anything is done.
    func assureWritable() throws { try WholeFile(path: path).assureWritable(of: Self.kind, isOurs) }

    /// Writes the metrics. If that fails, it is a warning: the run itself is over.
    func write(_ outcome: RunOutcome) async {
        let now = await SystemClock().now()
        let lastSuccess = outcome.isSuccess ? now : lastSuccess(of: outcome.command)
        let text = MetricsText(outcome: outcome, now: now, lastSuccess: lastSuccess).text
        do {
            try WholeFile(path: path).assureReplaceable(of: Self.kind, isOurs)
            // The collector is another user, and the file has counts alone.
            try WholeFile(path: path).write(SecretMask.masked(Array(text.utf8)), mode: 0o644)
        } catch {
            Console.message("warning: the metrics were not written: \(error)")
        }
    }

    /// The time of the last success of a command, as an earlier run wrote it.
    private func lastSuccess(of command: String) -> Double? {
        guard let bytes = try? DiskFiles().readRegular(path, limit: Self.mostBytes) else { return nil }
        return MetricsText.lastSuccess(of: command, in: String(decoding: bytes, as: UTF8.self))
    }
}
