import Planning
import ResourceModel

extension KindRules {
    /// Scheduling policies.
    static var schedulingPolicy: KindRules {
        var lifecycle = Lifecycle()
        // AWS deletes no policy that a queue uses [aws-rules: Scheduling policies].
        lifecycle.deletedAfter = [.jobQueue]
        lifecycle.useRule =
            "AWS Batch deletes no scheduling policy that a queue uses: give that queue another policy, or delete it; "
            + "source: AWS Batch API, DeleteSchedulingPolicy"
        return KindRules(
            .schedulingPolicy,
            fields: [
                policy("shareDistribution", unset: .map([:])), policy("shareDecaySeconds", unset: .integer(0)),
                policy("computeReservation", unset: .integer(0)),
            ], lifecycle: lifecycle)
    }

    private static func policy(_ member: String, unset: Value) -> FieldRule {
        FieldRule(
            path: "fairsharePolicy.\(member)", update: .inPlace, unset: unset,
            source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_UpdateSchedulingPolicy.html")
    }
}
