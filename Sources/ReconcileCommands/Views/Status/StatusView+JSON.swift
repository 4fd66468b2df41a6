import Planning
import ResourceModel

extension StatusView {
    /// The same for programs.
    var json: JSON {
        .object([
            ("format_version", .string("1.0")), ("account_id", .string(accountID)),
            ("environments", .array(environments.map(json))),
        ])
    }

    private func json(_ status: EnvironmentStatus) -> JSON {
        let findings = status.findings.map { FindingText($0, of: status) }
        let cause = findings.first.map { JSON.object([("kind", .string($0.kind)), ("remedy", .string($0.remedy))]) }
        return .object([
            ("name", .string(status.key.name)), ("workspace", JSON(status.key.workspace)),
            ("region", .string(status.key.region)), ("status", .string(status.word)),
            ("reason", .string(findings.map(\.reason).joined(separator: "; "))), ("cause", cause ?? .null),
            ("waiting", .array(status.waiting.map(json))), ("jobs", JobCountsView(status.jobs).json),
            (
                "resources",
                .object([
                    ("existing", .integer(status.existing.count)),
                    ("total", .integer(status.existing.count + status.missing.count)),
                    ("missing", .array(status.missing.map { .string($0.local) })),
                ])
            ), ("queues", .object(status.queues.map { ($0.part, .string($0.name)) })),
        ])
    }

    private func json(_ jobs: WaitingJobs) -> JSON {
        let age = jobs.oldestSubmission.flatMap { now >= $0 ? Int(now - $0) : nil }
        return .object([
            ("reason", .string(jobs.reason)), ("jobs", .integer(jobs.count)),
            ("remedy", .string(Cause(jobs.text).remedy)), ("detail", .string(jobs.text)),
            ("oldest_age_seconds", age.map { .integer($0) } ?? .null),
        ])
    }
}
