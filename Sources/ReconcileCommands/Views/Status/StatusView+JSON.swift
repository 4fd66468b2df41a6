import Planning
import ResourceModel

extension StatusView {
    /// The same for programs.
    var json: JSON {
        ["format_version": "1.0", "account_id": JSON(accountID), "environments": JSON(environments, json)]
    }

    private func json(_ status: EnvironmentStatus) -> JSON {
        let findings = status.findings.map { FindingText($0, of: status) }
        let json: JSON = [
            "name": JSON(status.key.name), "workspace": JSON(status.key.workspace), "region": JSON(status.key.region),
            "status": JSON(status.word), "reason": JSON(findings.map(\.reason).joined(separator: "; ")),
            "cause": findings.first.map { ["kind": JSON($0.kind), "remedy": JSON($0.remedy)] } ?? JSON.null,
            "waiting": JSON(status.waiting, json), "jobs": JobCountsView(status.jobs).json,
            "resources": [
                "existing": JSON(status.existing.count), "total": JSON(status.existing.count + status.missing.count),
                "missing": JSON(status.missing.map(\.local)),
            ],
            "image": status.image.map(json) ?? JSON.null,
            "queues": .object(status.queues.map { ($0.part, JSON($0.name)) }),
        ]
        return status.accountID.map { json.adding([("account_id", JSON($0))]) } ?? json
    }

    private func json(_ image: ImageState) -> JSON {
        [
            "id": JSON(image.id), "age_days": JSON(image.days(at: now)), "update_available": JSON(image.hasUpdate),
            "parameter": JSON(image.parameter),
        ]
    }

    private func json(_ jobs: WaitingJobs) -> JSON {
        let age = jobs.oldestSubmission.flatMap { now >= $0 ? Int(now - $0) : nil }
        return [
            "reason": JSON(jobs.reason), "jobs": JSON(jobs.count), "remedy": JSON(Cause(jobs.text).remedy),
            "detail": JSON(jobs.text), "oldest_age_seconds": JSON(age),
        ]
    }
}
