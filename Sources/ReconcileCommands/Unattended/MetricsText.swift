import Planning

/// Metrics in the text format: https://prometheus.io/docs/instrumenting/exposition_formats/
struct MetricsText {
    let outcome: RunOutcome
    /// Seconds since 1970.
    let now: Double
    /// The time of the last success; nil if none is known.
    let lastSuccess: Double?

    /// The first characters of every file.
    static let beginning = "# HELP reconcile_"
    /// The name of the metric that a failed run keeps.
    private static let lastSuccessName = "reconcile_last_success_timestamp_seconds"

    /// The time of the last success of a command in the text of an earlier run; nil if it has none. The file may
    /// have been edited, so what is no time is not taken over.
    static func lastSuccess(of command: String, in text: String) -> Double? {
        let beginning = series(lastSuccessName, [("command", command)]) + " "
        guard let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix(beginning) }),
            let time = Double(line.dropFirst(beginning.count)), (0...latest).contains(time)
        else { return nil }
        return time
    }

    /// The end of the year 9999.
    private static let latest = 253_402_300_799.0

    /// The name of a metric with its labels.
    private static func series(_ name: String, _ labels: [(String, String)]) -> String {
        "\(name){\(labels.map { "\($0)=\"\($1)\"" }.joined(separator: ","))}"
    }

    /// One metric, with a value for each set of labels. A number that is unknown is left out.
    private struct Metric {
        let name: String
        let help: String
        let values: [(labels: [(String, String)], value: Double?)]
    }

    var text: String {
        metrics.filter { metric in metric.values.contains { $0.value != nil } }.flatMap { metric in
            ["# HELP \(metric.name) \(metric.help)", "# TYPE \(metric.name) gauge"]
                + metric.values.compactMap { labels, value in value.map { line(metric.name, labels, $0) } }
        }.map { $0 + "\n" }.joined()
    }

    private func line(_ name: String, _ labels: [(String, String)], _ value: Double) -> String {
        let number = Int(exactly: value).map { String($0) } ?? String((value * 1000).rounded() / 1000)
        return "\(Self.series(name, [("command", outcome.command)] + labels)) \(number)"
    }

    private var metrics: [Metric] {
        let facts = outcome.facts
        func one(_ name: String, _ help: String, _ value: Double?) -> Metric {
            Metric(name: name, help: help, values: [([], value)])
        }
        return [
            one("reconcile_exit_status", "The exit status of the last run.", Double(outcome.status)),
            Metric(
                name: "reconcile_changes", help: "Resources that the last run would change, or changed, by action.",
                values: facts.changes.map { changes in
                    [
                        ("create", changes.create), ("update", changes.update), ("replace", changes.replace),
                        ("delete", changes.delete),
                    ].map { (labels: [("action", $0)], value: Double?.some(Double($1))) }
                } ?? []),
            one("reconcile_refused", "Changes that a guard refused.", facts.refused.map { Double($0) }),
            one(
                "reconcile_drift", "Resources changed outside the files, and missing environments.",
                facts.drift.map { Double($0) }),
            one(
                "reconcile_not_available", "Environments that are not AVAILABLE.", facts.notAvailable.map { Double($0) }
            ),
            Metric(
                name: "reconcile_jobs", help: "Jobs in the environments, by state.",
                values: [
                    ([("state", "running")], facts.running.map { Double($0) }),
                    ([("state", "waiting")], facts.waiting.map { Double($0) }),
                ]),
            one("reconcile_duration_seconds", "The duration of the last run.", outcome.seconds),
            one("reconcile_last_run_timestamp_seconds", "The end of the last run.", now),
            one(Self.lastSuccessName, "The end of the last run that did what it was asked for.", lastSuccess),
        ]
    }
}
