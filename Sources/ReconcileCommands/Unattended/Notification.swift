import Diagnostics
import Planning
import Transport

/// A message about a run to a URL. If it cannot be sent, that is a warning and never the end of the run.
struct Notification {
    let outcome: RunOutcome
    let process: ProcessEnvironment
    let format: NotificationFormat

    /// Sends it once.
    func send(to url: String) async {
        guard let problem = await WebMessage(url: url, body: body).post(from: process) else { return }
        Console.message("warning: the notification to \(URLText.setting(url)) was not sent: \(problem)")
    }

    /// The message, without secrets.
    var body: [UInt8] {
        let json =
            switch format {
            case .json: document
            case .slack: JSON.object([("text", .string(slack))])
            }
        return SecretMask.masked(Array(json.text.escapedJSON.utf8))
    }

    /// The result in one line.
    private var summary: String {
        outcome.facts.summary ?? (outcome.status == 0 ? "done" : "ended with exit status \(outcome.status)")
    }

    private var document: JSON {
        let facts = outcome.facts
        return [
            "format_version": "1.0", "command": JSON(outcome.command), "exit_status": JSON(Int(outcome.status)),
            "summary": JSON(summary), "account_id": JSON(facts.accountID), "regions": JSON(facts.regions),
            "plan_id": JSON(facts.planID),
            "changes": facts.changes.map { changes -> JSON in
                [
                    "create": JSON(changes.create), "update": JSON(changes.update), "replace": JSON(changes.replace),
                    "delete": JSON(changes.delete),
                ]
            } ?? JSON.null,
            "refused": JSON(facts.refused), "drift": JSON(facts.drift), "not_available": JSON(facts.notAvailable),
            "page": JSON(process.runPage),
        ]
    }

    /// The text of a message. Slack takes these three characters for its own:
    /// https://docs.slack.dev/messaging/formatting-message-text/#escaping
    private var slack: String {
        let place = ([outcome.facts.accountID].compactMap { $0 } + outcome.facts.regions).joined(separator: ", ")
        let lines = [
            "reconcile \(outcome.command)\(place.isEmpty ? "" : " (\(place))"): \(summary)", process.runPage ?? "",
        ]
        return lines.filter { !$0.isEmpty }.joinedLines.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
    }
}
