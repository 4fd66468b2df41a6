import ManifestLoading
import ResourceModel

/// A queue's time limits for jobs that cannot start, in the words of `job-limits`.
enum JobLimitsText {
    /// The field under AWS's name.
    static let path = "jobStateTimeLimitActions"

    /// `misconfiguration 1h, capacity off`; limits that the file cannot ask for are named by AWS's reason.
    static func words(_ actions: Value?) -> String {
        var limits: [String: Int] = [:]
        for action in actions?.list ?? [] {
            guard let reason = action["reason"]?.string else { continue }
            limits[reason] = action["maxTimeSeconds"]?.integer
        }
        var words: [String] = []
        let misconfigurations = fields[0].reasons.map { limits[$0] }
        for (field, reasons) in fields {
            // Somebody may have set one of the two reasons by hand.
            guard field != fields[0].field || Set(misconfigurations).count == 1 else {
                words += reasons.map { "\($0) \(limit(limits[$0]))" }
                continue
            }
            words.append("\(field) \(limit(limits[reasons[0]]))")
        }
        let known = Set(fields.flatMap(\.reasons))
        words += limits.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map {
            "\($0.key) \(limit($0.value))"
        }
        return words.joined(separator: ", ")
    }

    /// What a queue does to jobs that cannot start.
    static func sentence(_ actions: Value?) -> String { "cancels jobs that cannot start: \(words(actions))" }

    private static func limit(_ seconds: Int?) -> String { seconds.map(DurationText.text) ?? "off" }

    private static let fields: [(field: String, reasons: [String])] = [
        (
            "misconfiguration",
            ["MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"]
        ), ("capacity", ["CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"]),
    ]
}
