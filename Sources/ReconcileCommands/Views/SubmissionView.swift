import AWSOperations
import Kinds
import Planning

/// A job that was submitted, for people and for programs.
struct SubmissionView: Sendable {
    let request: HeadJobRequest
    let jobID: String
    let jobARN: String?

    private var links: ConsoleLinks { ConsoleLinks(region: request.region) }

    /// Text for people.
    var text: String {
        var lines = [
            "Submitted '\(request.call.jobName)'", "    job         \(jobID)",
            "    queue       \(request.call.jobQueue)",
            "    definition  \(request.call.jobDefinition)",
        ]
        if let link = links.job(jobID) { lines.append("    console     \(link)") }
        if let link = links.logGroup(request.logGroup) { lines.append("    log         \(link)") }
        return lines.joined(separator: "\n")
    }

    /// The way to end a job that goes on.
    var parting: String {
        "Stopping: the job goes on. To end it: aws batch terminate-job --region \(request.region) --job-id \(jobID) --reason stopped"
    }

    /// The advice about a job that failed; nil if AWS's reason says nothing that is known.
    static func remedy(for outcome: JobFollower.Outcome) -> String? {
        guard outcome.exitStatus != 0, let remedy = outcome.reason.map({ Cause($0).remedy }), !remedy.isEmpty else {
            return nil
        }
        return remedy
    }

    /// The same for programs; with the outcome of a job that was followed.
    func json(_ outcome: JobFollower.Outcome?) -> JSON {
        [
            "format_version": "1.0",
            "job": [
                "id": JSON(jobID), "arn": JSON(jobARN), "name": JSON(request.call.jobName),
                "region": JSON(request.region), "account_id": JSON(request.accountID),
                "queue_arn": JSON(request.call.jobQueue), "definition_arn": JSON(request.call.jobDefinition),
                "log_group": JSON(request.logGroup), "console_url": JSON(links.job(jobID)),
                "log_url": JSON(links.logGroup(request.logGroup)),
            ],
            "outcome": outcome.map { outcome in
                [
                    "status": JSON(outcome.status), "exit_code": outcome.exitCode.map { JSON($0) } ?? JSON.null,
                    "reason": JSON(outcome.reason), "remedy": JSON(Self.remedy(for: outcome)),
                    "log_stream": JSON(outcome.logStream),
                ]
            } ?? JSON.null,
        ]
    }
}
