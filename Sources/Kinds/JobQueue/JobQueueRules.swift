import Planning
import ResourceModel

extension KindRules {
    /// Job queues.
    static var jobQueue: KindRules {
        var lifecycle = Lifecycle()
        lifecycle.jobs = .queue
        lifecycle.activation = .init(path: "state")
        lifecycle.quota = .init(limit: batchQuota, service: "AWS Batch", noun: "job queues")
        return KindRules(
            .jobQueue,
            fields: [
                queue("state", .caseInsensitive), queue("priority"), queue("computeEnvironmentOrder"),
                queue("jobStateTimeLimitActions", .set, isAlwaysShown: true), queue("schedulingPolicyArn"),
            ],
            refine: { change, _, _ in
                // A policy can replace another one. A queue created without one never
                // gets one, and a policy cannot be removed.
                var change = change
                let isExchange = change.before != nil && change.after != nil
                if change.path == "schedulingPolicyArn", !isExchange { change.update = .replacement }
                return change
            }, lifecycle: lifecycle)
    }

    /// The most compute environments, and the most queues, of a region; AWS raises neither. Source: AWS Batch user
    /// guide, service_limits.
    static let batchQuota = 50

    private static func queue(
        _ field: String, _ comparison: Comparison = .exact, isAlwaysShown: Bool = false
    ) -> FieldRule {
        FieldRule(
            path: field, update: .inPlace, comparison: comparison,
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateJobQueue.html",
            isAlwaysShown: isAlwaysShown)
    }
}
