import ManifestLoading
import ResourceModel

/// A queue's time limits for jobs that cannot start, in the words of `job-limits`.
enum JobLimitsText {
    /// The field under AWS's name.
    static let path = "jobStateTimeLimitActions"

    /// The limits, such as `misconfiguration 1h, capacity off`. A limit that the file cannot ask for is named by AWS's
    /// reason, with AWS's values for it.
    static func words(_ actions: Value?) -> String {
        var limits: [String: String] = [:]
        for action in actions?.list ?? [] { limits[action["reason"]?.string ?? "without a reason"] = text(action) }
        var words: [String] = []
        let misconfigurations = fields[0].reasons.map { limits[$0] }
        for (field, reasons) in fields {
            // Someone may have set one of the two reasons manually.
            guard field != fields[0].field || Set(misconfigurations).count == 1 else {
                words += reasons.map { "\($0) \(limits[$0] ?? "off")" }
                continue
            }
            words.append("\(field) \(limits[reasons[0]] ?? "off")")
        }
        let known = Set(fields.flatMap(\.reasons))
        words += limits.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value)"
        }
        return words.joined(separator: ", ")
    }

    /// A sentence about what a queue does to jobs that cannot start.
    static func sentence(_ actions: Value?) -> String { "cancels jobs that cannot start: \(words(actions))" }

    /// The limit of an action, and its state and its action unless they are those that the file's limits have.
    private static func text(_ action: Value) -> String {
        let limit = action["maxTimeSeconds"]?.integer.map(DurationText.text) ?? "without a time"
        let others = [("state", "RUNNABLE"), ("action", "CANCEL")].filter { action[$0.0] != .string($0.1) }
            .map { "\($0.0) \(action[$0.0]?.string ?? "not given")" }
        return others.isEmpty ? limit : "\(limit) (\(others.joined(separator: ", ")))"
    }

    private static let fields: [(field: String, reasons: [String])] = [
        (
            "misconfiguration",
            ["MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"]
        ), ("capacity", ["CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"]),
    ]
}
