import Planning
import Reconciliation
import ResourceModel

/// How each environment stands in AWS.
struct StatusView {
    let session: Session
    /// What was found, the jobs in every queue included.
    let observation: Observation
    let style: Style

    /// How an environment as a whole stands.
    struct Line {
        let key: EnvironmentKey
        /// AVAILABLE, CREATING, UPDATING, DELETING, DISABLED, INVALID or MISSING.
        var status: String
        /// Why it is not AVAILABLE, and what to do; empty where there is nothing to say.
        var reason = ""
        var remedy = ""
        var jobs = PlannedEnvironment.JobCounts.unknown
        var queues: [(part: String, name: String)] = []
    }

    var lines: [Line] { session.intent.environments.map(line) }

    private func line(_ request: EnvironmentRequest) -> Line {
        let kinds: Set<ResourceKind> = [.computeEnvironment, .jobQueue, .externalJobQueue]
        let wanted = request.resources.filter { kinds.contains($0.address.kind) }
        let standing = wanted.map { resource in
            (resource, observation.resources[resource.address]?.last { $0.status != "DELETED" })
        }
        var line = Line(key: request.key, status: "AVAILABLE")
        for (resource, observed) in standing {
            let isQueue = resource.address.kind != .computeEnvironment
            if isQueue, let observed { line.queues.append((resource.address.part, observed.name)) }
            weigh(resource, observed, &line)
        }
        line.jobs = observation.jobs(of: wanted)
        if standing.allSatisfy({ $0.1 == nil }) {
            line.status = "MISSING"
            line.reason = "nothing of it stands in AWS"
            line.remedy = "run 'reconcile apply'"
        }
        return line
    }

    /// The worst of its resources decides.
    private static let severity = ["AVAILABLE", "DISABLED", "UPDATING", "CREATING", "DELETING", "MISSING", "INVALID"]

    private func weigh(_ resource: Resource, _ observed: ObservedResource?, _ line: inout Line) {
        let status: String
        switch (observed?.status, observed?.properties["state"]?.string) {
        case (nil, _): status = "MISSING"
        case ("VALID", "DISABLED"): status = "DISABLED"
        case ("VALID", _): status = "AVAILABLE"
        case (let other?, _): status = other
        }
        let rank = { (status: String) in Self.severity.firstIndex(of: status) ?? 0 }
        guard rank(status) > rank(line.status) else { return }
        line.status = status
        let name = observed?.name ?? resource.name
        switch status {
        case "INVALID":
            let reason = observed?.statusReason ?? "AWS gives no reason"
            line.reason = "\(name): \(reason)"
            let remedy = Cause(reason).remedy
            line.remedy = remedy.isEmpty ? "see AWS's reason; then run 'reconcile apply'" : remedy
        case "MISSING":
            line.reason = "\(resource.address.local) does not stand"
            line.remedy = "run 'reconcile apply'"
        case "DISABLED":
            line.reason = "\(name) is disabled: no new jobs start there"
            line.remedy = "run 'reconcile apply' to enable it again"
        default: line.reason = "\(name) is \(status)"
        }
    }

    var text: String {
        let lines = lines
        let width = lines.map(\.key.owner.count).max() ?? 0
        return lines.map { line in
            let padding = String(repeating: " ", count: width - line.key.owner.count)
            let counts = JobCountsView(line.jobs)
            let jobs = (counts.isUnknown ? "  jobs " : "  ") + counts.text
            var text = "\(line.key.owner)\(padding)  \(line.key.region)  \(colored(line.status))\(jobs)"
            for queue in line.queues { text += "\n    \(queue.part) queue: \(queue.name)" }
            if !line.reason.isEmpty { text += "\n    \(line.reason)" }
            if !line.remedy.isEmpty { text += "\n    → \(line.remedy)" }
            return text
        }.joined(separator: "\n")
    }

    private func colored(_ status: String) -> String {
        switch status {
        case "AVAILABLE": style(.green, status)
        case "INVALID", "MISSING": style(.red, status)
        default: style(.yellow, status)
        }
    }

    var json: JSON {
        .object([
            ("format_version", .string("1.0")), ("account_id", .string(observation.accountID)),
            (
                "environments",
                .array(
                    lines.map { line in
                        .object([
                            ("name", .string(line.key.name)), ("workspace", JSON(line.key.workspace)),
                            ("region", .string(line.key.region)), ("status", .string(line.status)),
                            ("reason", .string(line.reason)), ("remedy", .string(line.remedy)),
                            ("jobs", JobCountsView(line.jobs).json),
                            ("queues", .object(line.queues.map { ($0.part, .string($0.name)) })),
                        ])
                    })
            ),
        ])
    }
}
